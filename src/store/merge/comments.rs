//! The comments that the other side added, put into the text that was merged.
//!
//! All of them are put in at once and what comes of it is looked at once, so that a file of many comments costs no
//! more than its length. Where that is not the same text with more comments, they are halved until those are known that
//! have no place.

use super::super::edit::comments;
use super::super::locate::{quietly, tree};
use super::super::yaml::Node;
use super::super::yaml::lines::Lines;
use super::rewrite::{Rewritten, body, read};
use crate::model::field::Field;
use std::collections::{HashMap, HashSet};

/// How often a text is looked at before the comments that are left are named and not placed.
const LOOKS: usize = 64;

/// The text with the comments that the other side added, where each finds its place.
pub fn with_comments(fields: &[Field], text: &str, other: &str, base: &str) -> Rewritten {
    let lines = Known::of(text);
    let mut taken = HashSet::new();
    let added = added(text, body(other), base).into_iter().map(|comment| {
        let place = lines.place(&comment).filter(|place| place.is_above || taken.insert(place.at));
        (comment.words.to_owned(), place)
    });
    let added: Vec<_> = added.collect();
    let mut placing = Placing::of(fields, text, &added);
    placing.put(&(0..added.len()).filter(|at| added[*at].1.is_some()).collect::<Vec<_>>());
    let kept: HashSet<_> = placing.kept.iter().copied().collect();
    let left = (0..added.len()).filter(|at| !kept.contains(at)).map(|at| added[at].0.clone()).collect();
    Rewritten { text: placing.with(&placing.kept), left }
}

/// A comment of the other side.
struct Added<'t> {
    words: &'t str,
    /// Its line, to where the comment ends.
    line: &'t str,
    /// The line that it stands above, where it has its own; none where nothing follows.
    below: Option<&'t str>,
}

impl Added<'_> {
    fn has_its_own_line(&self) -> bool {
        self.line.trim_start() == self.words
    }
}

/// The comments of the other side that are neither in the text nor in what both began from.
fn added<'t>(text: &'t str, other: &'t str, base: &'t str) -> Vec<Added<'t>> {
    let mut known = counted(text);
    for (comment, number) in counted(base) {
        let known = known.entry(comment).or_default();
        *known = number.max(*known);
    }
    let mut added: Vec<_> = all(other);
    added.retain(|comment| match known.get_mut(comment.words) {
        Some(number) if *number > 0 => {
            *number -= 1;
            false
        }
        _ => true,
    });
    added
}

fn counted(text: &str) -> HashMap<&str, usize> {
    let mut counted = HashMap::new();
    for comment in all(body(text)) {
        *counted.entry(comment.words).or_default() += 1;
    }
    counted
}

/// Every comment of a text in its order; of one that has no tree those that have their own line.
fn all(text: &str) -> Vec<Added<'_>> {
    let starts = quietly(|| {
        let document = tree(text)?;
        Some(document.comments().map(|comment| comment.byte_range().start as usize).collect::<HashSet<_>>())
    });
    let mut all: Vec<Added> = Vec::new();
    let mut below = None;
    let mut end = text.len();
    for line in text.split_inclusive('\n').rev() {
        let at = end - line.len();
        end = at;
        let line = line.trim_end();
        let hash = line.match_indices('#').map(|(hash, _)| hash);
        let begins = |hash: &usize| match &starts {
            Some(starts) => starts.contains(&(at + hash)),
            None => line[..*hash].trim().is_empty(),
        };
        if let Some(hash) = hash.into_iter().find(begins) {
            all.push(Added { words: &line[hash..], line, below });
        }
        if !line.is_empty() && !line.trim_start().starts_with('#') {
            below = Some(line);
        }
    }
    all.reverse();
    all
}

/// Where the lines of a text begin, by what they say; none where several say it.
struct Known<'t> {
    text: &'t str,
    ends: &'static str,
    whole: HashMap<&'t str, Option<usize>>,
    keys: HashMap<&'t str, Option<usize>>,
}

