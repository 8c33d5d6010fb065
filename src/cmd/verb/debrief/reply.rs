//! The output of a debrief: what was recorded, and what was not understood.

use super::recording::Recording;
use crate::cmd::catalogue::Catalogue;
use crate::cmd::output::unstyled;
use crate::cmd::prelude::*;
use crate::cmd::rendering::rendered;
use crate::cmd::written::{without_records, would};
use crate::exchange::debrief::{Fact, Problem};
use crate::render::{About, Document, Subject};

/// The document that a debrief prints at the end.
const DOCUMENT: &str = "hot-wash";

/// Writes the plan, and returns what was recorded with the day's document.
pub fn finish(recording: Recording, dry_run: bool) -> Result<Reply> {
    let Recording { mut writer, reading, mut previews, records, new, known } = recording;
    writer.write()?;
    let is_idle = new == 0 && reading.problems.is_empty();
    if is_idle {
        previews.clear();
    }
    let summary = summary(&writer, new, records.len(), reading.problems.is_empty());
    previews.push(if dry_run { would(summary) } else { summary });
    let document = if dry_run || is_idle { Ok(None) } else { document(&writer, reading.day) };
    writer.say_open_items(&known);
    let mut reply = writer.finish()?;
    reply.messages.splice(0..0, previews.iter().map(|line| visible(line).into_owned()));
    reply.data["said"] = reply.messages.iter().map(|line| unstyled(line).trim().to_owned()).collect();
    reply.data["day"] = json!(reading.day);
    reply.data["facts"] = json!(records);
    match document {
        Ok(Some(text)) => {
            reply.data["document"] = json!({ "name": DOCUMENT, "text": text });
            reply.text = text;
        }
        Ok(None) => {}
        Err(error) => {
            reply
                .messages
                .push(format!("warning: could not render the {DOCUMENT}: {}", visible(&format!("{error:#}"))));
        }
    }
    Ok(reply)
}

/// How much was recorded, where and for which day.
fn summary(writer: &Writer, new: usize, all: usize, is_whole: bool) -> String {
    let (id, day) = (&writer.engagement.id, words::date(writer.day));
    let place = writer.engagement.entry_on(writer.day).map_or(String::new(), |entry| format!(", in {entry}"));
    match (new, all - new) {
        (0, already) if !is_whole => {
            format!("{} already recorded in {id}", count(already, "fact was|facts were"))
        }
        (0, _) => format!("everything is already recorded in {id}; nothing changed"),
        (new, 0) => format!("Recorded {} of {day} in {id}{place}", count(new, "fact")),
        (new, already) => {
            let (new, already) = (count(new, "fact"), count(already, "was|were"));
            format!("Recorded {new} of {day} in {id}{place}; {already} already recorded")
        }
    }
}

/// The day's document, from the record with the debrief in it.
fn document(writer: &Writer, day: Date) -> Result<Option<String>> {
    let Some(document) = Document::named(DOCUMENT) else { return Ok(None) };
    let (workspace, engagement) = (&writer.workspace, &writer.engagement);
    let cycle = engagement.entry_on(day).map_or_else(|| document.cycle_for(engagement), |entry| entry.cycle);
    let about = About::Cycle(Subject { engagement, settings: &workspace.settings, cycle, day: Some(day), since: None });
    let catalogue = Catalogue::of(Some(workspace))?;
    Ok(Some(rendered(writer.context, workspace, &catalogue, document, &about, (None, false))?.text))
}

/// The output for an empty debrief.
pub fn empty(id: &Slug) -> Reply {
    without_records(id, format!("the debrief of {id} is empty; nothing changed"), false)
}

/// The lines that were not understood, each with its place, and once the form that is expected of lines like it.
pub fn lines(place: &str, problems: &[Problem]) -> Vec<String> {
    let messages = problems.iter().enumerate().flat_map(|(at, problem)| {
        let why = format!("  {place}:{}: {}", problem.line(), problem.why);
        let is_first = problems[..at].iter().all(|other| other.form != problem.form);
        std::iter::once(why).chain(is_first.then(|| format!("    write: {}", problem.form)))
    });
    messages.map(|line| visible(&line).into_owned()).collect()
}

/// The same as data.
pub fn problems(problems: &[Problem]) -> Value {
    let one = |problem: &Problem| json!({ "line": problem.line(), "lines": problem.lines, "why": problem.why, "form": problem.form });
    problems.iter().map(one).collect()
}

/// A debrief that was not written: the lines that could not be read, and what was understood.
pub struct Unread {
    pub problems: Vec<Problem>,
    /// A line for each fact.
    pub previews: Vec<String>,
    pub facts: Vec<Fact>,
}

impl Unread {
    /// Releases the lock.
    pub fn of(recording: Recording) -> Self {
        let Recording { reading, previews, .. } = recording;
        Self { problems: reading.problems, previews, facts: reading.facts }
    }
}

/// The failure if nothing of a debrief was written.
pub fn refused(place: &str, unread: &Unread) -> Failure {
    let Unread { problems: found, previews, facts } = unread;
    let items = count(found.len(), "line|lines");
    let title = (!facts.is_empty()).then(|| format!("understood {}:", count(facts.len(), "fact")));
    let understood = title.into_iter().chain(previews.iter().map(|line| visible(line).into_owned()));
    let fact = |(fact, preview): (&Fact, &String)| json!({ "kind": fact.kind.word(), "lines": fact.lines, "text": preview.trim() });
    let understood_data: Vec<_> = facts.iter().zip(previews).map(fact).collect();
    Failure::refused(format!("could not read {items}; nothing was recorded"))
        .details(lines(place, found).into_iter().chain(understood).collect())
        .data("debrief", json!({ "facts": [], "understood": understood_data, "problems": problems(found) }))
}
