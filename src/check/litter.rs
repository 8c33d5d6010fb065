//! An editor, a merge or a file manager left a file behind.

use super::{About, Check, Example, Scene};
use crate::model::finding::{Finding, Level};
use crate::model::problem::ProblemKind;
use crate::model::step::Step;

pub(super) const CHECK: Check = Check {
    id: "litter",
    level: Level::Warning,
    from: Step::Hypothesis,
    about: About::Engagement,
    guards: None,
    summary: "an editor, a merge or a file manager left a file behind",
    why: "Leavings are never part of the record, and are easily taken for it.",
    remedy: "Delete it once nothing in it is missed; name it in `.gitignore` if it comes back.",
    source: "the design of engage: what is in the folder is the record",
    example: Example {
        step: Step::Hypothesis,
        today: "2026-03-10",
        fires: &[("people/ana-ortiz.yaml~", "name: Ana\n")],
        silent: &[("people/ana-ortiz", "name: Ana Ortiz\nside: customer\n")],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::Litter))
}
