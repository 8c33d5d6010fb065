//! A file or folder has a name that some machine refuses.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "name-unportable",
    level: Level::Error,
    summary: "a file or folder has a name that some machine refuses",
    why: "A teammate on such a machine cannot clone the folder.",
    remedy: "Rename it with `git mv`.",
    source: "Windows: naming files, paths and namespaces",
    fires: &[("evidence/aux.csv", "1\n")],
    silent: &[("evidence/timing.csv", "1\n")],
    run,
    ..super::from(Step::Hypothesis)
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::NameUnportable))
}
