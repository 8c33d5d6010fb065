//! The debrief: one buffer of plain lines for an evening's facts, read forgivingly.
//!
//! The text is taken apart into headings and items (`buffer`), each item is read by its heading
//! ([`Section`]) into the values of one record. Every line that is neither blank nor a comment ends up
//! in a fact or in a problem, by its number; nothing is dropped. Who writes the records, and when, is
//! the verb's business.

mod actions;
mod brought;
mod buffer;
mod day;
mod decided;
mod doubt;
mod feedback;
mod keep;
mod marks;
mod money;
mod present;
mod preview;
mod returned;
mod section;
mod spent;
mod template;
mod tried;
mod who;

pub use preview::preview;
pub use returned::{annotated, rest, typed};
pub use section::Section;
pub use template::template;
pub use who::introduced;

use std::collections::HashSet;

use buffer::BufferPart;
use day::Look;

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::number::Currency;
use crate::model::record::Kind;

/// What a debrief is read against.
#[derive(Debug, Clone, Copy)]
pub struct Background<'a> {
    /// The engagement: who is who.
    pub engagement: &'a Engagement,
    /// The currency of an amount without one.
    pub currency: Option<&'a Currency>,
    /// The day it is.
    pub today: Date,
    /// The day of the debrief where it was said outside; it outranks the buffer's own `day:`.
    pub date: Option<Date>,
    /// The names that the buffer says to be new; the reading fills them in.
    pub new: &'a [String],
}

/// The keys of a record and their values in words, a list's key once for each item; people by id, or by name where
/// they are new.
pub type Values = Vec<(&'static str, String)>;

/// What words mean by a table of the words, in small letters and a comma between, that people say for each meaning.
fn meant<T: Copy>(words: &str, table: &[(T, &str)]) -> Option<T> {
    table.iter().find(|(_, synonyms)| synonyms.split(", ").any(|synonym| synonym == words)).map(|(meaning, _)| *meaning)
}

/// What was understood of an item: one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The kind of record.
    pub kind: Kind,
    /// Its values, blank ones left out.
    pub values: Values,
    /// The lines it stands on, from 1.
    pub lines: Vec<usize>,
}

impl Fact {
    /// The value of a key; the first of a list.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str())
    }

    /// The values of a list.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(known, _)| *known == key).map(|(_, value)| value.as_str())
    }
}

/// What was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The lines it stands on, from 1; never none.
    pub lines: Vec<usize>,
    /// Why, one line.
    pub why: String,
    /// The form that is expected there.
    pub form: String,
}

impl Problem {
    fn new(lines: Vec<usize>, why: impl Into<String>, form: impl Into<String>) -> Self {
        Self { lines, why: why.into(), form: form.into() }
    }

    /// The line to point at.
    pub fn line(&self) -> usize {
        self.lines.first().copied().unwrap_or(1)
    }
}

/// A debrief as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The day that its facts belong to.
    pub day: Date,
    /// Whether that is the day that was meant: the buffer's own was understood, or none was written.
    pub is_dated: bool,
    /// What was understood, by heading in the order of [`Section::ALL`].
    pub facts: Vec<Fact>,
    /// What was not, by line.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.problems.is_empty()
    }
}

/// Reads a debrief.
pub fn read(text: &str, known: &Background) -> Reading {
    let parts = buffer::parts(text, |name| who::read(name, known).is_ok());
    let mut problems = Vec::new();
    let day = day_of(&parts, known, &mut problems);
    let is_dated = problems.is_empty();
    let new = new_names(text, &parts, known);
    let known = Background { today: day, new: &new, ..*known };
    let mut facts = Vec::new();
    for part in parts {
        match part {
            BufferPart::Day(..) => {}
            BufferPart::Item(section, item) => match section.read(&item.text, &known) {
                Ok((_, values)) if values.is_empty() => {}
                Ok((kind, mut values)) => {
                    values.retain(|(_, value)| !value.trim().is_empty());
                    facts.push((section, Fact { kind, values, lines: item.lines }));
                }
                Err(why) => problems.push(Problem::new(item.lines, why, section.form())),
            },
            BufferPart::Not(problem) => problems.push(problem),
        }
    }
    let facts = without_repeats(facts, &mut problems);
    problems.sort_by_key(Problem::line);
    Reading { day, is_dated, facts, problems }
}

/// The names that the buffer says to be new, under *people* or by `(new)`.
fn new_names(text: &str, parts: &[BufferPart], known: &Background) -> Vec<String> {
    let under_people = parts.iter().filter_map(|part| match part {
        BufferPart::Item(Section::People, item) => Some(present::name(&item.text)),
        _ => None,
    });
    let listed = under_people.filter(|name| who::is_new(name, known)).map(ToOwned::to_owned);
    listed.chain(who::introduced(text)).collect()
}

/// The day of the debrief: the one said outside, else the buffer's own, else today.
fn day_of(parts: &[BufferPart], known: &Background, problems: &mut Vec<Problem>) -> Date {
    let mut own = None;
    for part in parts {
        let BufferPart::Day(line, words) = part else { continue };
        let why = match day::read(words, known.today, Look::Back) {
            Some(day) if day > known.today.latest_anywhere() && known.date.is_none() => "has not come yet",
            None if !words.is_empty() => "is no day",
            day => {
                own = day.or(own);
                continue;
            }
        };
        let form = "day: 2026-03-20, day: yesterday, day: 20 March";
        problems.push(Problem::new(vec![*line], format!("`{words}` {why}"), form));
    }
    known.date.or(own).unwrap_or(known.today)
}

/// The facts in the order of their headings; one that is there word for word already is a problem.
fn without_repeats(mut facts: Vec<(Section, Fact)>, problems: &mut Vec<Problem>) -> Vec<Fact> {
    facts.sort_by_key(|(section, _)| *section);
    let (mut unique, mut known) = (Vec::new(), HashSet::new());
    for (section, fact) in facts {
        if known.insert((fact.kind, fact.values.clone())) {
            unique.push(fact);
        } else {
            // no number: the lines move when the buffer comes back with its comments
            let why = "the same stands in here already: say what differs, or take it out";
            problems.push(Problem::new(fact.lines, why, section.form()));
        }
    }
    unique
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
