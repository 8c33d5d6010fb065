//! Which memories match the search words, best first.
//!
//! BM25 (Robertson and Zaragoza, 2009) per word: a memory's score is the sum over the words that
//! it contains. A word matches every word that begins with it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use probly_search::Index;
use probly_search::score::bm25;

use super::fold::{search_words, stem, words};
use super::{Memory, Sort, is_warning};
use crate::model::words::nearest;

/// The subject counts twice as much as the details.
const WEIGHTS: [f64; 2] = [2.0, 1.0];

/// The memories with any of the words: those with all of them first, then by score; the latest first among equals.
pub fn ranked<'a>(memories: &[&'a Memory], text: &str) -> Vec<&'a Memory> {
    let search_words = search_words(text);
    let fits = fits_in(&index(memories), &search_words);
    let (all, some): (Vec<_>, Vec<_>) = fits.iter().partition(|(_, fit)| fit.has == search_words.len());
    let best_first =
        |fits: Vec<(&usize, &Relevance)>| in_order(memories, fits.into_iter().map(|(at, fit)| (*at, fit.score)));
    [best_first(all), best_first(some)].concat()
}

/// At most this many approaches and lessons that are close to a planned one.
///
/// A memory is close if it has at least three of the distinctive words, or two if there are four or fewer. A word in
/// more than a fifth of the memories is not distinctive. Failures weigh half as much again, and
/// approaches in the same words are listed once.
pub fn close<'a>(memories: &[&'a Memory], text: &str, most: usize) -> Vec<&'a Memory> {
    let tried = |memory: &&&Memory| matches!(memory.sort, Sort::Approach | Sort::Lesson);
    let memories: Vec<_> = memories.iter().filter(tried).copied().collect();
    let common = (memories.len() / 5).max(3);
    let words: Vec<_> = words(text).into_iter().map(Cow::into_owned).filter(|word| word.len() > 3).collect();
    let index = index(&memories);
    let distinctive: Vec<_> =
        words.into_iter().filter(|word| (1..=common).contains(&having(&index, word).len())).collect();
    let enough = if distinctive.len() > 4 { 3 } else { 2 };
    let fits = fits_in(&index, &distinctive);
    let close = fits.iter().filter(|(_, fit)| fit.has >= enough);
    let weight = |at: &usize| if is_warning(memories[*at]) { 1.5 } else { 1.0 };
    let mut seen = BTreeSet::new();
    let close = in_order(&memories, close.map(|(at, fit)| (*at, fit.score * weight(at))));
    close.into_iter().filter(|memory| seen.insert(memory.what.to_lowercase())).take(most).collect()
}

/// For each search word without a match, the most similar word that has one.
pub fn meant(memories: &[&Memory], text: &str) -> Vec<(String, String)> {
    let known: BTreeSet<String> = memories
        .iter()
        .flat_map(|memory| [vec![memory.what.as_str()], rest(memory)].concat())
        .flat_map(known)
        .collect();
    let near = |word: String| {
        let near = nearest(&word, known.iter().map(String::as_str))?.to_owned();
        Some((word, near))
    };
    search_words(text).into_iter().filter_map(near).collect()
}

/// Whether a text has any of the search words.
pub fn has_any(text: &str, words: &str) -> bool {
    let text = known(text);
    let begins = |word: &str| text.iter().any(|known| known.starts_with(word));
    search_words(words).iter().any(|word| begins(word) || stem(word).is_some_and(begins))
}

fn known(text: &str) -> Vec<String> {
    words(text).into_iter().map(Cow::into_owned).collect()
}

/// How well one memory matches.
#[derive(Debug, Default)]
struct Relevance {
    score: f64,
    /// How many of the words it has.
    has: usize,
}

fn fits_in(index: &Index<usize>, search_words: &[String]) -> BTreeMap<usize, Relevance> {
    let mut fits: BTreeMap<usize, Relevance> = BTreeMap::new();
    for word in search_words {
        for (at, score) in having(index, word) {
            let fit = fits.entry(at).or_default();
            fit.score += score;
            fit.has += 1;
        }
    }
    fits
}

fn index(memories: &[&Memory]) -> Index<usize> {
    let mut index = Index::new(WEIGHTS.len());
    for (at, memory) in memories.iter().enumerate() {
        index.add_document(&[what, |memory: &&Memory| rest(memory)], words, at, memory);
    }
    index
}

fn what<'m>(memory: &'m &Memory) -> Vec<&'m str> {
    vec![&memory.what]
}

fn rest(memory: &Memory) -> Vec<&str> {
    memory.details.iter().map(|(_, words)| words.as_str()).collect()
}

/// The memories with a word that begins with this one or with its stem, each with its score.
fn having(index: &Index<usize>, word: &str) -> BTreeMap<usize, f64> {
    let mut having = BTreeMap::new();
    for form in [Some(word), stem(word)].into_iter().flatten() {
        for found in index.query(form, &mut bm25::new(), |word| vec![Cow::Borrowed(word)], &WEIGHTS) {
            let best = having.entry(found.key).or_insert(found.score);
            *best = found.score.max(*best);
        }
    }
    having
}

