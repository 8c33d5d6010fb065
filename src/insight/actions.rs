//! Actions: open, late and done ones, and those that a cycle took over from the one before.

use crate::insight::durations;
use crate::insight::prelude::*;

/// An action with its name.
pub type NamedAction<'a> = (&'a Reference, &'a Action);

/// The actions not done, the first due first, those without a due day last.
pub fn open(engagement: &Engagement) -> Vec<NamedAction<'_>> {
    sorted(engagement.all::<Action>().filter(|(_, action)| action.done.is_none()))
}

/// Days an open action is late on a day; none if it is not late.
pub fn days_late(action: &Action, today: Date) -> Option<i64> {
    let due = action.due.filter(|_| action.done.is_none())?;
    Some(today.days_since(due)).filter(|days| *days > 0)
}

/// Actions counted by their result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ActionCounts {
    /// Done by the day they were due.
    pub on_time: usize,
    /// Done after it.
    pub late: usize,
    /// Done, with no day due.
    pub undated: usize,
    /// Not done.
    pub open: usize,
    /// Not done, and past their due day.
    pub overdue: usize,
}

impl ActionCounts {
    /// All that are done.
    pub fn done(&self) -> usize {
        self.on_time + self.late + self.undated
    }
}

/// All actions counted on a day.
pub fn tally(engagement: &Engagement, today: Date) -> ActionCounts {
    let mut tally = ActionCounts::default();
    for (_, action) in engagement.all::<Action>() {
        match (action.done, action.due) {
            (Some(done), Some(due)) if done <= due => tally.on_time += 1,
            (Some(_), Some(_)) => tally.late += 1,
            (Some(_), None) => tally.undated += 1,
            (None, _) => tally.open += 1,
        }
        tally.overdue += usize::from(days_late(action, today).is_some());
    }
    tally
}

/// Whether a record has a follow-up action, done or not.
pub fn comes_of(engagement: &Engagement, name: &Reference) -> bool {
    engagement.all::<Action>().any(|(_, action)| action.from.as_ref() == Some(name))
}

/// The actions that must be done before one, and are not.
pub fn waits_for<'a>(engagement: &'a Engagement, action: &Action) -> Vec<&'a Action> {
    let open = action.waits_for.iter().filter_map(|name| match engagement.records.get(name) {
        Some(Record::Action(other)) => Some(other).filter(|other| other.done.is_none()),
        _ => None,
    });
    open.collect()
}

/// The actions raised in a cycle.
pub fn raised_in(engagement: &Engagement, cycle: u32) -> Vec<NamedAction<'_>> {
    sorted(engagement.in_cycle::<Action>(cycle))
}

/// The actions of earlier cycles that a cycle has to account for: those not done when the cycle
/// before entered its after-action review.
pub fn carried_into(engagement: &Engagement, cycle: u32) -> Vec<NamedAction<'_>> {
    let since = cycle.checked_sub(1).and_then(|last| review(engagement, last));
    let unsettled = |action: &Action| action.done.is_none_or(|done| since.is_some_and(|since| done >= since));
    sorted(raised_before(engagement, cycle).filter(|(_, action)| unsettled(action)))
}

/// The actions raised in earlier cycles, by name.
pub fn raised_before(engagement: &Engagement, cycle: u32) -> impl Iterator<Item = NamedAction<'_>> {
    let is_earlier = move |action: &Action| engagement.stay_of(action).is_some_and(|stay| stay.cycle < cycle);
    engagement.all::<Action>().filter(move |(_, action)| is_earlier(action))
}

/// The day a cycle entered its last after-action review, else its first day.
fn review(engagement: &Engagement, cycle: u32) -> Option<Date> {
    let reviews = engagement.entries_in(cycle).filter(|entry| entry.id.step == Step::AfterAction);
    let day = reviews.map(|entry| entry.common.entered).next_back();
    day.or_else(|| durations::span(engagement, cycle).map(|(first, _)| first))
}

fn sorted<'a>(actions: impl Iterator<Item = NamedAction<'a>>) -> Vec<NamedAction<'a>> {
    let mut actions: Vec<_> = actions.collect();
    actions.sort_by_key(|(name, action)| (action.due.is_none(), action.due, action.raised, *name));
    actions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn engagement() -> Engagement {
        fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-01", "cycle-1/08-after-action": "2026-03-20",
                "cycle-2/01-hypothesis": "2026-04-01"}, "records": {"actions/2026-03-10-a": {"done": "2026-03-12"},
                "actions/2026-03-20-b": {"done": "2026-03-25"}, "actions/2026-03-20-c": {},
                "actions/2026-03-21-d": {"due": "2026-04-02"}, "actions/2026-04-02-e": {"due": "2026-04-09"},
                "actions/2026-04-05-f": {"waits_for": ["actions/2026-03-10-a", "actions/2026-03-20-c", "actions/none"]},
                "actions/2026-03-01-x": {"due": "2026-03-05", "done": "2026-03-05"},
                "actions/2026-03-01-y": {"due": "2026-03-05", "done": "2026-03-06"}}}"#,
        )
    }

    fn words(actions: &[NamedAction]) -> String {
        actions.iter().map(|(_, action)| action.what.as_str()).collect()
    }

    #[test]
    fn open_ones_come_by_due_day_and_late_ones_are_past_it() {
        let engagement = engagement();
        assert_eq!(words(&open(&engagement)), "decf");
        let late =
            |day: &str| open(&engagement).iter().filter_map(|(_, of)| days_late(of, day.parse().unwrap())).count();
        assert_eq!(["2026-04-02", "2026-04-03"].map(late), [0, 1]);
    }

    #[test]
    fn an_action_waits_for_those_that_are_not_done() {
        let mut engagement = engagement();
        let waiting = open(&engagement).pop().unwrap().1.clone();
        let others = |engagement: &Engagement| -> String {
            waits_for(engagement, &waiting).iter().map(|other| other.what.one_line()).collect()
        };
        assert_eq!(others(&engagement), "c");
        let name: Reference = "actions/2026-03-20-c".parse().unwrap();
        let Some(Record::Action(action)) = engagement.records.get_mut(&name) else { panic!("it is there") };
        action.done = "2026-04-03".parse().ok();
        assert_eq!(others(&engagement), "");
    }

    #[test]
    fn what_is_done_is_on_time_or_late_and_what_is_not_is_open_or_overdue() {
        let tally = tally(&engagement(), "2026-04-03".parse().unwrap());
        assert_eq!(tally, ActionCounts { on_time: 1, late: 1, undated: 2, open: 4, overdue: 1 });
        assert_eq!(tally.done(), 4);
    }

    #[test]
    fn a_cycle_takes_over_what_was_open_at_the_last_review() {
        let engagement = engagement();
        assert_eq!(
            (words(&carried_into(&engagement, 2)), words(&raised_in(&engagement, 2))),
            ("dbc".into(), "ef".into())
        );
        assert!(carried_into(&engagement, 1).is_empty());
    }
}
