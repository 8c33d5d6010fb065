//! Queries on the current step of a scene.

use std::ops::RangeInclusive;

use super::Scene;
use crate::model::entry::{Answers, Entry, Hypothesis};
use crate::model::pace::Pace;
use crate::model::record::OutcomeKind;
use crate::model::step::Step;

impl<'a> Scene<'a> {
    /// Whether the current step is one of these.
    pub(in crate::check) fn stands(&self, at: RangeInclusive<Step>) -> bool {
        self.engagement.place().is_some_and(|place| at.contains(&place.step))
    }

    /// The PACE plan of the cycle, if the current step is one of these.
    pub(in crate::check) fn pace(&self, at: RangeInclusive<Step>) -> Option<&'a Pace> {
        self.engagement.pace(self.engagement.cycle()).filter(|_| self.stands(at))
    }

    /// The last entry of a step in the current cycle; none if it cannot be read.
    pub(in crate::check) fn last_stay(&self, step: Step) -> Option<&'a Entry> {
        let cycle = self.engagement.cycle();
        let entry = self.engagement.walk.iter().rfind(|entry| entry.cycle == cycle && entry.step == step)?;
        self.engagement.entries.get(entry)
    }

    /// Whether it was called off and not reopened.
    pub(in crate::check) fn called_off(&self) -> bool {
        matches!(self.engagement.last_outcome, Some((_, OutcomeKind::CalledOff)))
    }

    /// Whether it was called off today, or is being called off now.
    pub(in crate::check) fn called_off_today(&self) -> bool {
        let outcome = self.engagement.last_outcome.and_then(|last| self.engagement.outcomes.get(&last));
        self.called_off() && outcome.is_none_or(|outcome| outcome.on >= self.today)
    }

    /// The last hypothesis of the current cycle, if a question is answered neither there nor in any
    /// before it.
    pub(in crate::check) fn unanswered_since(&self, answered: impl Fn(&Hypothesis) -> bool) -> Option<&'a Entry> {
        let last = self.last_stay(Step::Hypothesis)?;
        let mut before = self.engagement.walk.iter().filter(|entry| entry.step == Step::Hypothesis);
        let is_open = |entry: &Entry| matches!(&entry.answers, Answers::Hypothesis(own) if !answered(own));
        // an unreadable one may answer it
        before.all(|entry| self.engagement.entries.get(entry).is_some_and(is_open)).then_some(last)
    }
}
