//! An editor, a merge or a file manager left a file behind.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "litter",
    summary: "an editor, a merge or a file manager left a file behind",
    why: "Leavings are never part of the record, and are easily taken for it.",
    remedy: "Delete it once nothing in it is missed; name it in `.gitignore` if it comes back.",
    source: "the design of engage: what is in the folder is the record",
    fires: &[("people/ana-ortiz.yaml~", "name: Ana\n")],
    silent: &[("people/ana-ortiz", "name: Ana Ortiz\nside: customer\n")],
    run,
    ..super::from(Step::Hypothesis)
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::Litter))
}
