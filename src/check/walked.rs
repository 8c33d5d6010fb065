//! Where the walk of a scene stands, for the checks that speak of one step's answers.

use std::ops::RangeInclusive;

use super::Scene;
use crate::model::entry::Entry;
use crate::model::step::Step;

impl<'a> Scene<'a> {
    /// Whether the engagement goes on and stands at one of these steps.
    pub(super) fn stands(&self, at: RangeInclusive<Step>) -> bool {
        self.engagement.is_open() && self.engagement.place().is_some_and(|place| at.contains(&place.step))
    }

    /// The last stay at a step in the present cycle; none where it cannot be read.
    pub(super) fn last_stay(&self, step: Step) -> Option<&'a Entry> {
        let cycle = self.engagement.cycle();
        let entry = self.engagement.walk.iter().rfind(|entry| entry.cycle == cycle && entry.step == step)?;
        self.engagement.entries.get(entry)
    }
}
