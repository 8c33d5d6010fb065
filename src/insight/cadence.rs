//! How often the customer gets something to judge: a demonstration, or a request for feedback.

use crate::insight::demos;
use crate::insight::prelude::*;

/// The default number of days between things the customer can judge.
pub const USUAL: u32 = 14;

/// The cadence on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cadence {
    /// Days agreed between things the customer can judge.
    pub agreed: u32,
    /// The last day they could judge something; none before the first.
    pub last: Option<Date>,
    /// Days since then, or since the opening if there was nothing yet; none if neither is known.
    pub since: Option<i64>,
}

impl Cadence {
    /// Days beyond the agreed number; none if it is kept.
    pub fn days_late(&self) -> Option<i64> {
        self.since.map(|since| since - i64::from(self.agreed)).filter(|late| *late > 0)
    }
}

/// Days agreed for this engagement, if set.
pub fn own(engagement: &Engagement) -> Option<u32> {
    engagement.charter.as_ref().and_then(|charter| charter.cadence).map(|days| days.0)
}

/// Days agreed: the engagement's, else the workspace's, else [`USUAL`].
pub fn agreed(engagement: &Engagement, settings: &Settings) -> u32 {
    own(engagement).or(settings.cadence.map(|days| days.0)).unwrap_or(USUAL)
}

/// The days on which the customer could judge something, in order, each once.
///
/// A finished demo without a day counts on the day it was entered.
pub fn judged_on(engagement: &Engagement) -> Vec<Date> {
    let demos = demos::all(engagement).into_iter().map(|demo| demo.on);
    let theirs = engagement.all::<Feedback>().filter(|(_, feedback)| !engagement.is_of(&feedback.from, Side::Ours));
    let mut days: Vec<_> = demos.chain(theirs.map(|(_, feedback)| feedback.on)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The number of days in a cycle on which the customer could judge something.
pub fn days_in(engagement: &Engagement, cycle: u32) -> usize {
    judged_on(engagement).into_iter().filter(|day| engagement.cycle_on(*day) == cycle).count()
}

/// The cadence on a day; later days do not count.
pub fn on(engagement: &Engagement, settings: &Settings, today: Date) -> Cadence {
    let last = judged_on(engagement).into_iter().rfind(|day| *day <= today);
    let opened = engagement.charter.as_ref().map(|charter| charter.opened);
    let since = last.or(opened).map(|day| today.days_since(day).max(0));
    Cadence { agreed: agreed(engagement, settings), last, since }
}

/// The wait between two things that the customer could judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Wait {
    /// The opening, or the day they could judge something.
    pub from: Date,
    /// The next day they could.
    pub until: Date,
    /// Days in between.
    pub days: i64,
}

/// The finished waits up to the end of a day, from the opening on.
pub fn waits(engagement: &Engagement, today: Date) -> Vec<Wait> {
    let opened = engagement.charter.as_ref().map(|charter| charter.opened);
    let judged =
        judged_on(engagement).into_iter().filter(|day| *day <= today && opened.is_none_or(|opened| *day > opened));
    let days: Vec<_> = opened.into_iter().chain(judged).collect();
    let wait = |pair: &[Date]| Wait { from: pair[0], until: pair[1], days: pair[1].days_since(pair[0]) };
    days.windows(2).map(wait).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn engagement() -> Engagement {
        fixture::engagement(
            r#"{"charter": {"opened": "2026-03-02", "cadence": "10"},
                "entries": {"cycle-1/06-demo": {"entered": "2026-03-10", "on": "2026-03-12"}},
                "records": {"people/bo": {"side": "ours"}, "feedback/2026-03-20-ana-aaaa": {},
                "feedback/2026-03-28-bo-aaaa": {"from": "bo"}}}"#,
        )
    }

    #[test]
    fn a_demo_and_their_feedback_count_and_ours_does_not() {
        assert_eq!(judged_on(&engagement()), [day("2026-03-12"), day("2026-03-20")]);
        assert_eq!((days_in(&engagement(), 1), days_in(&engagement(), 2)), (2, 0));
    }

    #[test]
    fn late_is_counted_from_the_last_thing_judged_and_before_it_from_the_opening() {
        for (today, last, since, late) in
            [("2026-04-01", Some("2026-03-20"), 12, Some(2)), ("2026-03-05", None, 3, None)]
        {
            let cadence = on(&engagement(), &Settings::default(), day(today));
            assert_eq!((cadence.last, cadence.since, cadence.days_late()), (last.map(day), Some(since), late));
        }
        let days = |today| waits(&engagement(), day(today)).iter().map(|wait| wait.days).collect::<Vec<_>>();
        assert_eq!(["2026-04-01", "2026-03-19", "2026-03-02"].map(days), [vec![10, 8], vec![10], vec![]]);
    }

    #[test]
    fn the_engagement_outranks_the_workspace() {
        let settings = Settings { cadence: Some(crate::model::number::Count(7)), ..Settings::default() };
        assert_eq!(agreed(&engagement(), &settings), 10);
        assert_eq!(agreed(&fixture::engagement("{}"), &settings), 7);
        assert_eq!(agreed(&fixture::engagement("{}"), &Settings::default()), USUAL);
    }
}
