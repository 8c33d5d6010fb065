//! Engagements for examples and tests, written as JSON; every scalar is a string, as the model reads them.
//!
//! Required values that a test does not care about may be left out: an entry is its day alone, and a record takes
//! its day and its words from its name.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, DeserializeSeed};
use serde_json::{Map, Value, json};

use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::Entry;
use crate::model::record::Record;
use crate::model::reference::{EntryId, Reference, cycle_number};

/// The engagement in a JSON object of `charter`, `entries`, `paces`, `records` and `outcomes`.
pub fn engagement(json: &str) -> Engagement {
    from(&serde_json::from_str(json).expect("an example is JSON"))
}

/// The engagement in a JSON value.
pub fn from(json: &Value) -> Engagement {
    let entries: BTreeMap<EntryId, Entry> = table(json, "entries").iter().map(entry).collect();
    let outcomes: BTreeMap<_, _> = table(json, "outcomes")
        .iter()
        .map(|(number, outcome)| (number.parse::<u32>().expect("an outcome has a number"), read(outcome)))
        .map(|(number, outcome): (_, crate::model::record::Outcome)| ((number, outcome.kind), outcome))
        .collect();
    let last_outcome = outcomes.last_key_value().map(|(name, _)| *name);
    Engagement {
        id: json["id"].as_str().unwrap_or("harbor-search").parse().expect("an example has an id"),
        charter: json.get("charter").map(|charter| read(&filled(charter, &usual_charter()))),
        walk: entries.keys().copied().collect(),
        entries,
        in_forks: BTreeMap::new(),
        paces: table(json, "paces")
            .iter()
            .map(|(cycle, pace)| (cycle_number(cycle).expect("a plan has a cycle"), read(pace)))
            .collect(),
        records: table(json, "records").iter().map(record).collect(),
        unread: vec![],
        closed: vec![],
        outcomes,
        last_outcome,
        followed_by: None,
    }
}

fn table(json: &Value, key: &str) -> Map<String, Value> {
    json.get(key).and_then(Value::as_object).cloned().unwrap_or_default()
}

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error} in {value}"))
}

fn entry((name, value): (&String, &Value)) -> (EntryId, Entry) {
    let id: EntryId = name.parse().expect("an entry has a name");
    let value = &if value.is_string() { json!({ "entered": value }) } else { value.clone() };
    let answers = id.step.deserialize(value.clone()).unwrap_or_else(|error| panic!("{error} in {name}"));
    (id, Entry { id, common: read(value), answers, rest: read(value) })
}

fn record((name, value): (&String, &Value)) -> (Reference, Record) {
    let reference: Reference = name.parse().expect("a record has a name");
    let Reference::Record(kind, _) = &reference else { panic!("`{name}` is no record") };
    let record = kind.deserialize(filled(value, &usual(name))).unwrap_or_else(|error| panic!("{error} in {name}"));
    (reference, record)
}

/// The fields, with defaults for those left out.
fn filled(fields: &Value, usual: &Value) -> Value {
    let mut filled = usual.as_object().cloned().unwrap_or_default();
    filled.extend(fields.as_object().cloned().unwrap_or_default());
    filled.into()
}

fn usual_charter() -> Value {
    json!({ "schema": "1", "title": "T", "customer": "C", "opened": "2026-03-01" })
}

/// The required fields of a record by its name: `actions/2026-03-05-call` was raised on that day, and is to call.
fn usual(name: &str) -> Value {
    let (folder, name) = name.split_once('/').expect("a record has a folder");
    let (day, words) = match name.split_at_checked(10) {
        Some((day, words)) if day.parse::<Date>().is_ok() => (day, words.strip_prefix('-').unwrap_or(name)),
        _ => ("2026-03-02", name),
    };
    match folder {
        "people" => json!({ "name": words[..1].to_uppercase() + &words[1..], "side": "customer" }),
        "goals" => json!({ "statement": words, "criterion": "c", "committed": day }),
        "requirements" => json!({ "statement": words, "class": "user", "raised": day }),
        "actions" => json!({ "what": words, "owner": "bo", "raised": day }),
        "feedback" => json!({ "on": day, "from": "ana" }),
        "spend" => json!({ "on": day, "what": words, "currency": "EUR" }),
        "lessons" => json!({ "on": day, "kind": "improve", "issue": words }),
        "signoffs" => json!({ "on": day, "of": "scope", "by": ["ana"] }),
        "approaches" => json!({ "tried": day, "what": words }),
        "artifacts" => json!({ "on": day, "what": words, "class": "data" }),
        "notes" => json!({ "on": day, "text": words }),
        _ => json!({ "on": day, "what": words }),
    }
}
