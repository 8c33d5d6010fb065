//! Outcomes: how an engagement ended, or that it was reopened.

use crate::cmd::prelude::*;
use crate::insight::returns;
use crate::model::record::Artifact;

/// Lists the materials that are still to be returned or deleted.
fn say_returns(writer: &mut Writer) {
    let id = writer.engagement.id.clone();
    let line = |(name, artifact): (&Reference, &Artifact)| {
        let by = artifact.return_by.map_or(String::new(), |day| format!(", by {}", words::date(day)));
        format!("  {}{by}: engage set -e {id} --in {name} returned=today", artifact.what.one_line())
    };
    let lines: Vec<_> = returns::unreturned(&writer.engagement).into_iter().map(line).collect();
    let title = (!lines.is_empty()).then(|| "Customer data to return or delete:".to_owned());
    title.iter().chain(&lines).for_each(|line| writer.say(line));
}

/// The command after an outcome.
pub fn next(kind: OutcomeKind, id: &Slug) -> Remedy {
    let after = match kind {
        OutcomeKind::CalledOff => &["report", "close-out"][..],
        OutcomeKind::Completed => &["report", "after-action"],
        OutcomeKind::Reopened => &["status"],
    };
    Remedy::engage(after).with([id])
}

/// Records an outcome with its reason, worth and message, unless it is the current state.
pub fn record(mut writer: Writer, kind: OutcomeKind, given: [Option<String>; 3]) -> Result<Reply> {
    let id = writer.engagement.id.clone();
    let last = writer.engagement.last_outcome;
    if writer.engagement.is_open() == kind.is_open() {
        let state = last.map(|(_, kind)| kind).filter(|kind| !kind.is_open()).map_or("open", OutcomeKind::in_words);
        let hint = Remedy::engage([if kind.is_open() { "status" } else { "reopen" }, id.as_str()]);
        bail!(Failure::refused(format!("{id} is already {state}")).hint(hint));
    }
    let [reason, worth, message] = given.map(|given| writer.context.text(given.as_deref()));
    let (reason, worth, message) = (reason?, worth?, message?);
    if kind == OutcomeKind::CalledOff && reason.is_blank() {
        let call_off = Remedy::engage(["call-off", id.as_str()]).flag("reason", "WHY");
        bail!(Failure::usage("a reason is required").hint(call_off));
    }
    let on = Node::Plain(writer.day.to_string());
    let pairs = [("on", on), ("kind", Node::text(kind)), ("reason", reason), ("worth", worth), ("message", message)];
    let number = last.map_or(1, |(last, _)| last + 1);
    writer.create_file(&Reference::Outcome(number, kind), &pairs)?;
    writer.write()?;
    let ended = match kind {
        OutcomeKind::CalledOff => "Called off",
        OutcomeKind::Completed => "Closed",
        OutcomeKind::Reopened => "Reopened",
    };
    writer.done(format!("{ended} {id}"));
    writer.engagement.last_outcome = Some((number, kind));
    writer.say_open_items(&[]);
    if !kind.is_open() {
        say_returns(&mut writer);
    }
    writer.next(&next(kind, &id));
    writer.finish()
}
