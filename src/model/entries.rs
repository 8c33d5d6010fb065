//! The entries of a walk, with an index of the days on which they were entered.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use super::date::Date;
use super::entry::Entry;
use super::reference::EntryId;
use super::step::Step;

/// The entries by name, which is their order. The index is made when first needed, and again after a change.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    all: BTreeMap<EntryId, Entry>,
    days: OnceLock<Days>,
}

/// The entries by day.
#[derive(Debug, Clone)]
struct Days {
    /// In the order of the walk, each with the first day on which it or a later one was entered. Days may be out of
    /// order; these never fall.
    reached: Vec<(Date, EntryId)>,
    /// In the order of their days, then of the walk.
    sorted: Vec<(Date, EntryId)>,
}

impl Entries {
    /// The entries of a cycle, in order.
    pub fn of_cycle(&self, cycle: u32) -> impl DoubleEndedIterator<Item = &Entry> {
        let first = |cycle| EntryId { cycle, number: 0, step: Step::Hypothesis };
        self.all.range(first(cycle)..first(cycle.saturating_add(1))).map(|(_, entry)| entry)
    }

    /// The last one that was entered on a day or before it.
    pub fn last_by(&self, day: Date) -> Option<EntryId> {
        self.last_while(|entered| entered <= day)
    }

    /// The last one that was entered before a day.
    pub fn last_before(&self, day: Date) -> Option<EntryId> {
        self.last_while(|entered| entered < day)
    }

    fn last_while(&self, is_before: impl Fn(Date) -> bool) -> Option<EntryId> {
        let reached = &self.days().reached;
        let later = reached.partition_point(|(day, _)| is_before(*day));
        reached[..later].last().map(|(_, entry)| *entry)
    }

    /// Those entered on a day, in order.
    pub fn on(&self, day: Date) -> impl Iterator<Item = EntryId> {
        let sorted = &self.days().sorted;
        let that_day = &sorted[sorted.partition_point(|(other, _)| *other < day)..];
        that_day.iter().take_while(move |(other, _)| *other == day).map(|(_, entry)| *entry)
    }

    fn days(&self) -> &Days {
        self.days.get_or_init(|| {
            let mut reached: Vec<_> = self.all.values().map(|entry| (entry.common.entered, entry.id)).collect();
            let mut sorted = reached.clone();
            sorted.sort_unstable();
            for at in (1..reached.len()).rev() {
                reached[at - 1].0 = reached[at - 1].0.min(reached[at].0);
            }
            Days { reached, sorted }
        })
    }
}

impl Deref for Entries {
    type Target = BTreeMap<EntryId, Entry>;

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl DerefMut for Entries {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.days.take();
        &mut self.all
    }
}

impl From<BTreeMap<EntryId, Entry>> for Entries {
    fn from(all: BTreeMap<EntryId, Entry>) -> Self {
        Self { all, days: OnceLock::new() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::de::DeserializeSeed;
    use serde_json::{from_value, json};

    use super::*;

    fn entry(number: u32, day: u32) -> (EntryId, Entry) {
        let id = EntryId { cycle: 1, number, step: Step::Dev };
        let value = json!({ "entered": format!("2026-03-{day:02}") });
        let read = || value.clone();
        let (common, rest) = (from_value(read()).unwrap(), from_value(read()).unwrap());
        (id, Entry { id, common, rest, answers: id.step.deserialize(read()).unwrap() })
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_look_at_each_finds_even_where_days_are_out_of_order(
            days in prop::collection::vec(2_u32..6, 0..8), added in 2_u32..6,
        ) {
            let mut entries = Entries::from((1..).zip(&days).map(|(at, day)| entry(at, *day)).collect::<BTreeMap<_, _>>());
            prop_assert_eq!(entries.last_by("2026-03-31".parse().unwrap()).is_some(), !days.is_empty());
            entries.extend([entry(9, added)]);
            for day in 1..7 {
                let day: Date = format!("2026-03-0{day}").parse().unwrap();
                let entered = |is: fn(&Date, &Date) -> bool| {
                    let all = entries.values().filter(move |entry| is(&entry.common.entered, &day));
                    all.map(|entry| entry.id).collect::<Vec<_>>()
                };
                prop_assert_eq!(entries.last_by(day), entered(Date::le).last().copied());
                prop_assert_eq!(entries.last_before(day), entered(Date::lt).last().copied());
                prop_assert_eq!(entries.on(day).collect::<Vec<_>>(), entered(Date::eq));
            }
        }
    }
}
