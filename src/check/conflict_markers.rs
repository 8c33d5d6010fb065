//! Git's conflict markers stand in a file.

use super::{About, Check, Example, Scene};
use crate::model::finding::{Finding, Level};
use crate::model::problem::ProblemKind;
use crate::model::step::Step;

pub(super) const CHECK: Check = Check {
    id: "conflict-markers",
    level: Level::Error,
    from: Step::Hypothesis,
    about: About::Engagement,
    guards: None,
    summary: "git's conflict markers stand in a file",
    why: "Both versions of a place are in the file, and nobody has chosen.",
    remedy: "Keep one version of each place, delete the marker lines, then `git add` the file.",
    source: "the design of engage: nothing is skipped silently",
    example: Example {
        step: Step::Hypothesis,
        today: "2026-03-10",
        fires: &[(
            "notes/2026-03-02-keys-aaaa",
            "on: 2026-03-02\n<<<<<<< HEAD\ntext: The keys are with Ana\n=======\ntext: The keys are with Bo\n>>>>>>> onsite\n",
        )],
        silent: &[("notes/2026-03-02-keys-aaaa", "on: 2026-03-02\ntext: The keys are with Ana\n")],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::ConflictMarkers))
}
