//! The last day the record knows, which a document that reads no clock takes for today; and the
//! record as it was when a cycle ended.

use crate::insight::demos;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::{Answers, Entry};
use crate::model::record::Record;

/// The last day on which something of an engagement happened; none where nothing could be read.
///
/// Days that lie ahead, such as when an action is due or the next cycle begins, do not count.
pub fn day(engagement: &Engagement) -> Option<Date> {
    let opened = engagement.charter.as_ref().map(|charter| charter.opened);
    let entries = engagement.entries.values().flat_map(of_entry);
    let demos = demos::left(engagement).into_iter().map(|demo| demo.on);
    let records = engagement.records.values().flat_map(of_record);
    let switches = engagement.paces.values().flat_map(|pace| pace.switches.iter().map(|switch| switch.on));
    let outcomes = engagement.outcomes.values().map(|outcome| outcome.on);
    opened.into_iter().chain(entries).chain(demos).chain(records).chain(switches).chain(outcomes).max()
}

fn of_entry(entry: &Entry) -> impl Iterator<Item = Date> {
    let told = match &entry.answers {
        Answers::AfterAction(review) => review.reported.as_ref().map(|reported| reported.on),
        _ => None,
    };
    [entry.common.entered].into_iter().chain(told)
}

fn of_record(record: &Record) -> Vec<Date> {
    let more: Vec<Date> = match record {
        Record::Goal(goal) => goal.judged.into_iter().collect(),
        Record::Action(action) => action.done.into_iter().collect(),
        Record::Requirement(requirement) => {
            let changes = requirement.changes.iter().map(|change| change.on);
            changes.chain(requirement.accepted.iter().map(|accepted| accepted.on)).collect()
        }
        _ => vec![],
    };
    record.date().into_iter().chain(more).collect()
}

/// The engagement as it was when a cycle ended; none where no later one began.
///
/// What came later is taken out. Words that were changed in place stand as they are now.
pub fn end_of(engagement: &Engagement, cycle: u32) -> Option<Engagement> {
    let next = engagement.entries.values().find(|entry| entry.id.cycle > cycle)?.common.entered;
    let mut then = engagement.clone();
    then.records.retain(|_, record| engagement.cycle_of(record).is_none_or(|at| at <= cycle));
    then.records.values_mut().for_each(|record| undo_since(record, next));
    then.walk.retain(|entry| entry.cycle <= cycle);
    then.entries.retain(|entry, _| entry.cycle <= cycle);
    then.paces.retain(|at, _| *at <= cycle);
    then.outcomes.retain(|_, outcome| outcome.on < next);
    then.last_outcome = then.outcomes.last_key_value().map(|(name, _)| *name);
    Some(then)
}

/// Takes out of a record what became of it on a day or later.
fn undo_since(record: &mut Record, day: Date) {
    let is_later = |on: Option<Date>| on.is_some_and(|on| on >= day);
    match record {
        Record::Goal(goal) if is_later(goal.judged) => {
            (goal.verdict, goal.judged, goal.accepted_by) = (None, None, None);
            goal.evidence.clear();
        }
        Record::Action(action) if is_later(action.done) => (action.done, action.result) = (None, None),
        Record::Requirement(requirement) => {
            requirement.changes.retain(|change| change.on < day);
            requirement.accepted.take_if(|accepted| accepted.on >= day);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn what_happened_counts_and_what_lies_ahead_does_not() {
        let day = |engagement: &str| day(&fixture::engagement(engagement)).map(|day| day.to_string());
        assert_eq!(day("{}"), None);
        let entries = r#""entries": {"cycle-1/05-dev": {"entered": "2026-03-02"},
            "cycle-1/06-demo": {"entered": "2026-03-03", "on": "2026-04-30"}}"#;
        assert_eq!(day(&format!("{{{entries}}}")).unwrap(), "2026-03-03");
        let done = r#""records": {"actions/2026-03-02-a": {"what": "a", "owner": "bo", "raised": "2026-03-02",
            "due": "2026-05-01", "done": "2026-03-09"}}"#;
        assert_eq!(day(&format!("{{{entries}, {done}}}")).unwrap(), "2026-03-09");
    }

    #[test]
    fn the_end_of_it_is_the_last_day() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": {"entered": "2026-03-02"}},
                "outcomes": {"1": {"on": "2026-03-20", "kind": "completed"}}}"#,
        );
        assert_eq!(day(&engagement).unwrap().to_string(), "2026-03-20");
    }

    #[test]
    fn at_the_end_of_a_cycle_what_came_later_had_not_come() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": {"entered": "2026-03-02"},
                "cycle-2/01-hypothesis": {"entered": "2026-04-01"}},
              "paces": {"cycle-1": {}, "cycle-2": {}},
              "outcomes": {"1": {"on": "2026-04-20", "kind": "completed"}},
              "records": {"people/bo": {"name": "Bo", "side": "ours"},
                "actions/2026-03-03-a": {"what": "a", "owner": "bo", "raised": "2026-03-03", "done": "2026-03-31"},
                "actions/2026-03-03-b": {"what": "b", "owner": "bo", "raised": "2026-03-03", "done": "2026-04-01"},
                "goals/g": {"statement": "g", "criterion": "c", "committed": "2026-03-03", "verdict": "met",
                    "judged": "2026-04-02"},
                "goals/h": {"statement": "h", "criterion": "c", "committed": "2026-04-03"},
                "requirements/r": {"statement": "r", "class": "user", "raised": "2026-03-04",
                    "accepted": {"on": "2026-04-02", "by": "bo"},
                    "changes": [{"on": "2026-03-05", "what": "x"}, {"on": "2026-04-05", "what": "y"}]}}}"#,
        );
        assert!(end_of(&engagement, 2).is_none());
        let then = end_of(&engagement, 1).unwrap();
        assert!(then.is_open() && then.outcomes.is_empty());
        assert_eq!((then.cycle(), then.paces.len(), then.entries.len()), (1, 1, 1));
        let names: Vec<_> = then.records.keys().map(ToString::to_string).collect();
        assert_eq!(names, ["people/bo", "requirements/r", "goals/g", "actions/2026-03-03-a", "actions/2026-03-03-b"]);
        assert_eq!(crate::insight::actions::open(&then).len(), 1);
        assert_eq!(crate::insight::churn::of_engagement(&then).changed_before, 1);
        assert_eq!(day(&then).unwrap().to_string(), "2026-03-31");
    }
}
