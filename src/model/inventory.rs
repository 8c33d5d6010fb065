//! Every record of an engagement in a fixed order, and the columns of each kind.
//!
//! This module defines the contents of an export; `exchange` defines how each format writes them.

mod facts;
mod shared;

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::charter::Charter;
use super::engagement::Engagement;
use super::entry::Entry;
use super::pace::Pace;
use super::record::{Outcome, ROWS};
pub use facts::FACTS;

use super::text::{is_plain, visible_json};
use crate::model::prelude::*;

/// The columns before the fields: the engagement, the kind and the name of the record.
pub const FIRST: [&str; 3] = ["engagement", "kind", "name"];

/// A kind of record with its fields.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The word for one: `spend`, `after-action`, `pace`.
    pub kind: &'static str,
    /// Its fields, in the order of its files.
    pub fields: Vec<Field>,
    /// The fields that differ in type from fields of the same name of other kinds.
    prefixed: Vec<&'static str>,
    /// The value of the first column `source`, if there is one.
    pub source: Option<String>,
}

/// One record.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The word of its kind.
    pub kind: &'static str,
    /// Its name: the file's, with the cycle if the file's name alone is not unique: `cycle-1/06-demo`.
    pub name: String,
    /// Its reference.
    pub reference: Reference,
    /// Its answered keys.
    pub answered: Map<String, Json>,
}

/// A field outside of any group: its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name: `budget.amount`.
    pub name: String,
    /// What it holds.
    pub shape: Shape,
    /// The question it answers.
    pub question: &'static str,
}

/// All kinds, in order: the engagement, the steps, the PACE plan, the records, the outcomes.
pub fn sheets() -> &'static [Sheet] {
    &SHEETS[..SHEETS.len() - FACTS.len()]
}

/// The same, then the kinds of computed facts.
pub fn sheets_and_facts() -> &'static [Sheet] {
    &SHEETS
}

/// The keys that a record of that name may have, in order.
pub fn fields(reference: &Reference) -> Vec<Field> {
    tables().find(|(kind, _)| *kind == reference.word()).map(|(_, fields)| fields).unwrap_or_default()
}

/// The words of all kinds, in the same order.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    tables().map(|(kind, _)| kind)
}

/// The words of all kinds with their keys, in the same order.
pub fn tables() -> impl Iterator<Item = (&'static str, Vec<Field>)> {
    let steps = Step::ALL.iter().map(|step| (step.word(), Entry::fields(*step)));
    let records = ROWS.iter().map(|row| (row.kind.word(), row.fields.to_vec()));
    let engagement = std::iter::once(("engagement", Charter::FIELDS.to_vec()));
    let pace_and_records = std::iter::once(("pace", Pace::FIELDS.to_vec())).chain(records);
    engagement.chain(steps).chain(pace_and_records).chain([("outcome", Outcome::FIELDS.to_vec())])
}

static SHEETS: LazyLock<Vec<Sheet>> = LazyLock::new(|| {
    let mut sheets: Vec<_> = tables()
        .map(|(kind, fields)| Sheet { kind, fields, prefixed: vec![], source: None })
        .chain(facts::sheets())
        .collect();
    shared::unite(&mut sheets);
    sheets
});

impl Sheet {
    /// The same with a first column `source`; a record's own field of that name gets its kind before it.
    pub fn with_source(mut self, source: &str) -> Self {
        self.prefixed.push("source");
        Self { source: Some(source.to_owned()), ..self }
    }

    /// Whether it is a kind of computed facts.
    pub fn is_fact(&self) -> bool {
        FACTS.iter().any(|(kind, _)| *kind == self.kind)
    }

    /// The name of one of its fields among those of all kinds: that of `kind` is `lesson_kind`.
    pub fn key(&self, field: &Field) -> String {
        if FIRST.contains(&field.name) || self.prefixed.contains(&field.name) {
            format!("{}_{}", self.kind.replace('-', "_"), field.name)
        } else {
            field.name.to_owned()
        }
    }

    /// Its columns: a group has one for each of its fields.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        self.fields.iter().for_each(|field| flatten(field, self.key(field), &mut columns));
        columns
    }
}

fn flatten(field: &Field, name: String, columns: &mut Vec<Column>) {
    match field.shape {
        Shape::Group(fields) => {
            for inner in fields {
                flatten(inner, format!("{name}.{}", inner.name), columns);
            }
        }
        shape => columns.push(Column { name, shape, question: field.question }),
    }
}

