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

/// Whether the list of a key has the same line, whatever the order of its keys; not for a file that cannot be read.
pub fn has(writer: &Writer, entry: &Reference, key: &str, line: &Node) -> Result<bool> {
    let (_, file) = save::read(&writer.workspace, &writer.engagement.id, entry)?;
    let file = Node::file(&read::fields(entry), &String::from_utf8_lossy(&file)).unwrap_or(Node::Empty);
    let Node::List(lines) = file.at(key) else { return Ok(false) };
    let is_same = |known: &Node| match (known, line) {
        (Node::Map(known), Node::Map(pairs)) => {
            known.iter().filter(|(_, node)| !node.is_blank()).count() == pairs.len()
                && pairs.iter().all(|pair| known.contains(pair))
        }
        _ => known == line,
    };
    Ok(lines.iter().any(is_same))
}

/// The entry that a line belongs to: the last one of its step in this cycle.
pub fn entry(engagement: &Engagement, step: Step, word: &str) -> Result<EntryId, Failure> {
    let (id, cycle) = (&engagement.id, engagement.cycle());
    let entries = engagement.walk.iter().filter(|entry| entry.cycle == cycle && entry.step == step);
    entries.max().copied().ok_or_else(|| {
        Failure::refused(format!("{id} has no {step} step in cycle {cycle} to add a {word} to")).hint(Remedy::engage([
            "advance",
            id.as_str(),
            "--to",
            step.word(),
        ]))
    })
}
