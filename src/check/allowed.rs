//! What a person allowed: the `allow` of the record that a finding is about. No check.

use super::Found;
use crate::model::engagement::Engagement;
use crate::model::finding::Allowance;
use crate::model::record::Record;
use crate::model::reference::Reference;

/// Whether the record says that this finding is fine there.
pub(super) fn is_allowed(engagement: &Engagement, found: &Found) -> bool {
    let allowances = of(engagement, &found.finding.record).unwrap_or_default();
    allowances.iter().any(|allowance| allowance.check.as_str() == found.check.id)
}

fn of<'a>(engagement: &'a Engagement, record: &Reference) -> Option<&'a [Allowance]> {
    Some(match record {
        Reference::Engagement => &engagement.charter.as_ref()?.allow,
        Reference::Entry(entry) => &engagement.entries.get(entry)?.rest.allow,
        Reference::Pace(cycle) => &engagement.pace(*cycle)?.allow,
        Reference::Record(..) => of_record(engagement.records.get(record)?),
        Reference::Outcome(number, kind) => &engagement.outcomes.get(&(*number, *kind))?.allow,
    })
}

fn of_record(record: &Record) -> &[Allowance] {
    match record {
        Record::Person(person) => &person.allow,
        Record::Requirement(requirement) => &requirement.allow,
        Record::Goal(goal) => &goal.allow,
        Record::Signoff(signoff) => &signoff.allow,
        Record::Feedback(feedback) => &feedback.allow,
        Record::Spend(spend) => &spend.allow,
        Record::Lesson(lesson) => &lesson.allow,
        Record::Action(action) => &action.allow,
        Record::Artifact(artifact) => &artifact.allow,
        Record::Approach(approach) => &approach.allow,
        Record::Note(note) => &note.allow,
    }
}
