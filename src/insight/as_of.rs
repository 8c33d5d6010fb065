//! The last recorded day, which a document takes for today without reading a clock; and the
//! record as it was when a cycle ended.

use crate::insight::days;
use crate::insight::prelude::*;

/// The last day on which something of an engagement happened; for a finished cycle, at most the day the next one began.
/// None if nothing could be read.
///
/// Days in the future, such as when an action is due or the next cycle begins, do not count.
pub fn day(engagement: &Engagement) -> Option<Date> {
    let followed = engagement.followed_by.map(|(_, day)| day);
    days::happened(engagement).into_iter().map(|day| day.on).chain(followed).max()
}

/// The engagement as it was at the end of the day on which the next cycle began; none if there is no later one.
///
/// Later facts are removed: records of later cycles, and results of earlier ones after that day.
/// What is delivered and was not accepted by then has no status. Words that were edited in place stay as they are now. Of the people, those named by something in these
/// cycles stay: a person's file has no day.
pub fn end_of(engagement: &Engagement, cycle: u32) -> Option<Engagement> {
    let next = engagement.entries.values().find(|entry| entry.id.cycle > cycle)?;
    let (next, day) = (next.id.cycle, next.common.entered);
    let mut then = engagement.clone();
    then.followed_by = Some((next, day));
    then.records.retain(|_, record| engagement.cycle_of(record).is_none_or(|at| at <= cycle));
    then.records.values_mut().for_each(|record| undo_after(record, day));
    then.walk.retain(|entry| entry.cycle <= cycle);
    then.entries.retain(|entry, _| entry.cycle <= cycle);
    then.paces.retain(|at, _| *at <= cycle);
    then.paces.values_mut().for_each(|pace| pace.switches.retain(|switch| switch.on <= day));
    then.in_forks.retain(|entry, _| entry.cycle <= cycle);
    then.outcomes.retain(|_, outcome| outcome.on < day);
    then.last_outcome = then.outcomes.last_key_value().map(|(name, _)| *name);
    if let Some(charter) = &mut then.charter {
        charter.forecast.take_if(|forecast| forecast.on > day);
    }
    for record in then.records.values_mut() {
        if let Record::Requirement(requirement) = record
            && requirement.accepted.is_none()
        {
            requirement.status.take_if(|status| *status == Status::Delivered);
        }
    }
    keep_named_people(&mut then);
    Some(then)
}

/// The engagement as it was at the end of a day: without later steps, records, switches and results.
pub fn end_of_day(engagement: &Engagement, day: Date) -> Engagement {
    let mut then = engagement.clone();
    then.entries.retain(|_, entry| entry.common.entered <= day);
    then.walk.retain(|entry| engagement.entries.get(entry).is_none_or(|entry| entry.common.entered <= day));
    then.records.retain(|_, record| record.date().is_none_or(|on| on <= day));
    then.records.values_mut().for_each(|record| undo_after(record, day));
    then.paces.values_mut().for_each(|pace| pace.switches.retain(|switch| switch.on <= day));
    then.outcomes.retain(|_, outcome| outcome.on <= day);
    then.last_outcome = then.outcomes.last_key_value().map(|(name, _)| *name);
    then
}

/// Removes from a record what happened after a day.
fn undo_after(record: &mut Record, day: Date) {
    match record {
        Record::Goal(goal) => {
            while goal.judged.is_some_and(|judged| judged > day) {
                restore(goal);
            }
        }
        Record::Action(action) if action.done.is_some_and(|done| done > day) => {
            (action.done, action.result) = (None, None);
        }
        Record::Artifact(artifact) => drop(artifact.returned.take_if(|on| *on > day)),
        Record::Requirement(requirement) => {
            requirement.changes.retain(|change| change.on <= day);
            requirement.accepted.take_if(|accepted| accepted.on > day);
        }
        _ => {}
    }
}

/// Restores the judgement before the last one; an open goal if there was none.
fn restore(goal: &mut Goal) {
    let open = Judgement {
        verdict: Verdict::Open,
        judged: None,
        actual: None,
        result: None,
        accepted_by: None,
        evidence: vec![],
        next: None,
    };
    let before = goal.history.pop().unwrap_or(open);
    goal.verdict = Some(before.verdict).filter(|verdict| *verdict != Verdict::Open);
    (goal.judged, goal.actual, goal.result) = (before.judged, before.actual, before.result);
    (goal.accepted_by, goal.evidence, goal.next) = (before.accepted_by, before.evidence, before.next);
}

