//! The best matches first.
//!
//! BM25 (Robertson and Zaragoza, 2009) per word: the score of a match is the sum over the words that it has, each
//! weighted by its rarity.

use std::cmp::Ordering;

use super::query::number;
use super::{Memory, Query, day, is_warning, memory, record_texts};
use crate::insight::prelude::*;

/// A record that has some of the words.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Its engagement.
    pub engagement: Slug,
    /// The record.
    pub record: Reference,
    /// Its day.
    pub on: Option<Date>,
    /// How strongly it has each of the words.
    pub strengths: Vec<f64>,
}

/// The records of an engagement with any of the words.
pub fn matches(engagement: &Engagement, query: &Query) -> Vec<Match> {
    let found = record_texts(engagement).into_iter().filter_map(|document| {
        let strengths = query.strengths(&document)?;
        let on = day(engagement, &document.record);
        Some(Match { engagement: engagement.id.clone(), record: document.record, on, strengths })
    });
    found.collect()
}

/// The matches with all of the words first, then by score; the latest first among equals. `files` is how many were
/// searched.
pub fn ranked(matches: Vec<Match>, files: usize) -> Vec<Match> {
    let rarities = rarities(matches.iter().map(|found| &found.strengths), files);
    let scored = matches.into_iter().map(|found| {
        let has_all = found.strengths.iter().all(|strength| *strength > 0.0);
        let score = weight(&found.record) * score(&found.strengths, &rarities);
        (has_all, score, found)
    });
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by(|(one_has_all, one_score, one), (other_has_all, other_score, other)| {
        let best = other_has_all.cmp(one_has_all).then(order((*one_score, one.on), (*other_score, other.on)));
        best.then_with(|| (&one.engagement, &one.record).cmp(&(&other.engagement, &other.record)))
    });
    scored.into_iter().map(|(.., found)| found).collect()
}

/// What was tried, learned, needed, decided and believed comes a little before other records.
fn weight(record: &Reference) -> f64 {
    match record {
        Reference::Record(Kind::Approach | Kind::Lesson | Kind::Requirement | Kind::Decision, _)
        | Reference::Entry(EntryId { step: Step::Hypothesis, .. }) => 1.25,
        _ => 1.0,
    }
}

/// The approaches and lessons of an engagement with any of the words, and how strongly they have each.
pub fn tried(engagement: &Engagement, query: &Query) -> Vec<(Memory, Vec<f64>)> {
    let is_tried = |record: &Reference| matches!(record, Reference::Record(Kind::Approach | Kind::Lesson, _));
    let documents = record_texts(engagement).into_iter().filter(|document| is_tried(&document.record));
    let found = documents.filter_map(|document| {
        let strengths = query.strengths(&document)?;
        Some((memory(engagement, &document, query), strengths))
    });
    found.collect()
}

/// At most this many approaches and lessons that are close to a planned one; `files` is how many were searched.
///
/// A memory is close if it has at least three of the distinctive words, or two if there are four or fewer. A word in
/// more than a fifth of the memories is not distinctive. Failures weigh half as much again, and
/// approaches in the same words are listed once.
pub fn close(memories: Vec<(Memory, Vec<f64>)>, files: usize, most: usize) -> Vec<Memory> {
    let rarities = rarities(memories.iter().map(|(_, strengths)| strengths), files);
    let common = (files / 5).max(3);
    let having = |at: usize| memories.iter().filter(|(_, strengths)| strengths[at] > 0.0).count();
    let distinctive: Vec<_> = (0..rarities.len()).filter(|at| (1..=common).contains(&having(*at))).collect();
    let enough = if distinctive.len() > 4 { 3 } else { 2 };
    let scored = memories.into_iter().filter_map(|(memory, strengths)| {
        let has: Vec<_> = distinctive.iter().copied().filter(|at| strengths[*at] > 0.0).collect();
        let weight = if is_warning(&memory) { 1.5 } else { 1.0 };
        let score = has.iter().map(|at| strengths[*at] * rarities[*at]).sum::<f64>() * weight;
        (has.len() >= enough).then_some((score, memory))
    });
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by(|(one_score, one), (other_score, other)| {
        let best = order((*one_score, one.on), (*other_score, other.on));
        best.then_with(|| (&one.engagement, &one.record).cmp(&(&other.engagement, &other.record)))
    });
    let mut seen = BTreeSet::new();
    let close = scored.into_iter().map(|(_, memory)| memory);
    close.filter(|memory| seen.insert(memory.what.to_lowercase())).take(most).collect()
}

/// By score; the latest first among equals.
fn order((one_score, one): (f64, Option<Date>), (other_score, other): (f64, Option<Date>)) -> Ordering {
    other_score.total_cmp(&one_score).then(other.cmp(&one))
}

/// How rare each of the words is.
fn rarities<'s>(all: impl Iterator<Item = &'s Vec<f64>>, files: usize) -> Vec<f64> {
    let mut having: Vec<f64> = vec![];
    for strengths in all {
        having.resize(strengths.len(), 0.0);
        having
            .iter_mut()
            .zip(strengths)
            .filter(|(_, strength)| **strength > 0.0)
            .for_each(|(having, _)| *having += 1.0);
    }
    let rarity = |having: f64| (1.0 + ((number(files) - having).max(0.0) + 0.5) / (having + 0.5)).ln();
    having.into_iter().map(rarity).collect()
}

