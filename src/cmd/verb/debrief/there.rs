//! Which record says already what a debrief says: found by its values, however many records there are.

use std::collections::{BTreeSet, HashMap};

use crate::cmd::prelude::*;

/// A key and its value, as JSON.
type Said = (String, String);

/// The records of the kinds and days that a debrief speaks of, by each thing that they say.
#[derive(Debug, Default)]
pub struct There {
    days: HashMap<(Kind, Option<Date>), HashMap<Said, BTreeSet<Reference>>>,
}

impl There {
    /// The first record of that kind and day that says all this, in whatever entry it was noted.
    pub fn find(&mut self, engagement: &Engagement, record: &Record) -> Option<Reference> {
        let day = (record.kind(), record.date());
        let by_value = self.days.entry(day).or_insert_with(|| {
            let mut by_value = HashMap::new();
            let of_day = engagement.records.iter().filter(|(_, other)| (other.kind(), other.date()) == day);
            of_day.for_each(|(reference, other)| note(&mut by_value, reference, other));
            by_value
        });
        let holders: Option<Vec<_>> = said(record).map(|said| by_value.get(&said)).collect();
        let holders = holders?;
        let fewest = holders.iter().min_by_key(|holders| holders.len())?;
        fewest.iter().find(|reference| holders.iter().all(|holders| holders.contains(*reference))).cloned()
    }

    /// Takes a record in that is planned.
    pub fn add(&mut self, reference: &Reference, record: &Record) {
        if let Some(by_value) = self.days.get_mut(&(record.kind(), record.date())) {
            note(by_value, reference, record);
        }
    }
}

fn note(by_value: &mut HashMap<Said, BTreeSet<Reference>>, reference: &Reference, record: &Record) {
    for said in said(record) {
        by_value.entry(said).or_default().insert(reference.clone());
    }
}

/// What a record says, blanks at the ends of words and its entry aside.
fn said(record: &Record) -> impl Iterator<Item = Said> {
    let values = match serde_json::to_value(record) {
        Ok(Value::Object(values)) => values,
        _ => serde_json::Map::new(),
    };
    values.into_iter().filter(|(key, _)| key != "during").map(|(key, value)| match value {
        Value::String(words) => (key, Value::from(words.trim_end()).to_string()),
        value => (key, value.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feedback(said: &str, more: &serde_json::Value) -> Record {
        let mut value = serde_json::json!({ "on": "2026-03-20", "from": "ana-ortiz", "said": said });
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
        let mut there = There::default();
        for (said, more, found) in [
            ("fast", serde_json::json!({}), Some("b")),
            ("fast", serde_json::json!({ "impression": "4", "during": "cycle-1/01-hypothesis" }), Some("b")),
            ("fast", serde_json::json!({ "impression": "5" }), None),
            ("fast", serde_json::json!({ "on": "2026-03-19" }), Some("a")),
            ("slow", serde_json::json!({}), None),
        ] {
            assert_eq!(there.find(&engagement, &feedback(said, &more)), found.map(named), "{said} {more}");
        }
        there.add(&named("c"), &feedback("slow", &serde_json::json!({})));
        let slow = feedback("slow", &serde_json::json!({}));
        assert_eq!(there.find(&engagement, &slow), Some(named("c")));
    }

    #[test]
    fn many_records_are_each_looked_for_once() {
        // minutes, were all of the day looked through for each
        let engagement = Engagement::unread("harbor-search".parse().unwrap());
        let mut there = There::default();
        for number in 0..30_000 {
            let record = feedback(&number.to_string(), &serde_json::json!({}));
            assert_eq!(there.find(&engagement, &record), None);
            there.add(&named(&number.to_string()), &record);
        }
    }
}
