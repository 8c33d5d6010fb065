//! Two names are one name to some file systems.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "name-collision",
    level: Level::Error,
    summary: "two names are one name to some file systems",
    why: "On a laptop that knows no case, a clone keeps one of the two files and loses the other.",
    remedy: "Rename one of them with `git mv`.",
    source: "the design of engage: a folder that every machine can hold",
    fires: &[("documents/Plan.md", "a\n"), ("documents/plan.md", "b\n")],
    silent: &[("documents/plan.md", "b\n")],
    run,
    ..super::from(Step::Hypothesis)
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::NameCollision))
}
