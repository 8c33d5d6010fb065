//! Who may accept: someone on the customer's side; and what the message says when somebody else did before.

use super::failure::Failure;
use super::prelude_below::*;

/// What the acceptance at a key is of; none for any other key.
fn accepted(key: &str) -> Option<&'static str> {
    match key {
        "accepted.by" => Some("requirement"),
        _ => (key.rsplit('.').next() == Some("accepted_by")).then_some("verdict"),
    }
}

/// Rejects somebody who is not on the customer's side at a key that says who accepted.
pub fn check_side(engagement: &Engagement, key: &str, id: &PersonId) -> Result<(), Failure> {
    let (Some(what), Some(person)) = (accepted(key), engagement.person(id)) else { return Ok(()) };
    let side = match person.side {
        Side::Customer => return Ok(()),
        Side::Ours => "our side",
        Side::Partner => "a partner's side",
    };
    let rule = format!("a {what} must be accepted by someone on the customer's side");
    Err(Failure::usage(format!("`{}` is on {side}; {rule}", person.name.one_line())))
}

/// The message that changes replace somebody's acceptance of a goal or a requirement by somebody else's.
pub fn replaced(engagement: &Engagement, record: &Reference, changes: &[(String, KeyEdit)]) -> Option<String> {
    let (before, keys) = match engagement.records.get(record)? {
        Record::Goal(goal) => (goal.accepted_by.as_ref()?, ["accepted_by"].as_slice()),
        Record::Requirement(one) => (&one.accepted.as_ref()?.by, ["accepted", "accepted.by"].as_slice()),
        _ => return None,
    };
    let by = changes.iter().find_map(|(key, change)| match change {
        KeyEdit::Set(node) if keys.contains(&key.as_str()) => Some(node),
        _ => None,
    })?;
    let by = if let Node::Map(_) = by { by.at("by") } else { by };
    (*by != Node::text(before)).then(|| format!("Replaced the acceptance by {}", engagement.name_of(before)))
}
