//! The demonstrations: the day of each, and how long the customer waited for the first.

use crate::insight::prelude::*;
use crate::model::entry;

/// One demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Demonstration {
    /// The day it was given; the day its entry was entered if that is not recorded.
    pub on: Date,
    /// Its entry.
    pub entry: EntryId,
}

/// All of them by day. The current one is included only if its day is recorded, which
/// may still lie ahead.
pub fn all(engagement: &Engagement) -> Vec<Demonstration> {
    let current = engagement.place();
    let demos = engagement.at::<entry::Demo>().filter(|(entry, demo)| demo.on.is_some() || current != Some(entry.id));
    let mut demos: Vec<_> = demos.map(|(entry, _)| Demonstration { on: entry.day(), entry: entry.id }).collect();
    demos.sort_unstable();
    demos
}

/// Those given by the end of a day.
pub fn by(engagement: &Engagement, today: Date) -> Vec<Demonstration> {
    all(engagement).into_iter().filter(|demo| demo.on <= today).collect()
}

/// Days from the opening to the first demonstration, if one was given by the end of a day.
pub fn days_to_first(engagement: &Engagement, today: Date) -> Option<i64> {
    let opened = engagement.charter.as_ref()?.opened;
    Some(by(engagement, today).first()?.on.days_since(opened).max(0))
}

/// The demonstration that something said at an entry is about: on the way to a demo of its round, that
/// one; else the last one before in its cycle. None if that cycle had shown nothing.
pub fn about(engagement: &Engagement, demos: &[Demonstration], entry: EntryId) -> Option<Demonstration> {
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

    #[test]
    fn a_demo_is_waited_for_given_once_its_day_has_come_and_then_spoken_of() {
        let engagement = fixture::engagement(
            r#"{"charter": {}, "entries": {"cycle-1/01-validate": "2026-03-02", "cycle-1/02-onsite": "2026-03-05",
                "cycle-1/03-demo": {"entered": "2026-03-10", "on": "2026-03-12"}, "cycle-1/04-adjust": "2026-03-13",
                "cycle-1/05-dev": "2026-03-14", "cycle-1/06-demo": "2026-03-20", "cycle-2/01-validate": "2026-04-01",
                "cycle-2/02-demo": {"entered": "2026-04-10", "on": "2026-04-15"}}}"#,
        );
        let days = |demos: &[Demonstration]| demos.iter().map(|demo| demo.on.to_string()).collect::<Vec<_>>();
        let demos = all(&engagement);
        assert_eq!(days(&demos), ["2026-03-12", "2026-03-20", "2026-04-15"]);
        assert_eq!(days(&by(&engagement, "2026-03-19".parse().unwrap())), ["2026-03-12"]);
        let first = |today: &str| days_to_first(&engagement, today.parse().unwrap());
        assert_eq!(["2026-03-12", "2026-03-11"].map(first), [Some(11), None], "counted from the opening");
        for (entry, on) in [
            ("cycle-1/01-validate", ""),
            ("cycle-1/02-onsite", "2026-03-12"),
            ("cycle-1/04-adjust", "2026-03-12"),
            ("cycle-1/05-dev", "2026-03-20"),
            ("cycle-2/01-validate", ""),
            ("cycle-2/02-demo", "2026-04-15"),
        ] {
            let about = about(&engagement, &demos, entry.parse().unwrap());
            assert_eq!(about.map(|demo| demo.on), on.parse().ok(), "{entry}");
        }
    }
}
