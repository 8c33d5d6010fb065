//! Engagements for examples and tests, written down as JSON by ourselves; every scalar a string, as the model reads them.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, DeserializeSeed};
use serde_json::{Map, Value};

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
        charter: json.get("charter").map(read),
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
    let answers = id.step.deserialize(value.clone()).unwrap_or_else(|error| panic!("{error} in {name}"));
    (id, Entry { id, common: read(value), answers, rest: read(value) })
}

fn record((name, value): (&String, &Value)) -> (Reference, Record) {
    let reference: Reference = name.parse().expect("a record has a name");
    let Reference::Record(kind, _) = &reference else { panic!("`{name}` is no record") };
    let record = kind.deserialize(value.clone()).unwrap_or_else(|error| panic!("{error} in {name}"));
    (reference, record)
}
