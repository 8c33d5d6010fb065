//! Lines of the current entry that `add` supports: starting points, preparation, results.

use super::{Addable, To};
use crate::cmd::prelude::*;
use crate::model::entry::{Prep, StartingPoint};
use crate::model::field::Fields;

/// All such lines.
pub const LINES: &[Addable] = &[
    Addable {
        word: "starting-point",
        summary: "A starting point: an app, a paper or data, in the select step.",
        text: "what",
        fields: StartingPoint::FIELDS,
        to: To::Entry(Step::Select, "starting_points"),
    },
    Addable {
        word: "prep",
        summary: "A task to prepare for the trip, in the dev step.",
        text: "task",
        fields: Prep::FIELDS,
        to: To::Entry(Step::Dev, "prep"),
    },
    Addable {
        word: "result",
        summary: "A result: what a test on site showed, in the onsite step.",
        text: "result",
        fields: &[Field { name: "result", question: "What a test showed.", shape: Shape::Text, required: true }],
        to: To::Entry(Step::Onsite, "results"),
    },
];

/// The entry that a line belongs to: the last one of its step in this cycle.
pub fn entry(engagement: &Engagement, step: Step, word: &str) -> Result<EntryId, Failure> {
    let (id, cycle) = (&engagement.id, engagement.cycle());
    let entries = engagement.walk.iter().filter(|entry| entry.cycle == cycle && entry.step == step);
    entries.max().copied().ok_or_else(|| {
        Failure::refused(format!("{id} has no {step} step in cycle {cycle} to add a {word} to"))
            .hint(format!("engage advance {id} --to {step}"))
    })
}
