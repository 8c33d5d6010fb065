//! How many of our people were on site for how many days.

use crate::insight::durations;
use crate::insight::prelude::*;

/// One visit to the customer's site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// The stay at the site.
    pub entry: EntryId,
    /// How many of ours went; none if not recorded.
    pub people: Option<usize>,
    /// Days of the trip, including the first and the last, else of the stay; none if it has not ended.
    pub days: Option<i64>,
}

impl Visit {
    /// People times days; none if either is not known.
    pub fn person_days(&self) -> Option<i64> {
        Some(i64::try_from(self.people?).ok()? * self.days?)
    }
}

/// The visits of an engagement in order. A planned trip without an onsite entry does not count.
pub fn visits(engagement: &Engagement, today: Option<Date>) -> Vec<Visit> {
    let onsite = engagement.walk.iter().filter(|entry| entry.step == Step::Onsite);
    let mut taken = None;
    let mut visits = Vec::new();
    for entry in onsite {
        let planned = trip(engagement, *entry).filter(|(dev, _)| taken != Some(*dev));
        taken = planned.map(|(dev, _)| dev).or(taken);
        visits.push(visit(engagement, *entry, planned.map(|(_, trip)| trip), today));
    }
    visits
}

/// The trip of an onsite entry: that of the last dev entry before it in its cycle.
fn trip(engagement: &Engagement, onsite: EntryId) -> Option<(EntryId, &Trip)> {
    let before = engagement.entries_in(onsite.cycle).filter(|entry| entry.id < onsite);
    let (entry, dev) = before.filter_map(|entry| Some((entry, entry.at::<Dev>()?))).next_back()?;
    Some((entry.id, dev.trip.as_ref()?))
}

fn visit(engagement: &Engagement, entry: EntryId, trip: Option<&Trip>, today: Option<Date>) -> Visit {
    let dated = trip.and_then(|trip| Some(trip.to?.days_since(trip.from?) + 1)).filter(|days| *days > 0);
    let stayed = || {
        let stays = durations::stays(engagement, entry.cycle, today);
        stays.into_iter().find(|stay| stay.entry == entry).and_then(|stay| stay.days()).map(|days| days.max(1))
    };
    let people = trip.map(|trip| trip.people.len()).filter(|people| *people > 0);
    Visit { entry, people, days: dated.or_else(stayed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn a_trip_counts_its_first_and_last_day_once_and_only_if_it_was_made() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-dev": {"entered": "2026-03-01", "trip": {"from": "2026-03-10",
                "to": "2026-03-12", "people": ["bo", "cy"]}}, "cycle-1/02-onsite": "2026-03-10",
                "cycle-1/03-demo": "2026-03-12", "cycle-1/04-onsite": "2026-03-13",
                "cycle-1/05-dev": {"entered": "2026-03-14", "trip": {"people": ["bo"]}},
                "cycle-1/06-onsite": "2026-03-20", "cycle-1/07-dev": {"entered": "2026-03-24",
                "trip": {"from": "2026-04-10", "to": "2026-04-12", "people": ["bo"]}}}}"#,
        );
        let visits = visits(&engagement, None);
        let lines: Vec<_> = visits.iter().map(|visit| (visit.entry.number, visit.people, visit.days)).collect();
        assert_eq!(lines, [(2, Some(2), Some(3)), (4, None, Some(1)), (6, Some(1), Some(4))]);
        assert_eq!(visits.iter().map(Visit::person_days).collect::<Vec<_>>(), [Some(6), None, Some(4)]);
    }

    #[test]
    fn a_stay_that_lasts_has_its_days_only_for_someone_who_knows_the_day() {
        let engagement = fixture::engagement(r#"{"entries": {"cycle-1/01-onsite": "2026-03-10"}}"#);
        assert_eq!(visits(&engagement, None)[0].days, None);
        assert_eq!(visits(&engagement, Some("2026-03-12".parse().unwrap()))[0].days, Some(2));
    }
}