/// The records of an engagement that could be read, by kind and name.
pub fn items(engagement: &Engagement) -> Vec<Item> {
    let charter = engagement.charter.iter().map(|charter| Item::of(Reference::Engagement, json(charter)));
    let entries = Step::ALL.iter().flat_map(|step| engagement.entries.values().filter(|entry| entry.id.step == *step));
    let entries = entries.map(|entry| Item::of(Reference::Entry(entry.id), answers(entry)));
    let paces = engagement.paces.iter().map(|(cycle, pace)| Item::of(Reference::Pace(*cycle), json(pace)));
    let records = engagement.records.iter().map(|(name, record)| Item::of(name.clone(), json(record)));
    let outcomes = engagement.outcomes.iter();
    let outcomes =
        outcomes.map(|((number, kind), outcome)| Item::of(Reference::Outcome(*number, *kind), json(outcome)));
    charter.chain(entries).chain(paces).chain(records).chain(outcomes).collect()
}

impl Item {
    fn of(reference: Reference, answered: Map<String, Json>) -> Self {
        let whole = reference.to_string();
        let name = match reference {
            Reference::Record(..) | Reference::Outcome(..) => whole.rsplit('/').next().unwrap_or_default().to_owned(),
            _ => whole,
        };
        Self { kind: reference.word(), name, reference, answered }
    }
}

/// The answered keys of an entry.
pub fn answers(entry: &Entry) -> Map<String, Json> {
    let mut answered = json(&entry.common);
    answered.extend(json(&entry.answers));
    answered.extend(json(&entry.rest));
    answered
}

/// The answered keys of any other record.
pub fn json(record: &impl Serialize) -> Map<String, Json> {
    match serde_json::to_value(record) {
        Ok(Json::Object(answered)) => answered,
        _ => Map::new(),
    }
}

/// The value of a field as JSON: numbers with the digits as written, nested values as text.
pub fn to_json(shape: Shape, value: &Json) -> String {
    let mut text = String::new();
    put(shape, value, &mut text);
    text
}

/// The same, appended to a text.
pub fn put(shape: Shape, value: &Json, text: &mut String) {
    match (shape, value) {
        (Shape::Free | Shape::Table(_), free) => quote(&free.to_string(), text),
        // words in a list whose items are groups in another kind
        (Shape::Group([first, ..]), Json::String(_)) => group(std::iter::once((first, value)), text),
        (Shape::Group(fields), all) => {
            group(fields.iter().filter_map(|field| Some((field, all.get(field.name)?))), text);
        }
        (Shape::List(item), Json::Array(items)) => {
            between('[', items, ']', text, |value, text| put(*item, value, text));
        }
        (Shape::Decimal, Json::String(digits)) => text.push_str(digits),
        (_, Json::String(words)) => quote(words.trim_end_matches(['\n', '\r']), text),
        (_, plain) => text.push_str(&plain.to_string()),
    }
}

fn group<'a>(pairs: impl Iterator<Item = (&'a Field, &'a Json)>, text: &mut String) {
    between('{', pairs, '}', text, |(field, value), text| {
        quote(field.name, text);
        text.push(':');
        put(field.shape, value, text);
    });
}

/// Items separated by commas, between brackets.
fn between<T>(
    open: char,
    items: impl IntoIterator<Item = T>,
    close: char,
    text: &mut String,
    put: impl Fn(T, &mut String),
) {
    text.push(open);
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        put(item, text);
    }
    text.push(close);
}

/// Appends words as a JSON string to a text.
pub fn quote(words: &str, text: &mut String) {
    if is_plain(words) && !words.contains(['"', '\\', '\n']) {
        text.extend(["\"", words, "\""]);
    } else {
        text.push_str(&visible_json(&serde_json::to_string(words).unwrap_or_default()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_kind_has_a_column_twice_and_none_is_called_as_the_first_ones() {
        for sheet in sheets() {
            let columns: Vec<_> = sheet.columns().into_iter().map(|column| column.name).collect();
            let mut names: Vec<_> = columns.iter().map(String::as_str).chain(FIRST).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{}: {names:?}", sheet.kind);
        }
        let mut kinds: Vec<_> = sheets().iter().map(|sheet| sheet.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), sheets().len());
    }

    #[test]
    fn one_name_has_one_shape_in_all_kinds() {
        let mut shapes: std::collections::BTreeMap<String, Shape> = std::collections::BTreeMap::new();
        for sheet in sheets() {
            let fields = sheet.fields.iter().map(|field| (sheet.key(field), field.shape));
            let columns = sheet.columns().into_iter().map(|column| (column.name, column.shape));
            for (name, shape) in fields.chain(columns) {
                let known = *shapes.entry(name.clone()).or_insert(shape);
                assert!(shared::is_same(known, shape), "{name} of {}: {known:?} and {shape:?}", sheet.kind);
            }
        }
    }
}
