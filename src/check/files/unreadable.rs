//! A file cannot be read as the record it would be.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "unreadable",
    level: Level::Error,
    summary: "a file cannot be read as the record it would be",
    why: "What cannot be read is missing from every report and from every other check.",
    remedy: "Mend the line that is named; `engage edit RECORD` opens it and checks it on return.",
    source: "the design of engage: nothing is skipped silently",
    fires: &[("notes/2026-03-02-keys-aaaa", "on: 2026-03-02\ntext: [The keys\n")],
    silent: &[("notes/2026-03-02-keys-aaaa", "on: 2026-03-02\ntext: The keys are with Ana\n")],
    run,
    ..super::from(Step::Hypothesis)
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| {
        use ProblemKind::{Misnamed, MissingKey, Newer, Unreadable};
        matches!(kind, Unreadable | Misnamed | MissingKey(_) | Newer)
    })
}
