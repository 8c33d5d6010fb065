//! Which memories fit the words asked for, best first.
//!
//! BM25 (Robertson and Zaragoza, 2009), each word apart: a memory's score is the sum over the words it
//! has, times the share of the words asked for that it has. A word finds all that begin with it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use probly_search::Index;
use probly_search::score::bm25;

use super::fold::{asked, stem, words};
use super::{Memory, Sort, is_warning};
use crate::model::words::nearest;

/// What it is about weighs twice what else is told of it.
const WEIGHTS: [f64; 2] = [2.0, 1.0];

/// The memories that have any of the words, best match first; of equals the latest first.
pub fn ranked<'a>(memories: &[&'a Memory], text: &str) -> Vec<&'a Memory> {
    let asked = asked(text);
    let fits = fits(memories, &asked);
    let share = |fit: &Fit| fit.has as f64 / asked.len() as f64;
    in_order(memories, fits.iter().map(|(at, fit)| (*at, fit.score * share(fit))))
}

/// At most so many approaches and lessons that are close to what somebody means to do.
///
/// Close is what has at least three of its telling words, or half of them where it has few. A word that
/// more than a fifth of the memories have tells nothing. What failed weighs half as much again.
pub fn close<'a>(memories: &[&'a Memory], text: &str, most: usize) -> Vec<&'a Memory> {
    let tried = |memory: &&&Memory| matches!(memory.sort, Sort::Approach | Sort::Lesson);
    let memories: Vec<_> = memories.iter().filter(tried).copied().collect();
    let common = (memories.len() / 5).max(3);
    let words: Vec<_> = words(text).into_iter().map(Cow::into_owned).filter(|word| word.len() > 3).collect();
    let index = index(&memories);
    let telling: Vec<_> =
        words.into_iter().filter(|word| (1..=common).contains(&having(&index, word).len())).collect();
    let enough = telling.len().div_ceil(2).clamp(2, 3);
    let fits = fits_in(&index, &telling);
    let close = fits.iter().filter(|(_, fit)| fit.has >= enough);
    let weight = |at: &usize| if is_warning(memories[*at]) { 1.5 } else { 1.0 };
    let mut close = in_order(&memories, close.map(|(at, fit)| (*at, fit.score * weight(at))));
    close.truncate(most);
    close
}

/// For each word asked for that nothing has, the nearest one that something has.
pub fn meant(memories: &[&Memory], text: &str) -> Vec<(String, String)> {
    let known: BTreeSet<String> =
        memories.iter().flat_map(|memory| [vec![memory.what.as_str()], rest(memory)].concat()).flat_map(known).collect();
    let near = |word: String| {
        let near = nearest(&word, known.iter().map(String::as_str))?.to_owned();
        Some((word, near))
    };
    asked(text).into_iter().filter_map(near).collect()
}

fn known(text: &str) -> Vec<String> {
    words(text).into_iter().map(Cow::into_owned).collect()
}

/// How well one memory fits.
#[derive(Debug, Default)]
struct Fit {
    score: f64,
    /// How many of the words it has.
    has: usize,
}

fn fits(memories: &[&Memory], asked: &[String]) -> BTreeMap<usize, Fit> {
    fits_in(&index(memories), asked)
}

fn fits_in(index: &Index<usize>, asked: &[String]) -> BTreeMap<usize, Fit> {
    let mut fits: BTreeMap<usize, Fit> = BTreeMap::new();
    for word in asked {
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
    memory.told.iter().map(|(_, words)| words.as_str()).collect()
}

/// The memories that have a word, or one that begins with it or its stem, each with its score.
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
