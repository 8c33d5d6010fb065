//! Two names are one name to some file systems.

use super::{About, Check, Example, Scene};
use crate::model::finding::{Finding, Level};
use crate::model::problem::ProblemKind;
use crate::model::step::Step;

pub(super) const CHECK: Check = Check {
    id: "name-collision",
    level: Level::Error,
    from: Step::Hypothesis,
    about: About::Engagement,
    guards: None,
    summary: "two names are one name to some file systems",
    why: "On a laptop that knows no case, a clone keeps one of the two files and loses the other.",
    remedy: "Rename one of them with `git mv`.",
    source: "the design of engage: a folder that every machine can hold",
    example: Example {
        step: Step::Hypothesis,
        today: "2026-03-10",
        fires: &[("documents/Plan.md", "a\n"), ("documents/plan.md", "b\n")],
        silent: &[("documents/plan.md", "b\n")],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::NameCollision))
}
