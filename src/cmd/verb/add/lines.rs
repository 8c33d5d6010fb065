//! Lines of the current entry that `add` can add: starting points, preparation, results.

use crate::cmd::prelude::*;
use crate::model::entry::{Prep, StartingPoint};
use crate::model::field::{Field, Fields};

/// A list in the entry of a step.
#[derive(Debug)]
pub struct Line {
    /// The word for one, as in `engage add WORD`.
    pub word: &'static str,
    /// What it is, one line.
    pub summary: &'static str,
    /// The step whose entry has it.
    pub step: Step,
    /// The key of the list.
    pub key: &'static str,
    /// The key of its free text.
    pub text: &'static str,
    /// Its fields; a line of plain text has one, its text.
    pub fields: &'static [Field],
}

/// All of them.
pub const LINES: &[Line] = &[
    Line {
        word: "starting-point",
        summary: "An app, a paper or data to start from (a line of the select entry).",
        step: Step::Select,
        key: "starting_points",
        text: "what",
        fields: StartingPoint::FIELDS,
    },
    Line {
        word: "prep",
        summary: "Something to prepare for the trip (a line of the dev entry).",
        step: Step::Dev,
        key: "prep",
        text: "task",
        fields: Prep::FIELDS,
    },
    Line {
        word: "result",
        summary: "What a test on site showed (a line of the onsite entry).",
        step: Step::Onsite,
        key: "results",
        text: "result",
        fields: &[Field { name: "result", question: "What a test showed.", shape: Shape::Text, required: true }],
    },
];

impl Line {
    /// The entry it goes to: the last one of its step in this cycle.
    pub fn entry(&self, engagement: &Engagement) -> Result<EntryId, Failure> {
        let cycle = engagement.cycle();
        let entries = engagement.walk.iter().filter(|entry| entry.cycle == cycle && entry.step == self.step);
        entries.max().copied().ok_or_else(|| {
            let (id, step) = (&engagement.id, self.step);
            Failure::refused(format!("{id} has no {step} entry in cycle {cycle}, where a {} belongs", self.word))
                .hint(format!("engage advance {id} --to {step}"))
        })
    }

    /// The item made of its values.
    pub fn node(&self, pairs: Vec<(String, Node)>) -> Node {
        let is_plain = self.fields.len() == 1;
        if is_plain { pairs.into_iter().next().map_or(Node::Empty, |(_, node)| node) } else { Node::Map(pairs) }
    }
}
