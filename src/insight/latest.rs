//! The latest period of a cycle: its current or last round, and its records.

use crate::insight::prelude::*;

/// The latest period of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The entry it began with.
    pub since: EntryId,
    /// Its round; none before the first round.
    pub round: Option<usize>,
}

/// The last round of a cycle, from dev to adjust; the whole cycle before its first round.
pub fn period(engagement: &Engagement, cycle: u32) -> Option<Period> {
    let mut here = engagement.walk.iter().filter(|entry| entry.cycle == cycle).copied();
    let rounds = here.clone().filter(|entry| (Step::Dev..=Step::Adjust).contains(&entry.step));
    let last = rounds.clone().map(|entry| engagement.round(entry)).next_back();
    match rounds.clone().find(|entry| Some(engagement.round(*entry)) == last) {
        Some(since) => Some(Period { since, round: last }),
        None => here.next().map(|since| Period { since, round: None }),
    }
}

impl Period {
    /// Whether it includes an entry; the review after the last round is not included.
    fn holds(&self, engagement: &Engagement, entry: EntryId) -> bool {
        let is_in_rounds = (Step::Dev..=Step::Adjust).contains(&entry.step);
        self.round.is_none_or(|round| is_in_rounds && round == engagement.round(entry))
    }
}

/// The records of one kind in the latest period of a cycle, the latest day first; without any,
/// those of the review.
pub fn records<K: Known>(engagement: &Engagement, cycle: u32) -> Vec<(&Reference, &K)> {
    let Some(period) = period(engagement, cycle) else { return vec![] };
    let stay = |record: &K| engagement.stay_of(record).filter(|entry| *entry >= period.since);
    let latest = engagement.in_cycle::<K>(cycle).filter_map(|(name, record)| Some((stay(record)?, name, record)));
    let (within, after): (Vec<_>, Vec<_>) = latest.partition(|(entry, ..)| period.holds(engagement, *entry));
    let latest = if within.is_empty() { after } else { within };
    let mut records: Vec<_> = latest.into_iter().map(|(_, name, record)| (name, record)).collect();
    records.sort_by(|(a, first), (b, second)| second.date().cmp(&first.date()).then(a.cmp(b)));
    records
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;
    use crate::model::record::Lesson;

    #[test]
    fn the_latest_stretch_is_the_last_round_with_its_records_and_without_those_of_the_review() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-02", "cycle-1/02-dev": "2026-03-03",
                "cycle-1/03-demo": "2026-03-04", "cycle-1/04-adjust": "2026-03-05", "cycle-1/05-dev": "2026-03-06",
                "cycle-1/06-adjust": "2026-03-09", "cycle-1/07-after-action": "2026-03-10",
                "cycle-2/01-hypothesis": "2026-03-16"}, "records": {"lessons/2026-03-04-a": {},
                "lessons/2026-03-06-b": {}, "lessons/2026-03-10-c": {}, "lessons/2026-03-09-d": {},
                "lessons/2026-03-09-e": {"during": "cycle-1/07-after-action"},
                "actions/2026-03-16-a": {"due": "2026-06-01", "done": "2026-03-17"}}}"#,
        );
        let since = |cycle| period(&engagement, cycle).map(|it| (it.since.to_string(), it.round));
        assert_eq!(since(1), Some(("cycle-1/05-dev".to_owned(), Some(2))));
        assert_eq!(since(2), Some(("cycle-2/01-hypothesis".to_owned(), None)));
        assert_eq!(since(3), None);
        let issues = |cycle| -> String {
            records::<Lesson>(&engagement, cycle).into_iter().map(|(_, lesson)| lesson.issue.as_str()).collect()
        };
        assert_eq!([1, 2].map(issues), ["db", ""], "the latest day comes first");
    }
}