/// Where a comment goes.
#[derive(Debug, Clone)]
struct Place {
    at: usize,
    is_above: bool,
    with: String,
}

impl<'t> Known<'t> {
    fn of(text: &'t str) -> Self {
        let mut lines = Self { text, ends: Lines::of(text).ends, whole: HashMap::new(), keys: HashMap::new() };
        let mut at = text.len() - body(text).len();
        for line in body(text).split_inclusive('\n') {
            let words = line.trim_end();
            lines.whole.entry(words).and_modify(|one| *one = None).or_insert(Some(at));
            if let Some((key, _)) = words.split_once(':') {
                lines.keys.entry(key).and_modify(|one| *one = None).or_insert(Some(at));
            }
            at += line.len();
        }
        lines
    }

    fn place(&self, comment: &Added) -> Option<Place> {
        if !comment.has_its_own_line() {
            let bare = comment.line.strip_suffix(comment.words)?.trim_end();
            let at = (*self.whole.get(bare)?)? + bare.len();
            return Some(Place { at, is_above: false, with: comment.line[bare.len()..].to_owned() });
        }
        let at = match comment.below {
            Some(below) => self.line(below)?,
            None => self.text.len(),
        };
        Some(Place { at, is_above: true, with: format!("{}{}", comment.line, self.ends) })
    }

    /// The only line that says this, or else the only one with its key at the top of the file.
    fn line(&self, words: &str) -> Option<usize> {
        let by_key = || {
            let (key, _) = words.split_once(':').filter(|(key, _)| !key.starts_with([' ', '-', '"', '\'']))?;
            *self.keys.get(key)?
        };
        self.whole.get(words).copied().flatten().or_else(by_key)
    }
}

/// Comments on their way into a text.
struct Placing<'a> {
    fields: &'a [Field],
    text: &'a str,
    added: &'a [(String, Option<Place>)],
    node: Option<Node>,
    number: Option<usize>,
    kept: Vec<usize>,
    looks: usize,
}

impl<'a> Placing<'a> {
    fn of(fields: &'a [Field], text: &'a str, added: &'a [(String, Option<Place>)]) -> Self {
        let number = comments(body(text)).map(|comments| comments.len());
        Self { fields, text, added, node: read(fields, text), number, kept: vec![], looks: 0 }
    }

    /// Keeps those of some comments that leave the text as it is.
    fn put(&mut self, some: &[usize]) {
        if some.is_empty() || self.looks == LOOKS {
            return;
        }
        self.looks += 1;
        let with: Vec<_> = self.kept.iter().chain(some).copied().collect();
        if self.is_the_same_with(&with) {
            self.kept = with;
        } else if some.len() > 1 {
            let (first, second) = some.split_at(some.len() / 2);
            self.put(first);
            self.put(second);
        }
    }

    /// Whether the text says the same with some comments, and has just those more.
    fn is_the_same_with(&self, some: &[usize]) -> bool {
        let text = self.with(some);
        let number = comments(body(&text)).map(|comments| comments.len());
        let same = matches!((&self.node, read(self.fields, &text)), (Some(was), Some(is)) if is.says(was));
        same && number == self.number.map(|number| number + some.len())
    }

    /// The text with some comments.
    fn with(&self, some: &[usize]) -> String {
        let mut places: Vec<_> = some.iter().filter_map(|at| self.added[*at].1.as_ref()).collect();
        places.sort_by_key(|place| (place.at, place.is_above));
        let (mut text, mut from) = (String::with_capacity(self.text.len()), 0);
        for place in places {
            text.push_str(&self.text[from..place.at]);
            if place.is_above && !text.is_empty() && !text.ends_with('\n') {
                text.push_str(if place.with.ends_with("\r\n") { "\r\n" } else { "\n" });
            }
            text.push_str(&place.with);
            from = place.at;
        }
        text.push_str(&self.text[from..]);
        text
    }
}
