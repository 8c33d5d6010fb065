//! How long the walk took: by entry, by step, by round, by cycle. All in whole days.

use crate::insight::prelude::*;

/// One visit to a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The entry.
    pub entry: EntryId,
    /// Its round in the cycle, from 1: 1 + the `adjust` entries before it.
    pub round: usize,
    /// The day it was entered.
    pub from: Date,
    /// The day it was left; none if it is current, or if the next entry cannot be read.
    pub until: Option<Date>,
}

impl Stay {
    /// The round it belongs to; none before dev and after adjust.
    pub fn in_round(&self) -> Option<usize> {
        (Step::Dev..=Step::Adjust).contains(&self.entry.step).then_some(self.round)
    }

    /// Days stayed, 0 or more; none if the end is not known.
    pub fn days(&self) -> Option<i64> {
        Some(self.until?.days_since(self.from).max(0))
    }
}

/// The stays of a cycle in order. The last one of an open engagement ends `today`, if given.
pub fn stays(engagement: &Engagement, cycle: u32, today: Option<Date>) -> Vec<Stay> {
    let stay = |entry: &crate::model::entry::Entry| Stay {
        entry: entry.id,
        round: engagement.round(entry.id),
        from: entry.common.entered,
        until: left(engagement, entry.id, today),
    };
    engagement.entries_in(cycle).map(stay).collect()
}

fn left(engagement: &Engagement, entry: EntryId, today: Option<Date>) -> Option<Date> {
    match engagement.walk.get(engagement.walk.partition_point(|next| *next <= entry)) {
        Some(next) => engagement.entries.get(next).map(|next| next.common.entered),
        None if engagement.followed_by.is_some() => engagement.followed_by.map(|(_, day)| day),
        None if engagement.is_open() => today,
        None => engagement.outcomes.last_key_value().map(|(_, outcome)| outcome.on),
    }
}

/// All stays at one step of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepTotal {
    /// The step.
    pub step: Step,
    /// How many stays.
    pub stays: usize,
    /// Days in the stays whose end is known.
    pub days: i64,
    /// Whether one of them has no known end.
    pub lasts: bool,
}

/// The stays summed by step, in the order of the steps, without steps never visited.
pub fn per_step(stays: &[Stay]) -> Vec<StepTotal> {
    let total = |step: &Step| {
        let here: Vec<_> = stays.iter().filter(|stay| stay.entry.step == *step).collect();
        let days = here.iter().filter_map(|stay| stay.days()).sum();
        let lasts = here.iter().any(|stay| stay.until.is_none());
        (!here.is_empty()).then_some(StepTotal { step: *step, stays: here.len(), days, lasts })
    };
    Step::ALL.iter().filter_map(total).collect()
}

/// The rounds of dev, onsite, demo and adjust among the stays of one cycle, each as one stay from its first entry on.
pub fn per_round(stays: &[Stay]) -> Vec<Stay> {
    let mut rounds: Vec<Stay> = Vec::new();
    for stay in stays.iter().filter(|stay| stay.in_round().is_some()) {
        match rounds.last_mut().filter(|round| round.round == stay.round) {
            Some(round) => round.until = stay.until,
            None => rounds.push(*stay),
        }
    }
    rounds
}

/// The first day of a cycle, and its last known day.
///
/// The last is the day the next cycle began or the engagement ended, else the day of the last entry.
pub fn span(engagement: &Engagement, cycle: u32) -> Option<(Date, Date)> {
    let stays = stays(engagement, cycle, None);
    let (first, last) = (stays.first()?, stays.last()?);
    Some((first.from, last.until.unwrap_or(last.from)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn two_rounds() -> Engagement {
        fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-02", "cycle-1/02-dev": "2026-03-05",
                "cycle-1/03-demo": "2026-03-15", "cycle-1/04-adjust": "2026-03-15", "cycle-1/05-dev": "2026-03-16",
                "cycle-1/06-demo": "2026-03-20", "cycle-2/01-hypothesis": "2026-04-01"}}"#,
        )
    }

    #[test]
    fn a_stay_ends_when_the_next_entry_begins_and_steps_and_rounds_add_up() {
        let stays = stays(&two_rounds(), 1, None);
        let days: Vec<_> = stays.iter().map(|stay| (stay.round, stay.days())).collect();
        assert_eq!(days, [(1, Some(3)), (1, Some(10)), (1, Some(0)), (1, Some(1)), (2, Some(4)), (2, Some(12))]);
        assert!(per_step(&stays).contains(&StepTotal { step: Step::Dev, stays: 2, days: 14, lasts: false }));
        let rounds: Vec<_> = per_round(&stays).iter().map(|round| (round.round, round.days())).collect();
        assert_eq!(rounds, [(1, Some(11)), (2, Some(16))]);
    }

    #[test]
    fn the_last_stay_ends_only_for_someone_who_knows_the_day() {
        let days = |today| stays(&two_rounds(), 2, today)[0].days();
        assert_eq!([None, "2026-04-04".parse().ok()].map(days), [None, Some(3)]);
    }

    #[test]
    fn a_cycle_spans_to_the_day_the_next_began() {
        let days = |cycle| span(&two_rounds(), cycle).map(|(from, to)| format!("{from} {to}"));
        let spans = [Some("2026-03-02 2026-04-01".to_owned()), Some("2026-04-01 2026-04-01".to_owned()), None];
        assert_eq!([1, 2, 3].map(days), spans);
    }
}