fn in_order<'a>(memories: &[&'a Memory], scored: impl Iterator<Item = (usize, f64)>) -> Vec<&'a Memory> {
    let mut scored: Vec<_> = scored.map(|(at, score)| (score, memories[at])).collect();
    scored.sort_by(|(a, first), (b, second)| {
        let by_name = || (&first.engagement, &first.record).cmp(&(&second.engagement, &second.record));
        b.total_cmp(a).then_with(|| second.on.cmp(&first.on)).then_with(by_name)
    });
    scored.into_iter().map(|(_, memory)| memory).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reference::Reference;

    fn memory(sort: Sort, result: &'static str, on: &str, what: &str, why: &str) -> Memory {
        Memory {
            sort,
            engagement: "harbor-search".parse().unwrap(),
            record: Reference::Engagement,
            on: on.parse().unwrap(),
            what: what.to_owned(),
            result: Some(result),
            details: vec![("why", why.to_owned())],
        }
    }

    fn tried() -> Vec<Memory> {
        let approach = |result, on, what, why| memory(Sort::Approach, result, on, what, why);
        vec![
            approach("worked", "2026-03-10", "Reading of scanned pages on a tablet", "clean print"),
            approach("failed", "2026-03-30", "Clean up scans of carbon copies", "grey pages lost their marks"),
            approach("abandoned", "2026-04-01", "Béacon at each berth", "no power on the quay"),
            memory(Sort::Lesson, "mistake", "2026-04-14", "a tablet got wet", "no beacon told us of the rain"),
            memory(Sort::Requirement, "agreed", "2026-02-27", "search by mark", "they stand at the berth"),
        ]
    }

    fn found<'a>(memories: &'a [Memory], text: &str) -> Vec<&'a str> {
        ranked(&memories.iter().collect::<Vec<_>>(), text).into_iter().map(|memory| memory.what.as_str()).collect()
    }

    #[test]
    fn a_beginning_finds_the_word_whatever_its_case_and_accents() {
        let tried = tried();
        assert_eq!(found(&tried, "BEAC"), ["Béacon at each berth", "a tablet got wet"]);
        assert_eq!(found(&tried, "tablets")[0], "a tablet got wet");
        assert!(found(&tried, "zebra").is_empty() && found(&tried, "?!").is_empty());
        let endless = [memory(Sort::Approach, "failed", "2026-03-01", &"x".repeat(1_000_000), "why")];
        assert_eq!(found(&endless, "x").len(), 1);
    }

    #[test]
    fn what_has_all_the_words_comes_before_what_has_some_and_of_equals_the_latest() {
        assert_eq!(found(&tried(), "carbon pages")[0], "Clean up scans of carbon copies");
        assert_eq!(found(&tried(), "the tablet pages")[0], "Reading of scanned pages on a tablet");
        let why = "a plan, and far down in what is told of it a zebra that nobody had asked for";
        let memories = [("Zebra", "it helped"), ("Boats and piers and what they weigh", why), ("Plan", "plan")];
        let memories = memories.map(|(what, why)| memory(Sort::Approach, "worked", "2026-03-01", what, why));
        assert_eq!(found(&memories, "zebra")[0], "Zebra");
        assert_eq!(found(&memories, "zebra plan")[0], "Boats and piers and what they weigh");
        let of_day = |on| memory(Sort::Approach, "worked", on, &format!("map {on}"), "it helped");
        let days = ["2026-03-01", "2026-05-01", "2026-04-01"];
        assert_eq!(found(&days.map(of_day), "map"), ["map 2026-05-01", "map 2026-04-01", "map 2026-03-01"]);
    }

    #[test]
    fn close_is_only_what_has_several_telling_words_and_was_tried_or_learned() {
        let memories = tried();
        let memories: Vec<_> = memories.iter().collect();
        let what = |words| close(&memories, words, 3).iter().map(|memory| memory.what.as_str()).collect::<Vec<_>>();
        assert_eq!(
            what("read scanned pages of carbon copies at the berth"),
            ["Clean up scans of carbon copies", "Reading of scanned pages on a tablet"]
        );
        assert_eq!(what("a map of potholes from cameras on a tablet"), Vec::<&str>::new());
        assert_eq!(close(&[], "anything at all", 3), Vec::<&Memory>::new());
        let twice: Vec<_> = memories.iter().copied().chain([memories[1]]).collect();
        assert_eq!(close(&twice, "carbon copies", 3).len(), 1);
        assert_eq!(meant(&memories, "tablt"), [("tablt".to_owned(), "tablet".to_owned())]);
        assert_eq!(meant(&memories, "zzzz"), []);
    }
}
