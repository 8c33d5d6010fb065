//! A record has a key that its kind does not have.

use super::{About, Check, Example, Scene};
use crate::model::finding::{Finding, Level};
use crate::model::problem::ProblemKind;
use crate::model::step::Step;

pub(super) const CHECK: Check = Check {
    id: "unknown-key",
    level: Level::Error,
    from: Step::Hypothesis,
    about: About::Engagement,
    guards: None,
    summary: "a record has a key that its kind does not have",
    why: "A slip in a key hides its answer from every report.",
    remedy: "Mend the key, or put what is your own under `extra`.",
    source: "the design of engage: no unknown key is dropped",
    example: Example {
        step: Step::Hypothesis,
        today: "2026-03-10",
        fires: &[("notes/2026-03-02-keys-aaaa", "on: 2026-03-02\ntxet: The keys are with Ana\n")],
        silent: &[("notes/2026-03-02-keys-aaaa", "on: 2026-03-02\ntext: The keys are with Ana\n")],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    scene.files_that_are(|kind| matches!(kind, ProblemKind::UnknownKey(_)))
}
