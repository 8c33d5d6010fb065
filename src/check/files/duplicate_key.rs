//! A key stands twice in one place.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "duplicate-key",
    level: Level::Error,
    summary: "a key stands twice in one place",
    why: "Most readers of YAML keep the last one silently, so half of a merge is lost unseen.",
    remedy: "Keep one of the two lines.",
    source: "YAML 1.2, 3.2.1.3: the keys of a mapping are unique",
    fires: &[(
        "notes/2026-03-02-keys-aaaa",
        "on: 2026-03-02\ntext: The keys are with Ana\ntext: The keys are with Bo\n",
    )],
    silent: &[("notes/2026-03-02-keys-aaaa", "on: 2026-03-02\ntext: The keys are with Ana\n")],
    run,
    ..super::from(Step::Hypothesis)
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::DuplicateKey(_)))
}
