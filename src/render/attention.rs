//! What of an engagement needs attention, in words: what cannot be read, what the checks find, and
//! what the figures say that no check looks at. The most serious comes first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::said;
use crate::check::{self, Found, Scene};
use crate::insight::spend::{self, AgainstBudget, Standing};
use crate::insight::{goals, sentiment};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::finding::Level;
use crate::model::number::Rating;
use crate::model::record::{Feedback, Goal, Kind, Verdict};
use crate::model::reference::Reference;
use crate::model::settings::Settings;
use crate::model::words;

/// One thing that needs attention, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worry {
    level: Level,
    /// A day that was agreed has passed, or the customer turns away.
    presses: bool,
    words: String,
}

impl Worry {
    fn new(level: Level, words: String) -> Self {
        Self { level, presses: false, words }
    }
}

/// What keeps an engagement from its next step: the gates that do not hold.
pub fn gates(engagement: &Engagement, settings: &Settings, today: Date) -> Vec<Worry> {
    let Some(place) = engagement.place() else { return vec![] };
    let gates = check::gates(&Scene::of(engagement, settings, today));
    let before = format!("before it leaves {}: ", place.step);
    gates.iter().filter(|found| is_said(found)).map(|found| worry(engagement, &before, found)).collect()
}

/// What needs attention on a day, whatever the step; advice is left out.
pub fn of(engagement: &Engagement, settings: &Settings, today: Date) -> Vec<Worry> {
    let found = check::owed(&Scene::of(engagement, settings, today));
    let found = found.iter().filter(|found| is_said(found)).map(|found| worry(engagement, "", found));
    let unread = unread(engagement).map(|words| Worry::new(Level::Error, words));
    let figures = [fallen(engagement, today)];
    let figures = figures.into_iter().flatten().chain(low(engagement, today)).chain(not_met(engagement));
    unread.into_iter().chain(figures).chain(found).collect()
}

/// Sentences, the most serious first, among equals what presses, else in the order they came.
pub fn sentences(mut worries: Vec<Worry>) -> Vec<String> {
    worries.sort_by_key(|worry| (Reverse(worry.level), !worry.presses));
    worries.into_iter().map(|worry| worry.words).collect()
}

/// How much attention: errors, what presses, all.
pub fn weight(worries: &[Worry]) -> (usize, usize, usize) {
    let errors = worries.iter().filter(|worry| worry.level == Level::Error).count();
    (errors, worries.iter().filter(|worry| worry.presses).count(), worries.len())
}

/// The checks that are not gates and whose sentences a reader without the files follows.
const SAID: &[&str] = &[
    "action-overdue",
    "artifact-uncleared",
    "budget-close",
    "budget-exceeded",
    "cadence-lapsed",
    "dangling-reference",
    "goal-unjudged",
    "impression-missing",
    "not-rehearsed",
    "prep-open",
    "role-unfilled",
    "walk-forked",
];

/// Warnings and errors of gates and of the checks that are said here.
fn is_said(found: &Found) -> bool {
    found.level >= Level::Warning && (found.check.guards.is_some() || SAID.contains(&found.check.id))
}

fn worry(engagement: &Engagement, before: &str, found: &Found) -> Worry {
    // the one finding that says a key and not whose
    let place = match found.check.id {
        "dangling-reference" => format!("in {}.yaml, ", found.finding.record),
        _ => String::new(),
    };
    let words = sentence(&format!("{before}{place}{}", in_words(engagement, found)));
    Worry { level: found.level, presses: found.finding.late, words }
}

/// What the files call it, and how it is said to those who do not read them.
const PHRASES: &[(&str, &str)] = &[
    (" has no spend, and `spend` is not `none`", " has no spend recorded"),
    ("nobody of the customer's side is in `with`", "nobody of the customer's side was met"),
    ("`decision` is `continue`", "another cycle is decided"),
    ("`decision` is not answered", "whether to go on is not decided"),
    ("`belief`", "what we believe they need"),
    ("`benefit`", "what they would gain"),
    ("`met`", "the meeting"),
    ("`verdict`", "what they made of it"),
    ("`next`", "the day it begins"),
    ("`aim`", "its aim"),
    ("`impression`", "impression"),
    ("`enthusiasm`", "enthusiasm"),
    ("`ACR` (account responsible)", "account responsible"),
    ("`CSR` (solution responsible)", "solution responsible"),
    ("`CFR` (fulfilment responsible)", "fulfilment responsible"),
];

