//! A record has a key that its kind does not have.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "unknown-key",
    level: Level::Error,
    summary: "a record has a key that its kind does not have",
    why: "A slip in a key hides its answer from every report.",
    remedy: "Mend the key, or put what is your own under `extra`.",
    source: "the design of engage: no unknown key is dropped",
    fires: &[("notes/2026-03-02-keys-aaaa", "on: 2026-03-02\ntxet: The keys are with Ana\n")],
    silent: &[("notes/2026-03-02-keys-aaaa", "on: 2026-03-02\ntext: The keys are with Ana\n")],
    run,
    ..super::from(Step::Hypothesis)
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::UnknownKey(_)))
}
