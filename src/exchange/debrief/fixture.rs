//! A small engagement for the tests of debriefs.

use super::{Background, Fact, Reading};
use crate::insight::fixture;
use crate::model::engagement::Engagement;
use crate::model::reading::people::People;

/// Two people of the customer and two of ours who share a first name.
pub fn engagement() -> Engagement {
    fixture::engagement(
        r#"{"records": {"people/ana-ortiz": {"name": "Ana Ortiz"}, "people/tomasz-wrona": {"name": "Tomasz Wrona"},
            "people/sam-lindqvist": {"name": "Sam Lindqvist", "side": "ours"},
            "people/sam-berg": {"name": "Sam Berg", "side": "ours"}}}"#,
    )
}

/// The background of a debrief on a Friday.
pub fn known(engagement: &Engagement) -> Background<'_> {
    static EUR: std::sync::OnceLock<crate::model::number::Currency> = std::sync::OnceLock::new();
    let currency = EUR.get_or_init(|| "EUR".parse().unwrap());
    let people = Box::leak(Box::new(People::of(engagement)));
    let today = "2026-03-20".parse().unwrap();
    Background { engagement, people, me: Some("Sam Berg"), currency: Some(currency), today, date: None }
}

/// Reads a debrief against it.
pub fn read(text: &str) -> Reading {
    let engagement = engagement();
    super::read(text, &known(&engagement))
}

/// One line under a heading: its values as `key=value; …`, or `?` and why it was not understood.
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
