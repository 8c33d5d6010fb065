//! Finds the record that already holds what a debrief says.

use std::collections::{BTreeSet, HashMap};

use crate::cmd::prelude::*;
use serde_json::Map;

/// The kind of a record, its day, and its words; none stand for any.
type Like = (Kind, Option<Date>, Option<String>);

/// The existing records, by what they are like.
#[derive(Debug, Default)]
pub struct Existing(HashMap<Like, BTreeSet<Reference>>);

impl Existing {
    /// Those of an engagement.
    pub fn of(engagement: &Engagement) -> Self {
        let mut existing = Self::default();
        engagement.records.iter().for_each(|(reference, record)| existing.add(reference, record));
        existing
    }

    /// Takes one in that is planned.
    pub fn add(&mut self, reference: &Reference, record: &Record) {
        let (kind, day, words) = like(record);
        self.0.entry((kind, day, None)).or_default().insert(reference.clone());
        if words.is_some() {
            self.0.entry((kind, day, words)).or_default().insert(reference.clone());
        }
    }

    /// The first record of that kind and day that says all this, in whatever entry it was noted.
    pub fn find(&self, engagement: &Engagement, record: &Record) -> Option<Reference> {
        let expected = content(record);
        let says_all = |reference: &&Reference| {
            let other = engagement.records.get(*reference).map(content).unwrap_or_default();
            expected.iter().all(|(key, value)| other.get(key) == Some(value))
        };
        self.0.get(&like(record))?.iter().find(says_all).cloned()
    }
}

fn like(record: &Record) -> Like {
    (record.kind(), record.date(), record.text().map(|text| text.as_str().trim_end().to_owned()))
}

/// What a record says, blanks at the ends of words and its entry aside.
fn content(record: &Record) -> Map<String, Value> {
    let Ok(Value::Object(mut values)) = serde_json::to_value(record) else { return Map::new() };
    values.remove("during");
    for value in values.values_mut() {
        if let Value::String(words) = value {
            *words = words.trim_end().to_owned();
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Kind;

    fn feedback(words: &str, more: &serde_json::Value) -> Record {
        let mut value = serde_json::json!({ "on": "2026-03-20", "from": "ana-ortiz", "said": words });
        value.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        Record::Feedback(serde_json::from_value(value).unwrap())
    }

    fn named(name: &str) -> Reference {
        Reference::Record(Kind::Feedback, name.to_owned())
    }

    #[test]
    fn a_record_is_there_if_one_of_its_day_says_all_of_it_in_any_entry() {
        let mut engagement = Engagement::unread("harbor-search".parse().unwrap());
        let more = serde_json::json!({ "impression": "4", "during": "cycle-1/06-demo" });
        engagement.records.insert(named("b"), feedback("fast\n", &more));
        engagement.records.insert(named("a"), feedback("fast", &serde_json::json!({ "on": "2026-03-19" })));
        for (words, more, found) in [
            ("fast", serde_json::json!({}), Some("b")),
            ("fast", serde_json::json!({ "impression": "4", "during": "cycle-1/01-hypothesis" }), Some("b")),
            ("fast", serde_json::json!({ "impression": "5" }), None),
            ("fast", serde_json::json!({ "on": "2026-03-19" }), Some("a")),
            ("slow", serde_json::json!({}), None),
        ] {
            assert_eq!(
                Existing::of(&engagement).find(&engagement, &feedback(words, &more)),
                found.map(named),
                "{words} {more}"
            );
        }
    }
}
