//! Which known words are near the words of a search, in case it finds nothing.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::fold::words;
use super::query::Query;
use super::record_texts::RecordTexts;
use crate::model::words::nearest;

/// The words that were compared with those of a search.
#[derive(Debug)]
pub struct Near<'q> {
    query: &'q Query,
    compared: RefCell<HashMap<String, Nearness>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Nearness {
    Far,
    /// Near, and so far not in a text: it may be in a comment, or be a key.
    InFile,
    /// Near, and in a text.
    InText,
}

impl<'q> Near<'q> {
    /// The words near those of a query; none is known yet.
    pub fn of(query: &'q Query) -> Self {
        Self { query, compared: RefCell::default() }
    }

    /// Whether a file, by its letters, may have near words in a text that are not known to be in one yet.
    pub fn may_be_in(&self, letters: &str) -> bool {
        letters.split(' ').any(|known| self.nearness(known) == Nearness::InFile)
    }

    /// Adds the near words of documents.
    pub fn add(&self, documents: &[RecordTexts]) {
        let known = |document: &RecordTexts| document.texts().flat_map(words).collect::<Vec<_>>();
        for known in documents.iter().flat_map(known) {
            if self.nearness(&known) == Nearness::InFile {
                self.compared.borrow_mut().insert(known, Nearness::InText);
            }
        }
    }

    /// The near words that are in a text.
    pub fn into_words(self) -> impl Iterator<Item = String> {
        let compared = self.compared.into_inner().into_iter();
        compared.filter(|(_, nearness)| *nearness == Nearness::InText).map(|(word, _)| word)
    }

    fn nearness(&self, known: &str) -> Nearness {
        if let Some(nearness) = self.compared.borrow().get(known) {
            return *nearness;
        }
        let is_near = self.query.words().any(|word| nearest(word, [known]).is_some());
        let nearness = if is_near { Nearness::InFile } else { Nearness::Far };
        self.compared.borrow_mut().insert(known.to_owned(), nearness);
        nearness
    }
}

/// For each word of a query that has a near word among these, the nearest.
pub fn meant(query: &Query, near: &BTreeSet<String>) -> Vec<(String, String)> {
    let nearest = |word: &str| Some((word.to_owned(), nearest(word, near.iter().map(String::as_str))?.to_owned()));
    query.words().filter_map(nearest).collect()
}
