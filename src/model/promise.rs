//! The promise: the parts of goals and requirements that a sign-off covers, and what has changed since.
//!
//! Of a goal its statement, criterion, responsible, delimitation and due day; of a requirement its
//! statement, class, priority and acceptance test. Results, layout and comments do not invalidate a signature.

use super::digest;
use super::engagement::Engagement;
use super::record::{Goal, Of, Record, Requirement, Side, Signoff, Status};
use crate::model::prelude::*;

/// One promise in its current wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The goal or requirement.
    pub of: Reference,
    /// What is promised, one line for each key.
    pub wording: String,
}

impl Promise {
    /// SHA-256 of the wording, in hexadecimal.
    pub fn hash(&self) -> String {
        digest::of_text(&self.wording)
    }
}

/// The promise in a record, if any; a dropped requirement has none.
pub fn in_record(of: &Reference, record: &Record) -> Option<Promise> {
    let wording = match record {
        Record::Goal(goal) => goal_wording(goal),
        Record::Requirement(requirement) if requirement.status != Some(Status::Dropped) => {
            requirement_wording(requirement)
        }
        _ => return None,
    };
    Some(Promise { of: of.clone(), wording })
}

fn goal_wording(goal: &Goal) -> String {
    lines(&[
        ("statement", Some(goal.statement.one_line())),
        ("criterion", Some(goal.criterion.one_line())),
        ("responsible", goal.responsible.as_ref().map(ToString::to_string)),
        ("delimitation", goal.delimitation.as_ref().map(super::text::Text::one_line)),
        ("due", goal.due.map(|due| due.to_string())),
    ])
}

fn requirement_wording(requirement: &Requirement) -> String {
    lines(&[
        ("statement", Some(requirement.statement.one_line())),
        ("class", Some(requirement.class.to_string())),
        ("priority", requirement.priority.map(|priority| priority.to_string())),
        ("acceptance", requirement.acceptance.as_ref().map(super::text::Text::one_line)),
    ])
}

fn lines(pairs: &[(&str, Option<String>)]) -> String {
    let lines = pairs.iter().filter_map(|(key, words)| Some(format!("{key}: {}", words.as_ref()?)));
    lines.collect::<Vec<_>>().join("\n")
}

/// All current promises of an engagement, in order.
pub fn all(engagement: &Engagement) -> Vec<Promise> {
    engagement.records.iter().filter_map(|(of, record)| in_record(of, record)).collect()
}

/// The accepted sign-offs of the scope that someone of a side signed, in the order they were given.
pub fn scopes_of(engagement: &Engagement, side: Side) -> impl DoubleEndedIterator<Item = (&Reference, &Signoff)> {
    let is_scope = |signoff: &Signoff| signoff.of == Of::Scope && signoff.is_accepted();
    let is_theirs = move |signoff: &Signoff| signoff.by.iter().any(|person| engagement.is_of(person, side));
    engagement.signoffs().into_iter().filter(move |(_, signoff)| is_scope(signoff) && is_theirs(signoff))
}

/// The latest accepted sign-off of the scope that someone of a side signed.
pub fn signed_by(engagement: &Engagement, side: Side) -> Option<(&Reference, &Signoff)> {
    scopes_of(engagement, side).next_back()
}

/// How the promises differ from what a side signed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delta {
    /// Not covered by the signature.
    pub added: Vec<Reference>,
    /// Worded differently now.
    pub changed: Vec<Reference>,
    /// Signed, and gone or dropped now.
    pub gone: Vec<String>,
    /// Signed, and in a file that cannot be read now.
    pub unread: Vec<String>,
}

impl Delta {
    /// Whether the current promises are those signed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.gone.is_empty() && self.unread.is_empty()
    }
}

/// The differences between the current promises and a signature.
pub fn delta(engagement: &Engagement, signoff: &Signoff) -> Delta {
    let now: BTreeMap<String, Promise> =
        all(engagement).into_iter().map(|promise| (promise.of.to_string(), promise)).collect();
    let mut delta = Delta::default();
    for (name, promise) in &now {
        match signoff.covers.get(name) {
            None => delta.added.push(promise.of.clone()),
            Some(covered) if covered.hash.as_str() != promise.hash() => delta.changed.push(promise.of.clone()),
            Some(_) => {}
        }
    }
    let missing = signoff.covers.keys().filter(|name| !now.contains_key(*name)).cloned();
    let unread = engagement.unread_of(&["goal", "requirement"]);
    let unread =
        |name: &String| unread.iter().any(|unread| unread == name || unread.ends_with('/') && name.starts_with(unread));
    (delta.unread, delta.gone) = missing.partition(unread);
    delta
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn layout_and_results_do_not_unsign_and_words_do() {
        let hash = |fields: serde_json::Value| {
            let engagement = fixture::from(&serde_json::json!({ "records": { "goals/x": fields } }));
            let (name, record) = engagement.records.first_key_value().unwrap();
            in_record(name, record).unwrap().hash()
        };
        let signed = hash(serde_json::json!({ "statement": "find a report in ten seconds" }));
        let judged = serde_json::json!({ "statement": "find a report\n  in ten seconds\n", "verdict": "met" });
        assert_eq!(signed, hash(judged));
        assert_ne!(signed, hash(serde_json::json!({ "statement": "find a report in 5 seconds" })));
    }
}
