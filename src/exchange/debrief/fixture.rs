//! A small engagement to read debriefs against.

use super::{Known, Reading};
use crate::model::engagement::Engagement;
use crate::model::record::Record;
use crate::model::reference::PersonId;
use crate::model::slug::Slug;

/// Two people of the customer's and two of ours who share a first name.
pub fn engagement() -> Engagement {
    let mut engagement = Engagement::unread("harbor-search".parse().unwrap());
    let people =
        [("Ana Ortiz", "customer"), ("Tomasz Wrona", "customer"), ("Sam Lindqvist", "ours"), ("Sam Berg", "ours")];
    for (name, side) in people {
        let id = PersonId::from(Slug::from_words(name).unwrap());
        let person = serde_json::json!({ "name": name, "side": side });
        engagement.records.insert(id.reference(), Record::Person(serde_json::from_value(person).unwrap()));
    }
    engagement
}

/// What is known of it on a Friday.
pub fn known(engagement: &Engagement) -> Known<'_> {
    static EUR: std::sync::OnceLock<crate::model::number::Currency> = std::sync::OnceLock::new();
    let currency = EUR.get_or_init(|| "EUR".parse().unwrap());
    Known { engagement, currency: Some(currency), today: "2026-03-20".parse().unwrap(), date: None, new: &[] }
}

/// A debrief as it is read there.
pub fn read(text: &str) -> Reading {
    let engagement = engagement();
    super::read(text, &known(&engagement))
}

/// One line under a heading: its values, or why it is not understood.
pub fn one(heading: &str, line: &str) -> Result<Vec<(&'static str, String)>, String> {
    let mut reading = read(&format!("## {heading}\n{line}\n"));
    match (reading.facts.pop(), reading.problems.pop()) {
        (Some(fact), None) => Ok(fact.values),
        (None, Some(problem)) => Err(problem.why),
        other => panic!("{line}: {other:?}"),
    }
}

/// Values as a test writes them.
pub fn values(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    pairs.iter().map(|(key, value)| (*key, (*value).to_owned())).collect()
}
