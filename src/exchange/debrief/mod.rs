//! The debrief: one text buffer with plain lines for the day's facts, read leniently.
//!
//! The text is split into headings and items (`buffer`), and each item is read by its heading
//! ([`Section`]) into the values of one record. Every line that is neither blank nor a comment ends up
//! in a fact or in a problem, by its number; nothing is dropped. The command decides which records are written,
//! and when.

mod actions;
mod brought;
mod buffer;
mod day;
mod decided;
mod doubt;
mod feedback;
mod keep;
mod marks;
mod present;
mod preview;
mod returned;
mod section;
mod spent;
mod template;
mod tried;
mod who;

pub use preview::preview;
pub use returned::{annotated, continued, is_unfilled, rest, typed};
pub use section::Section;
pub use template::template;
pub use who::introduced;

use std::collections::HashSet;

use buffer::BufferPart;

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::number::Currency;
use crate::model::reading::days::{self, Look};
use crate::model::reading::people::People;
use crate::model::record::Kind;

/// The context in which a debrief is read.
#[derive(Debug, Clone, Copy)]
pub struct Background<'a> {
    /// The engagement.
    pub engagement: &'a Engagement,
    /// Its people; during reading also those that the buffer marks as new.
    pub people: &'a People,
    /// What `me` stands for.
    pub me: Option<&'a str>,
    /// The currency of an amount without one.
    pub currency: Option<&'a Currency>,
    /// The current day.
    pub today: Date,
    /// The day of the debrief if given outside; it overrides the buffer's own `day:`.
    pub date: Option<Date>,
}

/// The keys of a record and their values in words, with the key of a list repeated for each item; people by id, or by
/// name if they are new.
pub type Values = Vec<(&'static str, String)>;

/// The meaning of words, from a table of the lower-case words for each meaning, separated by commas.
fn meant<T: Copy>(words: &str, table: &[(T, &str)]) -> Option<T> {
    table.iter().find(|(_, synonyms)| synonyms.split(", ").any(|synonym| synonym == words)).map(|(meaning, _)| *meaning)
}

/// An item that was understood: one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The kind of record.
    pub kind: Kind,
    /// Its values, without blank ones.
    pub values: Values,
    /// Its line numbers, from 1.
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

/// An item that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its line numbers, from 1; never empty.
    pub lines: Vec<usize>,
    /// Why, one line.
    pub why: String,
    /// The expected form of the line.
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

/// The result of reading a debrief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The day of its facts.
    pub day: Date,
    /// Whether that is the intended day: the buffer's own was understood, or it has none.
    pub is_dated: bool,
    /// The items that were understood, by heading in the order of [`Section::ALL`].
    pub facts: Vec<Fact>,
    /// The items that were not, by line.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Whether the debrief is empty.
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
    let people = with_new(text, &parts, known);
    let known = Background { today: day, people: &people, ..*known };
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

/// The people and those that the buffer marks as new, under *people* or by `(new)`.
fn with_new(text: &str, parts: &[BufferPart], known: &Background) -> People {
    let under_people = parts.iter().filter_map(|part| match part {
        BufferPart::Item(Section::People, item) => Some(present::name(&item.text)),
        _ => None,
    });
    let listed = under_people.filter(|name| who::is_new(name, known)).map(ToOwned::to_owned);
    let mut people = known.people.clone();
    for name in listed.chain(who::introduced(text)) {
        if people.whole(&name).is_empty() {
            people.add(&name, &name);
        }
    }
    people
}

/// The day of the debrief: the one given outside, else the buffer's own, else today.
fn day_of(parts: &[BufferPart], known: &Background, problems: &mut Vec<Problem>) -> Date {
    let mut own = None;
    for part in parts {
        let BufferPart::Day(line, words) = part else { continue };
        let why = match days::read(words, known.today, Look::Back) {
            Ok(day) if day > known.today.latest_anywhere() && known.date.is_none() => {
                format!("`{words}` is in the future")
            }
            Err(why) if !words.is_empty() => why,
            day => {
                own = day.ok().or(own);
                continue;
            }
        };
        let form = "day: 2026-03-20, day: yesterday, day: 20 March";
        problems.push(Problem::new(vec![*line], why, form));
    }
    known.date.or(own).unwrap_or(known.today)
}

/// The facts in the order of their headings; an exact repetition is a problem.
fn without_repeats(mut facts: Vec<(Section, Fact)>, problems: &mut Vec<Problem>) -> Vec<Fact> {
    facts.sort_by_key(|(section, _)| *section);
    let (mut unique, mut known) = (Vec::new(), HashSet::new());
    for (section, fact) in facts {
        if known.insert((fact.kind, fact.values.clone())) {
            unique.push(fact);
        } else {
            // without a line number: lines move when the buffer is returned with its comments
            let why = "this is already recorded; add what is different, or remove the line";
            problems.push(Problem::new(fact.lines, why, section.form()));
        }
    }
    unique
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
