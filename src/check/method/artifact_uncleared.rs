//! Something left the customer's site, and nobody is named who cleared it.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    outlives: true,
    run: Each(|scene| scene.each(uncleared)),
    ..row!("artifact-uncleared", Method, AfterAction)
};

fn uncleared(scene: &Scene, name: &Reference, artifact: &Artifact) -> Option<Finding> {
    let sentence = format!(
        "`{}` was taken on {}, but who cleared it is not recorded",
        artifact.what.one_line(),
        words::date(artifact.on)
    );
    artifact.cleared_by.is_none().then(|| scene.asks(name, "cleared_by", sentence, ["cleared_by=WHO"]))
}
