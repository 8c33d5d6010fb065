//! The last day the record knows: what a document that reads no clock takes for today.

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
}
