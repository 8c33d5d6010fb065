//! The parts of documents: each is built from the record once, for every document that shows it.
//!
//! A part has text beside the raw values: `due` is `20 April 2026` and `due_iso` is `2026-04-20`, `verdict` is `met in
//! part` and `verdict_key` is `partly`. Missing data is empty.

use crate::render::prelude::*;

pub mod actions;
pub mod agreed;
pub mod approaches;
pub mod decisions;
pub mod ended;
pub mod few;
pub mod forecast;
pub mod goals;
pub mod hours;
pub mod hypothesis;
pub mod in_brief;
pub mod lessons;
pub mod measured;
pub mod next;
pub mod pace;
pub mod people;
pub mod pictures;
pub mod plan;
pub mod prelude;
pub mod promise;
pub mod ratings;
pub mod requirements;
pub mod signatures;
pub mod spend;
pub mod terms;
pub mod timeline;
pub mod voice;
pub mod week;
pub mod work;

/// Text on one line.
pub fn line(text: Option<&Text>) -> String {
    text.map(Text::one_line).unwrap_or_default()
}

/// Text with its lines and paragraphs, as a sentence.
pub fn prose(text: Option<&Text>) -> String {
    text.map(|text| words::sentence(text.as_str().trim())).unwrap_or_default()
}

/// Text with its lines and paragraphs, unchanged.
pub fn paragraphs(text: Option<&Text>) -> String {
    text.map(|text| text.as_str().trim().to_owned()).unwrap_or_default()
}

/// Each item on a line.
pub fn lines(texts: &[Text]) -> Vec<String> {
    texts.iter().map(Text::one_line).collect()
}

/// Someone's name.
pub fn name(engagement: &Engagement, person: Option<&PersonId>) -> String {
    person.map(|person| engagement.name_of(person)).unwrap_or_default()
}

/// The names of several people, as in a sentence.
pub fn names(engagement: &Engagement, people: &[PersonId]) -> String {
    words::and_list(people.iter().map(|person| engagement.name_of(person)))
}

/// `20 April 2026`.
pub fn day(day: Option<Date>) -> String {
    day.map(words::date).unwrap_or_default()
}
