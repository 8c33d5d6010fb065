//! A small engagement to read debriefs against.

use super::{Background, Fact, Reading};
use crate::model::engagement::Engagement;
use crate::model::record::Record;
use crate::model::reference::PersonId;

/// Two people of the customer's and two of ours who share a first name.
pub fn engagement() -> Engagement {
    let mut engagement = Engagement::unread("harbor-search".parse().unwrap());
    for (id, name, side) in [
        ("ana-ortiz", "Ana Ortiz", "customer"),
        ("tomasz-wrona", "Tomasz Wrona", "customer"),
        ("sam-lindqvist", "Sam Lindqvist", "ours"),
        ("sam-berg", "Sam Berg", "ours"),
    ] {
        engagement = with_person(engagement, id, name, side);
    }
    engagement
}

/// The engagement with one more person.
pub fn with_person(mut engagement: Engagement, id: &str, name: &str, side: &str) -> Engagement {
    let person = serde_json::json!({ "name": name, "side": side });
    let id: PersonId = id.parse().unwrap();
    engagement.records.insert(id.reference(), Record::Person(serde_json::from_value(person).unwrap()));
    engagement
}

/// What is known of it on a Friday.
pub fn known(engagement: &Engagement) -> Background<'_> {
    static EUR: std::sync::OnceLock<crate::model::number::Currency> = std::sync::OnceLock::new();
    let currency = EUR.get_or_init(|| "EUR".parse().unwrap());
    Background { engagement, currency: Some(currency), today: "2026-03-20".parse().unwrap(), date: None, new: &[] }
}

/// A debrief as it is read there.
pub fn read(text: &str) -> Reading {
    let engagement = engagement();
    super::read(text, &known(&engagement))
}

/// One line under a heading: its values as `key=value; …`, or `?` and why it is not understood.
pub fn one(heading: &str, line: &str) -> String {
    let mut reading = read(&format!("## {heading}\n{line}\n"));
    match (reading.facts.pop(), reading.problems.pop()) {
        (Some(Fact { values, .. }), None) => {
            values.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("; ")
        }
        (None, Some(problem)) => format!("? {}", problem.why),
        other => panic!("{line}: {other:?}"),
    }
}

/// Reads each `line => values` of a table under the `## heading` above it, where `\n` is a line end.
pub fn reads(table: &str) {
    let mut heading = "";
    for row in table.trim().lines().map(str::trim) {
        if let Some(words) = row.strip_prefix("## ") {
            heading = words;
        } else {
            let (line, expected) = row.split_once(" => ").unwrap();
            assert_eq!(one(heading, &line.replace(r"\n", "\n")), expected.replace(r"\n", "\n"), "{line}");
        }
    }
}
