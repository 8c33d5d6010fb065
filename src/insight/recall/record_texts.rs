//! A record as it is searched: its texts, whatever its kind.

use crate::insight::prelude::*;
use crate::insight::texts::{self, KeyText};
use crate::model::field::{Shape, shape_at};
use crate::model::inventory::fields;

/// The texts of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordTexts {
    /// The record.
    pub record: Reference,
    /// Its subject; empty if it has none.
    pub what: String,
    /// Its other texts, each with its key.
    pub rest: Vec<KeyText>,
}

impl RecordTexts {
    /// All its texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.what.as_str()).chain(self.rest.iter().map(|text| text.text.as_str()))
    }
}

/// The records that have a text. Which of their values are texts follows from the table of fields; the values of free
/// keys are.
pub fn record_texts(engagement: &Engagement) -> Vec<RecordTexts> {
    texts::of(engagement).into_iter().filter_map(|(record, texts)| texts_of(record, texts)).collect()
}

fn texts_of(record: Reference, texts: Vec<KeyText>) -> Option<RecordTexts> {
    let fields = fields(&record);
    let is_text = |text: &KeyText| {
        let path: Vec<_> = text.key.split('.').collect();
        matches!(shape_at(&fields, &path), Ok(Shape::Text | Shape::Free))
    };
    let subject = subject(&record);
    let (what, rest): (Vec<_>, _) = texts.into_iter().filter(is_text).partition(|text| text.key == subject);
    let what = what.into_iter().next().map(|text| text.text).unwrap_or_default();
    (!what.is_empty() || !rest.is_empty()).then_some(RecordTexts { record, what, rest })
}

/// The key of the text that says what a record is about; empty if there is none.
fn subject(record: &Reference) -> &'static str {
    match record {
        Reference::Record(kind, _) => kind.row().text,
        Reference::Engagement => "title",
        Reference::Entry(entry) if entry.step == Step::Hypothesis => "belief",
        _ => "",
    }
}

/// The day of a record; a person has none, and a PACE plan has one if it was switched.
pub fn day(engagement: &Engagement, record: &Reference) -> Option<Date> {
    match record {
        Reference::Engagement => engagement.charter.as_ref().map(|charter| charter.opened),
        Reference::Entry(id) => engagement.entries.get(id).map(Entry::day),
        Reference::Pace(cycle) => engagement.pace(*cycle)?.switches.last().map(|switch| switch.on),
        Reference::Record(..) => engagement.records.get(record).and_then(Record::date),
        Reference::Outcome(number, kind) => engagement.outcomes.get(&(*number, *kind)).map(|outcome| outcome.on),
    }
}
