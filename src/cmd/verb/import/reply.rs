//! The output of an import: what was added and skipped, or what cannot be imported.

use super::plan::{Import, Problem, TableRecord};
use crate::cmd::prelude::*;

/// The most rows of the preview, and the most different problems, that are shown.
const MOST: usize = 20;

/// The most notes about rows that were skipped.
const NOTES: usize = 3;

/// Writes the plan, and returns what was added and skipped; a dry run shows the rows before the diff.
/// `others` is how many rows of other engagements there were.
pub fn finish(import: Import, place: &str, others: usize, dry_run: bool) -> Result<Reply> {
    let Import { mut writer, kind, records: lines, .. } = import;
    let width = writer.context.width;
    writer.say(summary(kind, &lines, &writer.engagement.id, place));
    if others > 0 {
        writer.say(format!("{} of other engagements skipped", count(others, "row")));
    }
    let mut notes = lines.iter().filter_map(|line| line.note.as_ref());
    notes.by_ref().take(NOTES).for_each(|note| writer.say(note));
    if let Some(more) = more(notes.count(), 0, "more such line") {
        writer.say(more);
    }
    let mut reply = writer.finish()?;
    reply.data["lines"] =
        lines.iter().map(|line| json!({ "record": line.record, "line": line.line, "new": line.is_new })).collect();
    if dry_run && !lines.is_empty() {
        reply.text = format!("{}\n{}", preview(kind, &lines, width), reply.text);
    }
    Ok(reply)
}

/// How much was added to the engagement, and how much was there.
fn summary(kind: Kind, lines: &[TableRecord], id: &Slug, place: &str) -> String {
    let noun = match kind {
        Kind::Person => "person|people",
        Kind::Spend => "spend record",
        _ => kind.word(),
    };
    let new = lines.iter().filter(|line| line.is_new).count();
    match (new, lines.len() - new) {
        (0, 0) => format!("{place} has no rows; nothing changed"),
        (0, _) => format!("everything in {place} is already recorded in {id}; nothing changed"),
        (new, 0) => format!("Added {} to {id}", count(new, noun)),
        (new, skipped) => format!("Added {} to {id}; skipped {skipped} already recorded", count(new, noun)),
    }
}

/// How many there are beyond those that are shown.
fn more(all: usize, shown: usize, noun: &str) -> Option<String> {
    (all > shown).then(|| format!("and {}", count(all - shown, noun)))
}

/// The first rows as they were understood.
fn preview(kind: Kind, lines: &[TableRecord], width: Option<usize>) -> String {
    let has_value = |name: &str| lines.iter().any(|line| cell(line, name) != "-");
    let fields = kind.row().fields.iter().map(|field| field.name);
    let fields: Vec<_> = fields.filter(|name| *name != "during" && has_value(name)).collect();
    let header: Vec<_> = ["line", "change"].into_iter().chain(fields.iter().copied()).collect();
    let row = |line: &TableRecord| {
        let change = if line.is_new { "add" } else { "skip" };
        let cells = fields.iter().map(|name| cell(line, name));
        [line.line.to_string(), change.to_owned()].into_iter().chain(cells).collect()
    };
    let gives_up: Vec<_> = fields.iter().skip(1).rev().copied().collect();
    let rows: Vec<_> = lines.iter().take(MOST).map(row).collect();
    let more = more(lines.len(), MOST, "more row").map_or(String::new(), |more| more + "\n");
    table(&header, &rows, &gives_up, width) + &more
}

fn cell(line: &TableRecord, name: &str) -> String {
    let node = line.values.iter().find(|(key, _)| *key == name).map(|(_, node)| node);
    let words = node.map_or(String::new(), in_words);
    if words.is_empty() { "-".to_owned() } else { words }
}

fn in_words(node: &Node) -> String {
    match node {
        Node::Plain(words) | Node::Text(words) => words.trim_end().to_owned(),
        Node::List(items) => items.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Node::Map(_) | Node::Empty => String::new(),
    }
}

/// The failure if a table cannot be imported, with the first problems; each of them once.
pub fn refused(place: &str, problems: &[Problem]) -> Failure {
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in problems {
        *lines.entry(&problem.why).or_default() += 1;
    }
    let (mut details, mut hints, all) = (Vec::new(), Vec::new(), lines.len());
    for problem in problems {
        let Some(others) = lines.remove(problem.why.as_str()).map(|lines| lines - 1) else { continue };
        if all - lines.len() > MOST {
            break;
        }
        let also = if others > 0 { format!(" (and on {})", count(others, "more line")) } else { String::new() };
        details.push(format!("  {place}:{}: {}{also}", problem.line, problem.why));
        let hint = problem.hint.as_ref().filter(|hint| !hints.contains(hint));
        details.extend(hint.map(|hint| format!("    hint: {hint}")));
        hints.extend(hint);
    }
    details.extend(more(all, MOST, "more mistake").map(|more| format!("  {more}")));
    let one = |problem: &Problem| json!({ "line": problem.line, "why": problem.why });
    Failure::refused(format!("could not read {}; nothing was imported", count(problems.len(), "value")))
        .details(details.iter().map(|line| visible(line).into_owned()).collect())
        .data("problems", problems.iter().map(one).collect())
        .hint("fix the lines, then run the command again")
}
