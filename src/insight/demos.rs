//! The demonstrations: which day each was, and how long the customer waited for the first.

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry;
use crate::model::reference::EntryId;
use crate::model::step::Step;

/// One demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Demo {
    /// The day it was given; the day its entry was entered where that is not written down.
    pub on: Date,
    /// Its entry.
    pub entry: EntryId,
}

/// All of them by day, with the one that the walk stands at only if its day is written down, which
/// may still lie ahead.
pub fn all(engagement: &Engagement) -> Vec<Demo> {
    let current = engagement.place();
    let demos = engagement.at::<entry::Demo>().filter(|(entry, demo)| demo.on.is_some() || current != Some(entry.id));
    let mut demos: Vec<_> = demos.map(|(entry, _)| Demo { on: entry.day(), entry: entry.id }).collect();
    demos.sort_unstable();
    demos
}

/// Those given by the end of a day.
pub fn by(engagement: &Engagement, today: Date) -> Vec<Demo> {
    all(engagement).into_iter().filter(|demo| demo.on <= today).collect()
}

/// Days from the opening to the first demonstration, if one was given by the end of a day.
pub fn days_to_first(engagement: &Engagement, today: Date) -> Option<i64> {
    let opened = engagement.charter.as_ref()?.opened;
    Some(by(engagement, today).first()?.on.days_since(opened).max(0))
}

/// The demonstration that something said at an entry is about: on the way to one of its round, that
/// one; else the last one before in its cycle. None where that cycle had shown nothing.
pub fn about(engagement: &Engagement, demos: &[Demo], entry: EntryId) -> Option<Demo> {
    let round = |id: EntryId| (id.cycle, engagement.round(id));
    let under_way = (Step::Dev..=Step::Demo).contains(&entry.step);
    let here = || demos.iter().filter(|demo| demo.entry.cycle == entry.cycle);
    let ahead = here().filter(|demo| demo.entry >= entry && round(demo.entry) == round(entry));
    let ahead = ahead.min_by_key(|demo| demo.entry).filter(|_| under_way);
    let before = here().filter(|demo| demo.entry <= entry);
    ahead.or_else(|| before.max_by_key(|demo| demo.entry)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn engagement() -> Engagement {
        fixture::engagement(
            r#"{"charter": {}, "entries": {"cycle-1/01-validate": "2026-03-02", "cycle-1/02-onsite": "2026-03-05",
                "cycle-1/03-demo": {"entered": "2026-03-10", "on": "2026-03-12"}, "cycle-1/04-adjust": "2026-03-13",
                "cycle-1/05-dev": "2026-03-14", "cycle-1/06-demo": "2026-03-20", "cycle-2/01-validate": "2026-04-01",
                "cycle-2/02-demo": {"entered": "2026-04-10", "on": "2026-04-15"}}}"#,
        )
    }

    fn days(demos: &[Demo]) -> Vec<String> {
        demos.iter().map(|demo| demo.on.to_string()).collect()
    }

    #[test]
    fn a_demo_that_lies_ahead_was_not_given_yet() {
        let engagement = engagement();
        assert_eq!(days(&all(&engagement)), ["2026-03-12", "2026-03-20", "2026-04-15"]);
        assert_eq!(days(&by(&engagement, "2026-03-19".parse().unwrap())), ["2026-03-12"]);
    }

    #[test]
    fn the_first_is_waited_for_from_the_opening() {
        assert_eq!(days_to_first(&engagement(), "2026-03-12".parse().unwrap()), Some(11));
        assert_eq!(days_to_first(&engagement(), "2026-03-11".parse().unwrap()), None);
    }

    #[test]
    fn on_the_way_to_a_demo_one_speaks_of_that_one_and_elsewhere_of_the_last() {
        let engagement = engagement();
        let demos = all(&engagement);
        let about = |entry: &str| about(&engagement, &demos, entry.parse().unwrap()).map(|demo| demo.on.to_string());
        for (entry, on) in [
            ("cycle-1/01-validate", None),
            ("cycle-1/02-onsite", Some("2026-03-12")),
            ("cycle-1/04-adjust", Some("2026-03-12")),
            ("cycle-1/05-dev", Some("2026-03-20")),
            ("cycle-2/01-validate", None),
            ("cycle-2/02-demo", Some("2026-04-15")),
        ] {
            assert_eq!(about(entry).as_deref(), on, "{entry}");
        }
    }
}
