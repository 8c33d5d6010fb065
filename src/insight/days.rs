//! The recorded days on which something happened, each at its key.
//!
//! Agreed or planned days are not included: due, start, a trip, the next cycle.

use crate::insight::prelude::*;

/// A day on which something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The record of it.
    pub record: Reference,
    /// The dotted path of the key, list items from 1.
    pub key: String,
    /// The day.
    pub on: Date,
}

/// All of them: charter, entries, plans, records, outcomes.
pub fn happened(engagement: &Engagement) -> Vec<Day> {
    let mut days = Vec::new();
    let mut add = |record: &Reference, found: Vec<(String, Date)>| {
        days.extend(found.into_iter().map(|(key, on)| Day { record: record.clone(), key, on }));
    };
    if let Some(charter) = &engagement.charter {
        let forecast = charter.forecast.as_ref().map(|forecast| forecast.on);
        add(&Reference::Engagement, keyed(&[("opened", Some(charter.opened)), ("forecast.on", forecast)]));
    }
    for entry in engagement.entries.values() {
        let is_last = engagement.place() == Some(entry.id);
        add(&entry.id.reference(), of_entry(entry, is_last));
    }
    engagement.paces.iter().for_each(|(cycle, pace)| add(&Reference::Pace(*cycle), of_pace(pace)));
    engagement.records.iter().for_each(|(name, record)| add(name, of_record(record)));
    for ((number, kind), outcome) in &engagement.outcomes {
        add(&Reference::Outcome(*number, *kind), vec![("on".into(), outcome.on)]);
    }
    days
}

/// The day of a demo that is the current entry may lie in the future.
fn of_entry(entry: &Entry, is_last: bool) -> Vec<(String, Date)> {
    let answered = match &entry.answers {
        Answers::Validate(validate) => ("met", validate.met),
        Answers::Dev(dev) => ("rehearsed", dev.rehearsed),
        Answers::Demo(demo) => ("on", demo.on.filter(|_| !is_last)),
        Answers::AfterAction(review) => ("reported.on", review.reported.as_ref().map(|reported| reported.on)),
        _ => ("", None),
    };
    keyed(&[("entered", Some(entry.common.entered)), answered])
}

fn of_pace(pace: &Pace) -> Vec<(String, Date)> {
    let exercised =
        Tier::ALL.iter().filter_map(|tier| Some((format!("{tier}.exercised"), pace.tier(*tier)?.exercised?)));
    let switches = (1..).zip(&pace.switches).map(|(at, switch)| (format!("switches.{at}.on"), switch.on));
    exercised.chain(switches).collect()
}

fn of_record(record: &Record) -> Vec<(String, Date)> {
    match record {
        Record::Goal(goal) => of_goal(goal),
        Record::Artifact(Artifact { on, returned, .. }) => keyed(&[("on", Some(*on)), ("returned", *returned)]),
        Record::Action(Action { raised, done, .. }) => keyed(&[("raised", Some(*raised)), ("done", *done)]),
        Record::Requirement(requirement) => of_requirement(requirement),
        record => keyed(&[(record.kind().row().date.unwrap_or_default(), record.date())]),
    }
}

fn of_goal(goal: &Goal) -> Vec<(String, Date)> {
    let earlier = (1..).zip(&goal.history);
    let earlier = earlier.filter_map(|(at, before)| Some((format!("history.{at}.judged"), before.judged?)));
    keyed(&[("committed", Some(goal.committed)), ("judged", goal.judged)]).into_iter().chain(earlier).collect()
}

fn of_requirement(requirement: &Requirement) -> Vec<(String, Date)> {
    let accepted = requirement.accepted.as_ref().map(|accepted| accepted.on);
    let changes = (1..).zip(&requirement.changes).map(|(at, change)| (format!("changes.{at}.on"), change.on));
    let fixed = keyed(&[("raised", Some(requirement.raised)), ("accepted.on", accepted)]);
    fixed.into_iter().chain(changes).collect()
}

fn keyed(days: &[(&str, Option<Date>)]) -> Vec<(String, Date)> {
    days.iter().filter_map(|(key, day)| Some(((*key).to_owned(), (*day)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn what_happened_is_told_and_what_is_planned_is_not() {
        let engagement = fixture::engagement(
            r#"{"charter": {"contract": {"ends": "2026-12-31"}},
                "entries": {"cycle-1/01-demo": {"entered": "2026-03-02", "on": "2026-03-03"},
                "cycle-1/02-demo": {"entered": "2026-03-04", "on": "2026-03-20"}},
                "paces": {"cycle-1": {"alternate": {"exercised": "2026-03-05"}, "switches": [{"on": "2026-03-06",
                "from": "primary", "to": "alternate", "trigger": "t"}]}},
                "records": {"actions/a": {"raised": "2026-03-07", "due": "2026-03-30"},
                "approaches/b": {"tried": "2026-03-08", "result": "worked"}, "people/bo": {"side": "ours"},
                "requirements/c": {"raised": "2026-03-09", "changes": [{"on": "2026-03-10", "what": "x"}]}},
                "outcomes": {"1": {"on": "2026-03-11", "kind": "completed"}}}"#,
        );
        let lines: Vec<_> =
            happened(&engagement).iter().map(|day| format!("{} {} {}", day.record, day.key, day.on)).collect();
        assert_eq!(
            lines,
            [
                "engagement opened 2026-03-01",
                "cycle-1/01-demo entered 2026-03-02",
                "cycle-1/01-demo on 2026-03-03",
                "cycle-1/02-demo entered 2026-03-04",
                "cycle-1/pace alternate.exercised 2026-03-05",
                "cycle-1/pace switches.1.on 2026-03-06",
                "requirements/c raised 2026-03-09",
                "requirements/c changes.1.on 2026-03-10",
                "actions/a raised 2026-03-07",
                "approaches/b tried 2026-03-08",
                "outcomes/01-completed on 2026-03-11",
            ]
        );
    }
}
