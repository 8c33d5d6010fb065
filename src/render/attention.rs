//! What needs attention in an engagement, as sentences for readers of documents.

use super::wording;
use crate::check::{CHECKS, Check, Found, Topic};
use crate::model::finding::Level;
use crate::model::reference::EntryId;
use crate::render::prelude::*;

/// What needs attention, in the order of `engage status`: errors, what blocks the next step, then warnings. Advice is
/// left out, and so are problems in the files: readers of documents do not see the files.
pub fn sentences<'a>(engagement: &'a Engagement, attention: &Attention) -> impl Iterator<Item = String> + 'a {
    let mut open = attention.open(engagement);
    open.retain(|found| found.level >= Level::Warning && found.check.topic != Topic::Files);
    let (errors, warnings): (Vec<_>, Vec<_>) = open.into_iter().partition(|found| found.level == Level::Error);
    let before = engagement.place().map(|place| format!("before it leaves {}: ", place.step)).unwrap_or_default();
    let gates = attention.gates.clone().into_iter().map(move |found| (before.clone(), found));
    let found = errors.into_iter().map(|found| (String::new(), found)).chain(gates);
    let found = found.chain(warnings.into_iter().map(|found| (String::new(), found)));
    let found = found.map(|(before, found)| sentence(&format!("{before}{}", in_words(engagement, &found))));
    unread(engagement).into_iter().chain(found)
}

/// What a check finds, for readers of documents; a name that no check has stays.
pub fn of_check(id: &str) -> String {
    let Some(check) = Check::named(id) else { return id.to_owned() };
    reworded(check.summary(), TERMS).replace('`', "\"")
}

/// The file has a line `words|other words|` each: first terms of the files, then, after an empty line, what a check
/// concludes from missing data. Documents say of that only that it is not recorded.
fn reworded(words: &str, part: usize) -> String {
    let lines = include_str!("attention.txt").split("\n\n").nth(part).unwrap_or_default().lines();
    let pairs = lines.filter_map(|line| line.strip_suffix('|')?.split_once('|'));
    pairs.fold(words.to_owned(), |words, (from, to)| words.replace(from, to))
}

const TERMS: usize = 0;
const ABSENCES: usize = 1;

/// A finding without file keys and names: goals and requirements are quoted instead.
fn in_words(engagement: &Engagement, found: &Found) -> String {
    let words = found.finding.sentence.clone();
    if found.check.id == "action-overdue" || found.check.id == "prep-open" {
        return words;
    }
    let mut words = as_recorded(&words);
    for entry in &engagement.walk {
        words = words.replace(&format!("`{entry}`"), &stay(engagement, *entry));
    }
    for (name, record) in &engagement.records {
        if let (Reference::Record(Kind::Goal | Kind::Requirement, slug), Some(text)) = (name, record.text()) {
            let sentence = format!("`{}`", wording::clause(text));
            words = words.replace(&format!("`{name}`"), &sentence).replace(&format!("`{slug}`"), &sentence);
        }
    }
    // a missing record has only its name
    let words = words.replace("`goals/", "`").replace("`requirements/", "`");
    let gates = CHECKS.iter().filter_map(|check| Some((format!("`{}`", check.id), check.guards?)));
    let words = gates.fold(words, |words, (id, step)| words.replace(&id, &format!("leaving {step}")));
    let words = reworded(&words, TERMS);
    let of_lists = Role::WORDS.iter().chain(Class::WORDS);
    of_lists.fold(words, |words, word| words.replace(&format!("`{word}`"), &word.replace('-', " ")))
}

/// The sentence of a check without conclusions from missing data; quotations stay.
fn as_recorded(sentence: &str) -> String {
    let part = |(at, part): (usize, &str)| match at % 2 {
        0 => reworded(part, ABSENCES),
        _ => part.to_owned(),
    };
    sentence.split('`').enumerate().map(part).collect::<Vec<_>>().join("`")
}

/// An entry by its step, and by its cycle if there is more than one.
fn stay(engagement: &Engagement, entry: EntryId) -> String {
    if engagement.cycle() == 1 { entry.step.to_string() } else { format!("{} of cycle {}", entry.step, entry.cycle) }
}

/// A finding as a document shows it: with a capital and a full stop, names in quotation marks.
fn sentence(finding: &str) -> String {
    format!("{}.", words::capital(&finding.replace('`', "\"")))
}

/// The number of unreadable records.
fn unread(engagement: &Engagement) -> Option<String> {
    match engagement.unread.len() {
        0 => None,
        1 => Some("One record cannot be read.".to_owned()),
        more => Some(format!("{more} records cannot be read.")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::insight::fixture;
    use crate::model::settings::Settings;

    fn attention_lines(json: &Value, unread: &[&str]) -> Vec<String> {
        let mut engagement = fixture::from(json);
        engagement.unread = unread.iter().map(|name| name.parse().unwrap()).collect();
        let attention = Attention::of(&engagement, &Settings::default(), "2026-03-20".parse().unwrap());
        sentences(&engagement, &attention).collect()
    }

    #[test]
    fn what_cannot_be_read_comes_first_and_a_finding_is_worded_by_its_check() {
        let engagement = json!({
            "charter": { "budget": { "amount": "100", "currency": "EUR" } },
            "entries": { "cycle-1/01-hypothesis": "2026-03-02" },
            "records": { "people/bo": { "side": "ours" }, "spend/2026-03-02-x": { "amount": "101" },
                "actions/2026-03-03-a": { "what": "ship the disk", "due": "2026-03-18" } } });
        assert_eq!(
            attention_lines(&engagement, &["goals/x", "engagement"]),
            [
                "2 records cannot be read.",
                "Before it leaves hypothesis: what we believe they need and what they would gain are not recorded.",
                "\"ship the disk\" was due from Bo on 18 March 2026, 2 days ago.",
                "EUR 101 of the EUR 100 budget is spent (101%).",
            ]
        );
    }

    #[test]
    fn what_is_wrong_with_the_files_is_not_told() {
        let validate = json!({ "entered": "2026-03-19", "from": "cycle-1/01-hypothesis", "with": ["cy"] });
        let engagement = json!({
            "entries": { "cycle-1/01-hypothesis": "2026-03-18", "cycle-1/02-validate": validate,
                "cycle-1/03-select": { "entered": "2026-03-19", "from": "cycle-1/01-hypothesis" } },
            "records": { "people/bo": { "side": "ours", "roles": ["ACR", "CSR", "CFR"] } } });
        assert_eq!(
            attention_lines(&engagement, &[])[2..],
            ["The customer's adoption level is not recorded.", "How the customer does it now is not recorded.",]
        );
    }
}
