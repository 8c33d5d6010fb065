//! Feedback that asks for a change, and the answer to it.
//!
//! It counts until it is answered, in later cycles too: by an adjusted approach, by a requirement, by
//! a follow-up action, or by the same person, who later finds it valuable.

use crate::insight::prelude::*;
use crate::insight::{actions, sentiment};

/// A change that someone on the customer's side asked for, and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Objection<'a> {
    /// The feedback's name.
    pub name: &'a Reference,
    /// What they said.
    pub feedback: &'a Feedback,
    /// The adjust entry that should answer it; none if the walk skipped it.
    pub adjust: Option<EntryId>,
    /// Whether an approach was adjusted after it.
    pub adjusted: bool,
    /// Whether an entry that may answer it cannot be read.
    pub unread: bool,
    /// Whether it has a follow-up action.
    pub acted: bool,
}

/// The objections that should be answered by now and that no requirement took up.
pub fn of(engagement: &Engagement) -> Vec<Objection<'_>> {
    let voices = sentiment::all_voices(engagement);
    let content = |feedback: &Feedback| {
        let later = |other: &Feedback| other.from == feedback.from && other.on > feedback.on;
        voices.iter().any(|(_, other)| later(other) && other.verdict == Some(Worth::Valuable))
    };
    let asks = |feedback: &Feedback| matches!(feedback.verdict, Some(Worth::NotValuable | Worth::ChangedMind));
    let open = voices.iter().filter(|(_, feedback)| asks(feedback) && !content(feedback));
    let open = open.filter(|(_, feedback)| last_touched(engagement).is_none_or(|day| day < feedback.on));
    open.filter_map(|(name, feedback)| objection(engagement, name, feedback)).collect()
}

fn objection<'a>(engagement: &'a Engagement, name: &'a Reference, feedback: &'a Feedback) -> Option<Objection<'a>> {
    let during = engagement.stay_of(feedback)?;
    engagement.walk.iter().find(|entry| is_due(during, **entry))?;
    let adjusts = engagement.walk.iter().filter(|entry| entry.step == Step::Adjust && **entry >= during);
    let adjusts: Vec<_> = adjusts.copied().collect();
    let mut answers = adjusts.iter().filter_map(|entry| engagement.entries.get(entry)?.at::<Adjust>());
    Some(Objection {
        name,
        feedback,
        adjust: adjusts.first().copied(),
        adjusted: answers.any(|adjust| adjust.approach.is_some()),
        unread: adjusts.iter().any(|entry| !engagement.entries.contains_key(entry)),
        acted: actions::comes_of(engagement, name),
    })
}

/// Whether an objection raised at one entry should be answered by another: at adjust, once the walk is
/// past it or back at dev, and in the next cycle by dev.
fn is_due(raised: EntryId, entry: EntryId) -> bool {
    let in_rounds = (Step::Dev..=Step::Adjust).contains(&entry.step);
    match entry.cycle.cmp(&raised.cycle) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => entry.step >= Step::Dev,
        std::cmp::Ordering::Equal if raised.step > Step::Adjust => entry > raised && in_rounds,
        std::cmp::Ordering::Equal => {
            entry >= raised && (entry.step >= Step::Adjust || entry.step == Step::Dev && raised.step > Step::Dev)
        }
    }
}

/// The last day on which a requirement was raised or changed.
fn last_touched(engagement: &Engagement) -> Option<Date> {
    let days = |requirement: &Requirement| {
        requirement.changes.iter().map(|change| change.on).chain([requirement.raised]).max()
    };
    engagement.all::<Requirement>().filter_map(|(_, requirement)| days(requirement)).max()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::insight::fixture;

    /// The objections at a demo, on a walk that begins on 6 March, with more fields and records.
    fn objections(walk: &str, more: &Value) -> Vec<(String, bool, bool)> {
        let mut files = json!({ "entries": {}, "records": {
            "feedback/2026-03-06-a": { "verdict": "changed-mind", "during": "cycle-1/06-demo" } } });
        for (day, entry) in (6..).zip(walk.split(' ')) {
            files["entries"][entry] = json!({ "entered": format!("2026-03-{day:02}") });
        }
        for (name, fields) in more.as_object().unwrap() {
            let table = if name.starts_with("cycle") { "entries" } else { "records" };
            for (key, value) in fields.as_object().unwrap() {
                files[table][name][key] = value.clone();
            }
        }
        let engagement = fixture::from(&files);
        let adjust = |one: &Objection| one.adjust.map(|entry| entry.to_string()).unwrap_or_default();
        of(&engagement).iter().map(|one| (adjust(one), one.adjusted, one.acted)).collect()
    }

    #[test]
    fn it_is_due_at_adjust_or_once_the_walk_went_past_or_back() {
        for (walk, due) in [
            ("", false),
            (" cycle-1/07-adjust", true),
            (" cycle-1/07-dev", true),
            (" cycle-1/07-after-action", true),
            (" cycle-1/07-onsite", false),
            (" cycle-2/01-hypothesis", false),
            (" cycle-2/01-hypothesis cycle-2/02-dev", true),
            (" cycle-2/01-hypothesis cycle-3/01-dev", true),
        ] {
            assert_eq!(!objections(&format!("cycle-1/06-demo{walk}"), &json!({})).is_empty(), due, "{walk}");
        }
        let late = json!({ "feedback/2026-03-06-a": { "during": "cycle-1/06-plan-next" } });
        let due = |last: &str| !objections(&format!("cycle-1/05-adjust cycle-1/06-plan-next {last}"), &late).is_empty();
        assert_eq!(["cycle-2/01-select", "cycle-2/01-dev"].map(due), [false, true], "said at the end of a cycle");
    }

    #[test]
    fn what_became_of_it_is_told_and_a_requirement_or_a_better_word_ends_it() {
        let first = |adjusted, acted| vec![("cycle-1/07-adjust".to_owned(), adjusted, acted)];
        for (more, expected) in [
            (json!({}), first(false, false)),
            (json!({ "cycle-1/09-adjust": { "approach": "by berth" } }), first(true, false)),
            (json!({ "actions/2026-03-07-a": { "from": "feedback/2026-03-06-a" } }), first(false, true)),
            (json!({ "requirements/a": { "raised": "2026-03-06" } }), vec![]),
            (json!({ "feedback/2026-03-08-b": { "verdict": "valuable" } }), vec![]),
            (json!({ "feedback/2026-03-06-b": { "verdict": "valuable" } }), first(false, false)),
        ] {
            let walk = "cycle-1/06-demo cycle-1/07-adjust cycle-1/08-dev cycle-1/09-adjust";
            assert_eq!(objections(walk, &more), expected, "{more}");
        }
    }
}
