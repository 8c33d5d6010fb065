//! A file or folder has a name that some machine refuses.

use super::{About, Check, Example, Scene};
use crate::model::finding::{Finding, Level};
use crate::model::problem::ProblemKind;
use crate::model::step::Step;

pub(super) const CHECK: Check = Check {
    id: "name-unportable",
    level: Level::Error,
    from: Step::Hypothesis,
    about: About::Engagement,
    guards: None,
    summary: "a file or folder has a name that some machine refuses",
    why: "A teammate on such a machine cannot clone the folder.",
    remedy: "Rename it with `git mv`.",
    source: "Windows: naming files, paths and namespaces",
    example: Example {
        step: Step::Hypothesis,
        today: "2026-03-10",
        fires: &[("evidence/aux.csv", "1\n")],
        silent: &[("evidence/timing.csv", "1\n")],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::NameUnportable))
}