/// Removes the people whom nothing names, except the backups of people who are named.
fn keep_named_people(engagement: &mut Engagement) {
    let facts = engagement.links().filter(|(name, _)| !matches!(name, Reference::Record(Kind::Person, _)));
    let mut named: BTreeSet<Reference> = facts.flat_map(|(_, links)| links).map(|link| link.target).collect();
    let backups = engagement.all::<Person>().filter(|(name, _)| named.contains(*name));
    let backups: Vec<_> = backups.filter_map(|(_, person)| Some(person.backup.as_ref()?.reference())).collect();
    named.extend(backups);
    engagement.records.retain(|name, record| Person::of(record).is_none() || named.contains(name));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;
    use crate::model::record::Requirement;

    #[test]
    fn what_happened_counts_to_the_end_and_what_lies_ahead_does_not() {
        let entries = r#""entries": {"cycle-1/05-dev": "2026-03-02", "cycle-1/06-demo": {"entered": "2026-03-03", "on": "2026-04-30"}}"#;
        let done = r#""records": {"actions/2026-03-02-a": {"due": "2026-05-01", "done": "2026-03-09"}}"#;
        let ended = r#""outcomes": {"1": {"on": "2026-03-20", "kind": "completed"}}"#;
        for (json, expected) in [
            (String::new(), ""),
            (entries.to_owned(), "2026-03-03"),
            (format!("{entries}, {done}"), "2026-03-09"),
            (format!("{entries}, {ended}"), "2026-03-20"),
        ] {
            assert_eq!(day(&fixture::engagement(&format!("{{{json}}}"))), expected.parse().ok(), "{json}");
        }
    }

    #[test]
    fn at_the_end_of_a_cycle_what_came_later_had_not_come() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-hypothesis": "2026-03-02", "cycle-2/01-hypothesis": "2026-04-01"},
                "paces": {"cycle-1": {"switches": [{"on": "2026-04-02", "from": "primary", "to": "alternate",
                "trigger": "t"}]}, "cycle-2": {}}, "outcomes": {"1": {"on": "2026-04-20", "kind": "completed"}},
                "records": {"people/bo": {"side": "ours", "backup": "di"}, "people/di": {"side": "ours"},
                "people/cy": {"side": "ours", "roles": ["CSR"]}, "artifacts/2026-03-04-a": {"returned": "2026-04-02"},
                "feedback/2026-04-01-a": {"from": "bo", "during": "cycle-2/01-hypothesis"},
                "actions/2026-03-03-a": {"done": "2026-03-31"},
                "actions/2026-03-03-b": {"done": "2026-04-02", "result": "later"},
                "goals/g": {"committed": "2026-03-03", "verdict": "met", "judged": "2026-04-02"},
                "goals/h": {"committed": "2026-04-03"}, "requirements/r": {"raised": "2026-03-04", "asked_by": "bo", "status": "delivered",
                "accepted": {"on": "2026-04-02", "by": "bo"}, "changes": [{"on": "2026-03-05", "what": "x"},
                {"on": "2026-04-05", "what": "y"}]}}}"#,
        );
        assert!(end_of(&engagement, 2).is_none());
        let then = end_of(&engagement, 1).unwrap();
        assert!(then.is_open() && then.outcomes.is_empty());
        assert_eq!((then.cycle(), then.paces.len(), then.entries.len()), (1, 1, 1));
        let names: Vec<_> = then.records.keys().map(ToString::to_string).collect();
        let kept = ["people/bo", "people/di", "requirements/r", "goals/g", "actions/2026-03-03-a"];
        assert_eq!(names[..5], kept, "Cy is named by nothing");
        assert_eq!(names[5..], ["actions/2026-03-03-b", "artifacts/2026-03-04-a"]);
        assert_eq!(crate::insight::actions::open(&then).len(), 1);
        assert_eq!(crate::insight::churn::of_engagement(&then).changed_before, 1);
        assert!(then.pace(1).unwrap().switches.is_empty());
        assert!(then.all::<Requirement>().all(|(_, requirement)| requirement.status.is_none()));
        assert_eq!((day(&then).unwrap().to_string().as_str(), then.followed_by.unwrap().0), ("2026-04-01", 2));
    }

    #[test]
    fn a_goal_has_the_judgement_that_held_when_the_cycle_ended() {
        let met = r#"{"verdict": "met", "judged": "2026-04-01", "actual": "18"}"#;
        let later = r#"{"verdict": "partly", "judged": "2026-04-09"}"#;
        for (history, held) in [
            (format!("{met}, {later}"), (Verdict::Met, "2026-04-01")),
            (met.to_owned(), (Verdict::Met, "2026-04-01")),
            (later.to_owned(), (Verdict::Open, "")),
        ] {
            let engagement = fixture::engagement(&format!(
                r#"{{"entries": {{"cycle-1/01-hypothesis": "2026-03-02", "cycle-2/01-hypothesis": "2026-04-01"}},
                    "records": {{"goals/g": {{"verdict": "missed", "judged": "2026-05-02", "next": "none", "history": [{history}]}}}}}}"#
            ));
            let then = end_of(&engagement, 1).unwrap();
            let goal = then.all::<Goal>().next().unwrap().1;
            assert_eq!((goal.verdict(), goal.judged), (held.0, held.1.parse().ok()));
            assert!(goal.next.is_none() && goal.history.is_empty());
        }
    }
}