fn score(strengths: &[f64], rarities: &[f64]) -> f64 {
    strengths.iter().zip(rarities).map(|(strength, rarity)| strength * rarity).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;
    use crate::insight::recall::{Near, meant};

    fn harbor() -> Engagement {
        fixture::engagement(
            r#"{"charter": {"title": "Harbor search"}, "records": {
                "approaches/2026-03-10-a": {"what": "Reading of scanned pages on a tablet", "result": "worked", "why": "clean print"},
                "approaches/2026-03-30-a": {"what": "Clean up scans of carbon copies", "result": "failed", "why": "grey pages lost their marks"},
                "approaches/2026-04-01-a": {"what": "Béacon at each berth", "result": "abandoned", "why": "no power on the quay"},
                "lessons/2026-04-14-a": {"issue": "a tablet got wet", "kind": "mistake", "why": "no beacon told us of the rain"},
                "notes/2026-05-01-a": {"text": "a wet quay"},
                "requirements/a": {"statement": "search by mark", "delta": "they stand at the berth"}}}"#,
        )
    }

    fn approaches(approaches: &[(&str, &str)]) -> Engagement {
        let records = approaches.iter().zip(1..).map(|((day, what), at)| {
            let fields = serde_json::json!({ "tried": day, "what": what, "result": "worked" });
            (format!("approaches/a-{at}"), fields)
        });
        fixture::from(&serde_json::json!({ "records": records.collect::<serde_json::Map<_, _>>() }))
    }

    fn found(engagement: &Engagement, text: &str) -> Vec<String> {
        let what =
            |found: Match| record_texts(engagement).into_iter().find(|one| one.record == found.record).unwrap().what;
        let matches = matches(engagement, &Query::of(text));
        ranked(matches, engagement.records.len()).into_iter().map(what).collect()
    }

    #[test]
    fn a_beginning_finds_the_word_whatever_its_case_and_accents() {
        let harbor = harbor();
        assert_eq!(found(&harbor, "BEAC"), ["Béacon at each berth", "a tablet got wet"]);
        assert_eq!(found(&harbor, "tablets")[0], "a tablet got wet");
        assert!(found(&harbor, "zebra").is_empty() && found(&harbor, "?!").is_empty());
        assert_eq!(found(&approaches(&[("2026-03-01", &"x".repeat(1_000_000))]), "x").len(), 1);
    }

    #[test]
    fn what_has_all_the_words_comes_before_what_has_some_and_of_equals_the_latest() {
        assert_eq!(found(&harbor(), "carbon pages")[0], "Clean up scans of carbon copies");
        assert_eq!(found(&harbor(), "the tablet pages")[0], "Reading of scanned pages on a tablet");
        let long = "Boats and piers, and what they weigh: a plan, and far down in what is said of it a zebra";
        let zebras = approaches(&[("2026-03-01", "Zebra"), ("2026-03-01", long), ("2026-03-01", "Plan")]);
        assert_eq!(found(&zebras, "zebra"), ["Zebra", long]);
        assert_eq!(found(&zebras, "zebra plan")[0], long);
        let days = approaches(&[("2026-03-01", "map 1"), ("2026-05-01", "map 2"), ("2026-04-01", "map 3")]);
        assert_eq!(found(&days, "map"), ["map 2", "map 3", "map 1"]);
    }

    #[test]
    fn what_was_tried_and_learned_comes_before_other_records_that_match_as_well() {
        assert_eq!(found(&harbor(), "wet"), ["a tablet got wet", "a wet quay"]);
    }

    #[test]
    fn close_is_only_what_has_several_telling_words_and_was_tried_or_learned() {
        let harbor = harbor();
        let what = |words: &str, times: usize| {
            let memories = std::iter::repeat_n(tried(&harbor, &Query::telling(words)), times).flatten();
            close(memories.collect(), 4 * times, 3).into_iter().map(|memory| memory.what).collect::<Vec<_>>()
        };
        assert_eq!(
            what("read scanned pages of carbon copies at the berth", 1),
            ["Clean up scans of carbon copies", "Reading of scanned pages on a tablet"]
        );
        assert_eq!(what("a map of potholes from cameras on a tablet", 1), Vec::<String>::new());
        assert_eq!(what("anything at all", 0), Vec::<String>::new());
        assert_eq!(what("carbon copies", 2).len(), 1);
    }

    #[test]
    fn a_word_that_finds_nothing_is_near_one_that_does() {
        let harbor = harbor();
        let meant = |words: &str| {
            let query = Query::of(words);
            meant(&query, &Near::of(&query).words_of(&record_texts(&harbor)))
        };
        assert_eq!(meant("tablt"), [("tablt".to_owned(), "tablet".to_owned())]);
        assert_eq!(meant("zzzz"), []);
    }
}