/// A finding without the keys and names of files: a goal or a requirement by what it says. What names a
/// place in the record keeps it.
fn in_words(engagement: &Engagement, found: &Found) -> String {
    let mut words = found.finding.sentence.clone();
    if matches!(found.check.id, "dangling-reference" | "walk-forked" | "action-overdue" | "prep-open") {
        return words;
    }
    for (name, record) in &engagement.records {
        if let (Reference::Record(Kind::Goal | Kind::Requirement, slug), Some(text)) = (name, record.text()) {
            let said = format!("`{}`", said::clause(text));
            words = words.replace(&format!("`{name}`"), &said).replace(&format!("`{slug}`"), &said);
        }
    }
    PHRASES.iter().fold(words, |words, (key, said)| words.replace(key, said))
}

/// A finding as a document says it: with a capital and a full stop, names in quotation marks.
fn sentence(finding: &str) -> String {
    let words = finding.replace('`', "\"");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// The files that cannot be read, by name.
fn unread(engagement: &Engagement) -> Option<String> {
    let files: Vec<_> = engagement.unread.iter().map(|name| format!("{name}.yaml")).collect();
    let what = if files.len() == 1 { "This file cannot be read" } else { "These files cannot be read" };
    (!files.is_empty()).then(|| format!("{what}: {}.", words::and_list(&files)))
}

fn fallen(engagement: &Engagement, today: Date) -> Option<Worry> {
    let at = sentiment::last_enthusiasm(engagement, today)?;
    let change = at.enthusiasm_change.filter(|change| change.tenths() < 0)?;
    let among = if change.people < at.sentiment.voices { ", among those heard both times" } else { "" };
    let words = format!("The customer's enthusiasm fell from {} to {} of 5{among}.", change.before, change.now);
    Some(Worry { presses: true, ..Worry::new(Level::Warning, words) })
}

/// The goals of the present cycle that were judged and not met.
fn not_met(engagement: &Engagement) -> Vec<Worry> {
    let worry = |goal: &Goal| {
        let how = match goal.verdict() {
            Verdict::Missed => "missed",
            Verdict::Partly => "met only in part",
            Verdict::Met | Verdict::Open => return None,
        };
        Some(Worry::new(Level::Warning, format!("A goal was {how}: {}.", said::clause(&goal.statement))))
    };
    goals::of_cycle(engagement, engagement.cycle()).into_iter().filter_map(|(_, goal)| worry(goal)).collect()
}

/// The lowest rating that does not worry.
const FAIR: u8 = 3;

/// Those of the customer whose last word in the present cycle was rated low, while something can be done.
fn low(engagement: &Engagement, today: Date) -> Vec<Worry> {
    if !engagement.is_open() {
        return vec![];
    }
    let voices = sentiment::voices(engagement, engagement.cycle());
    let by_then = voices.into_iter().map(|(_, feedback)| feedback).filter(|feedback| feedback.on <= today);
    let last: BTreeMap<_, _> = by_then.map(|feedback| (&feedback.from, feedback)).collect();
    let is_low = |rating: &Rating| rating.get() < FAIR;
    let ratings = |feedback: &Feedback| feedback.impression.into_iter().chain(feedback.enthusiasm);
    let low = last.into_values().filter(|feedback| ratings(feedback).any(|rating| is_low(&rating)));
    let words = |feedback: &Feedback| {
        let (name, on) = (engagement.name_of(&feedback.from), words::date(feedback.on));
        format!("{name} rated it low on {on}: {}.", said::ratings(feedback))
    };
    low.map(|feedback| Worry { presses: true, ..Worry::new(Level::Warning, words(feedback)) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    fn told(json: &str, unread: &[&str]) -> Vec<String> {
        let mut engagement = fixture::engagement(json);
        engagement.unread = unread.iter().map(|name| name.parse().unwrap()).collect();
        sentences(of(&engagement, &Settings::default(), "2026-03-20".parse().unwrap()))
    }

    fn spent(amount: &str, tolerance: &str) -> Vec<String> {
        told(
            &format!(
                r#"{{"charter": {{"schema": "1", "title": "T", "customer": "C", "opened": "2026-03-02",
                    "budget": {{"amount": "100", "currency": "EUR"{tolerance}}}}},
                  "entries": {{"cycle-1/01-hypothesis": {{"entered": "2026-03-02"}}}},
                  "records": {{"spend/2026-03-02-x": {{"on": "2026-03-02", "what": "x", "amount": "{amount}", "currency": "EUR"}}}}}}"#
            ),
            &[],
        )
    }

    #[test]
    fn the_budget_is_said_where_it_is_passed_and_by_how_much() {
        assert!(spent("100", "").is_empty());
        assert_eq!(spent("101", ""), ["EUR 101.00 is spent, over the budget of EUR 100.00."]);
        let tolerance = r#", "tolerance": "10""#;
        let within = "EUR 110.00 is spent, over the budget of EUR 100.00, within the tolerance of 10 percent.";
        assert_eq!(spent("110", tolerance), [within]);
        let over = "EUR 111.00 is spent, over the budget of EUR 100.00 and its tolerance of 10 percent.";
        assert_eq!(spent("111", tolerance), [over]);
    }

    #[test]
    fn what_cannot_be_read_is_named_first_and_a_finding_is_worded_by_its_check() {
        let json = r#"{"entries": {"cycle-1/01-hypothesis": {"entered": "2026-03-02"}},
            "records": {"people/bo": {"name": "Bo", "side": "ours"},
              "actions/2026-03-03-a": {"what": "ship the disk", "owner": "bo", "raised": "2026-03-03", "due": "2026-03-18"}}}"#;
        assert_eq!(
            told(json, &["goals/x", "engagement"]),
            [
                "These files cannot be read: goals/x.yaml and engagement.yaml.",
                "\"ship the disk\" was due from Bo on 18 March 2026, 2 days ago."
            ]
        );
    }

    #[test]
    fn enthusiasm_that_falls_is_said_and_one_that_holds_is_not() {
        let fell = |last: &str| {
            told(
                &format!(
                    r#"{{"entries": {{"cycle-1/01-demo": {{"entered": "2026-03-02"}},
                        "cycle-1/02-demo": {{"entered": "2026-03-10"}}, "cycle-1/03-hypothesis": {{"entered": "2026-03-10"}}}},
                      "records": {{
                        "feedback/2026-03-02-a": {{"on": "2026-03-02", "from": "ana", "enthusiasm": "4"}},
                        "feedback/2026-03-10-a": {{"on": "2026-03-10", "from": "ana", "enthusiasm": "{last}"}}}}}}"#
                ),
                &[],
            )
        };
        let said = "The customer's enthusiasm fell from 4.0 to 3.0 of 5.";
        assert_eq!(fell("3").iter().filter(|words| words.contains("enthusiasm")).collect::<Vec<_>>(), [said]);
        assert!(fell("4").iter().all(|words| !words.contains("enthusiasm")));
    }

    #[test]
    fn a_fork_and_a_name_of_nothing_say_where_they_are() {
        let json = r#"{"entries": {"cycle-1/01-hypothesis": {"entered": "2026-03-18"},
              "cycle-1/02-validate": {"entered": "2026-03-19", "from": "cycle-1/01-hypothesis", "with": ["cy"]},
              "cycle-1/03-select": {"entered": "2026-03-19", "from": "cycle-1/01-hypothesis"}},
            "records": {"people/bo": {"name": "Bo", "side": "ours", "roles": ["ACR", "CSR", "CFR"]}}}"#;
        assert_eq!(
            told(json, &[]),
            [
                "In cycle-1/02-validate.yaml, \"with.1\" names \"people/cy\", which is not there.",
                "\"cycle-1/02-validate\" and \"cycle-1/03-select\" both came from \"cycle-1/01-hypothesis\"."
            ]
        );
    }
}
