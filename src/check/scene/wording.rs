//! Wording that several checks share.

use std::fmt::Display;

use crate::model::date::Date;
use crate::model::record::{Person, Verdict};
use crate::model::reference::Reference;
use crate::model::words;

/// Names of files, each in back-ticks.
pub fn ticked<T: Display>(names: impl IntoIterator<Item = T>) -> Vec<String> {
    names.into_iter().map(|name| format!("`{name}`")).collect()
}

/// `is` or `are`.
pub fn are(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// `was` or `were`.
pub fn were(number: usize) -> &'static str {
    if number == 1 { "was" } else { "were" }
}

/// The verdict on a goal, as in `judged partly met`.
pub const fn judged(verdict: Verdict) -> &'static str {
    if matches!(verdict, Verdict::Partly) { "partly met" } else { verdict.word() }
}

/// The name of a record inside its folder, such as a person's id.
pub fn id(name: &Reference) -> &str {
    match name {
        Reference::Record(_, name) => name.as_str(),
        _ => "",
    }
}

/// People by name, as a list in words.
pub fn names(people: &[(&Reference, &Person)]) -> String {
    let names: Vec<_> = people.iter().map(|(_, person)| person.name.one_line()).collect();
    words::and_list(&names)
}

/// People, and what they are.
pub fn be(people: &[(&Reference, &Person)], what: &str) -> String {
    format!("{} {} {what}", names(people), are(people.len()))
}

/// The first candidate that applies.
pub fn first_of(candidates: &[(bool, &'static str)]) -> Option<&'static str> {
    candidates.iter().find(|(holds, _)| *holds).map(|(_, what)| *what)
}

/// Sponsors who were not heard: who they are, when they last took part, and how that compares with the cadence.
pub fn unheard(sponsors: &[String], last: Option<Date>, days: i64, cadence: u32) -> String {
    let who = words::and_list(sponsors);
    let sponsors = if sponsors.len() == 1 { "the sponsor" } else { "the sponsors" };
    let (days, cadence) = (words::days(days), words::days(cadence.into()));
    let part = match last {
        Some(last) => format!("last took part on {}, {days} ago", words::date(last)),
        None => format!("has not taken part for {days}"),
    };
    format!("{who}, {sponsors}, {part}; the cadence is {cadence}")
}
