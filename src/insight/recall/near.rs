//! Which known words are near the words of a search that found nothing.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::fold::words;
use super::query::Query;
use super::record_texts::RecordTexts;
use crate::model::words::nearest;

/// The words near those of a search.
#[derive(Debug)]
pub struct Near<'q> {
    query: &'q Query,
    /// Whether each word that was compared is near.
    compared: RefCell<HashMap<String, bool>>,
}

impl<'q> Near<'q> {
    /// The words near those of a query; none is compared yet.
    pub fn of(query: &'q Query) -> Self {
        Self { query, compared: RefCell::default() }
    }

    /// Whether a file, by its letters, may have near words in a text.
    pub fn may_be_in(&self, letters: &str) -> bool {
        letters.split(' ').any(|known| self.is_near(known))
    }

    /// The near words of documents.
    pub fn words_of(&self, documents: &[RecordTexts]) -> BTreeSet<String> {
        let known = |document: &RecordTexts| document.texts().flat_map(words).collect::<Vec<_>>();
        documents.iter().flat_map(known).filter(|known| self.is_near(known)).collect()
    }

    fn is_near(&self, known: &str) -> bool {
        if let Some(is_near) = self.compared.borrow().get(known) {
            return *is_near;
        }
        let is_near = self.query.words().any(|word| nearest(word, [known]).is_some());
        self.compared.borrow_mut().insert(known.to_owned(), is_near);
        is_near
    }
}

/// For each word of a query that has a near word among these, the nearest.
pub fn meant(query: &Query, near: &BTreeSet<String>) -> Vec<(String, String)> {
    let nearest = |word: &str| Some((word.to_owned(), nearest(word, near.iter().map(String::as_str))?.to_owned()));
    query.words().filter_map(nearest).collect()
}
