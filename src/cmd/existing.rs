//! Finds the record that already has what a debrief or a table says.

use std::collections::HashMap;

use super::prelude_below::*;
use serde_json::Map;

/// A record with its content.
type Known = (Reference, Map<String, Value>);

/// The existing records of each kind and day.
#[derive(Debug, Default)]
pub struct Existing(HashMap<(Kind, Option<Date>), Vec<Known>>);

impl Existing {
    /// The records of an engagement.
    pub fn of(engagement: &Engagement) -> Self {
        let mut existing = Self::default();
        engagement.records.iter().for_each(|(reference, record)| existing.add(reference, record));
        existing
    }

    /// Adds a planned record.
    pub fn add(&mut self, reference: &Reference, record: &Record) {
        let same_day = self.0.entry((record.kind(), record.date())).or_default();
        same_day.push((reference.clone(), content(record)));
    }

    /// The first record of that kind and day that says all that this one says, in any entry.
    pub fn find(&self, record: &Record) -> Option<Reference> {
        let expected = content(record);
        let mut same_day = self.0.get(&(record.kind(), record.date()))?.iter();
        let found = same_day.find(|(_, other)| expected.iter().all(|(key, value)| other.get(key) == Some(value)));
        found.map(|(reference, _)| reference.clone())
    }
}

/// The content of a record, without its entry and trailing blanks; numbers without trailing zeros, as spreadsheets save.
fn content(record: &Record) -> Map<String, Value> {
    let Ok(Value::Object(mut values)) = serde_json::to_value(record) else { return Map::new() };
    values.remove("during");
    for value in values.values_mut() {
        if let Value::String(words) = value {
            let number = words.parse::<Amount>().map(|number| number.shortest().to_string());
            *words = number.unwrap_or_else(|_| words.trim_end().to_owned());
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
        engagement.records.insert(named("c"), feedback("fast", &serde_json::json!({ "source": "2.5" })));
        for (words, more, found) in [
            ("fast", serde_json::json!({}), Some("b")),
            ("fast", serde_json::json!({ "impression": "4", "during": "cycle-1/01-hypothesis" }), Some("b")),
            ("fast", serde_json::json!({ "source": "2.50" }), Some("c")),
            ("fast", serde_json::json!({ "impression": "5" }), None),
            ("fast", serde_json::json!({ "on": "2026-03-19" }), Some("a")),
            ("slow", serde_json::json!({}), None),
        ] {
            assert_eq!(Existing::of(&engagement).find(&feedback(words, &more)), found.map(named), "{words} {more}");
        }
    }
}
