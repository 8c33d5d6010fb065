//! Git's conflict markers stand in a file.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "conflict-markers",
    level: Level::Error,
    summary: "git's conflict markers stand in a file",
    why: "Both versions of a place are in the file, and nobody has chosen.",
    remedy: "Keep one version of each place, delete the marker lines, then `git add` the file.",
    source: "the design of engage: nothing is skipped silently",
    fires: &[(
        "notes/2026-03-02-keys-aaaa",
        "on: 2026-03-02\n<<<<<<< HEAD\ntext: The keys are with Ana\n=======\ntext: The keys are with Bo\n>>>>>>> onsite\n",
    )],
    silent: &[("notes/2026-03-02-keys-aaaa", "on: 2026-03-02\ntext: The keys are with Ana\n")],
    run,
    ..super::from(Step::Hypothesis)
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::ConflictMarkers))
}
