//! Something left the customer's site, and nobody is named who cleared it.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "artifact-uncleared",
    outlives: true,
    summary: "an artifact was brought back without clearance",
    why: "What leaves a site without permission may have to go back, and trust goes with it.",
    source: "nine-step customer engagement process, step 8",
    remedy: "Ask who can clear it, and record their name. Do not use it until then.",
    both: &[
        ANA,
        ("artifacts/2026-03-06-times-aaaa", "what: times of the twenty look-ups\nclass: data\non: 2026-03-06\n"),
    ],
    silent: &[("artifacts/2026-03-06-times-aaaa", "cleared_by: ana-ortiz\n")],
    run: Each(find),
    ..super::from(Step::AfterAction)
};

fn find(scene: &Scene) -> Vec<Finding> {
    scene.each(uncleared)
}

fn uncleared(scene: &Scene, name: &Reference, artifact: &Artifact) -> Option<Finding> {
    let sentence = format!(
        "`{}` was taken on {}, but who cleared it is not recorded",
        artifact.what.one_line(),
        words::date(artifact.on)
    );
    artifact.cleared_by.is_none().then(|| scene.asks(name, "cleared_by", sentence, ["cleared_by=WHO"]))
}
