//! Which record says already what a debrief says.

use crate::cmd::prelude::*;
use serde_json::Map;

/// The first record of that kind and day that says all this, in whatever entry it was noted.
pub fn find(engagement: &Engagement, record: &Record) -> Option<Reference> {
    let wanted = said(record);
    let text = |record: &Record| record.text().map(|text| text.as_str().trim_end().to_owned());
    let (of, words) = ((record.kind(), record.date()), text(record));
    let of_day = engagement.records.iter().filter(|(_, other)| (other.kind(), other.date()) == of);
    let like = of_day.filter(|(_, other)| words.is_none() || text(other) == words);
    let mut there = like.filter(|(_, other)| {
        let other = said(other);
        wanted.iter().all(|(key, value)| other.get(key) == Some(value))
    });
    there.next().map(|(reference, _)| reference.clone())
}

/// What a record says, blanks at the ends of words and its entry aside.
fn said(record: &Record) -> Map<String, Value> {
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
        for (said, more, found) in [
            ("fast", serde_json::json!({}), Some("b")),
            ("fast", serde_json::json!({ "impression": "4", "during": "cycle-1/01-hypothesis" }), Some("b")),
            ("fast", serde_json::json!({ "impression": "5" }), None),
            ("fast", serde_json::json!({ "on": "2026-03-19" }), Some("a")),
            ("slow", serde_json::json!({}), None),
        ] {
            assert_eq!(find(&engagement, &feedback(said, &more)), found.map(named), "{said} {more}");
        }
    }
}
