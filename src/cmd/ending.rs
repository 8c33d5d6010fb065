//! Outcomes: how an engagement ends, or that it goes on after all.

use anyhow::Result;

use super::failure::Failure;
use super::output::Answer;
use super::writing::Writer;
use crate::model::record::OutcomeKind;
use crate::model::reference::Reference;
use crate::store::yaml::Node;

/// Records an outcome, unless it is the state already.
pub fn record(mut writer: Writer, kind: OutcomeKind, reason: Option<String>, worth: Option<String>) -> Result<Answer> {
    let id = writer.engagement.id.clone();
    let last = writer.engagement.last_outcome;
    if writer.engagement.is_open() == kind.is_open() {
        let state = last.map(|(_, kind)| kind).filter(|kind| !kind.is_open()).map_or("open", OutcomeKind::in_words);
        let hint = if kind.is_open() { format!("engage status {id}") } else { format!("engage reopen {id}") };
        return Err(Failure::refused(format!("{id} is {state} already")).hint(hint).into());
    }
    let words =
        |given: Option<String>| given.map_or(Ok(Node::Empty), |words| writer.context.words(&words).map(Node::Text));
    let (reason, worth) = (words(reason)?, words(worth)?);
    if kind == OutcomeKind::CalledOff && reason.is_blank() {
        return Err(Failure::usage("the reason is empty")
            .hint(format!("engage call-off {id} --reason \"WHY\": it stays in the record"))
            .into());
    }
    let pairs =
        [("on", Node::Plain(writer.day.to_string())), ("kind", Node::text(kind)), ("reason", reason), ("worth", worth)];
    let number = last.map_or(1, |(last, _)| last + 1);
    writer.create_file(&Reference::Outcome(number, kind), &pairs)?;
    writer.say(match kind {
        OutcomeKind::Completed => format!("{id} is completed"),
        OutcomeKind::CalledOff => format!("{id} is called off"),
        OutcomeKind::Reopened => format!("{id} is open again"),
    });
    writer.engagement.last_outcome = Some((number, kind));
    if !kind.is_open() {
        writer.say_owed("owed all the same:");
    }
    writer.finish()
}
