//! What is searched for: words, and whether and how strongly a text has them.

use super::fold::{is_silent, search_words, stem, words};
use super::record_texts::RecordTexts;
use crate::model::reading::fold::fold;

/// The subject counts twice as much as the other texts; the usual number of words of both.
const FIELDS: [(f64, f64); 2] = [(2.0, 8.0), (1.0, 30.0)];

/// The constants of BM25: how soon more of the same adds little, and how much the length counts.
const SATURATION: f64 = 1.2;
const BY_LENGTH: f64 = 0.75;

/// The words of a search. A word matches every word that begins with it or with its stem.
#[derive(Debug, Clone)]
pub struct Query(Vec<Word>);

#[derive(Debug, Clone)]
struct Word {
    letters: String,
    /// How many of its letters its stem has; all if it has no ending.
    stem: usize,
}

impl Query {
    /// The words of a text to search for; the common ones only if there are no others.
    pub fn of(text: &str) -> Self {
        Self::folded(search_words(text))
    }

    /// The words of a text that may tell it from others: those of more than three letters.
    pub fn telling(text: &str) -> Self {
        Self::folded(words(text).into_iter().filter(|word| word.len() > 3).collect())
    }

    /// The words of both.
    pub fn and(mut self, other: Self) -> Self {
        let more = other.0.into_iter().filter(|word| !self.0.iter().any(|known| known.letters == word.letters));
        self.0.extend(more.collect::<Vec<_>>());
        self
    }

    fn folded(words: Vec<String>) -> Self {
        let word = |letters: String| Word { stem: stem(&letters).map_or(letters.len(), str::len), letters };
        Self(words.into_iter().map(word).collect())
    }

    /// The words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| word.letters.as_str())
    }

    /// Whether a text has any of the words.
    pub fn is_in(&self, text: &str) -> bool {
        fold(text).split(' ').any(|known| self.0.iter().any(|word| word.likeness(known) > 0.0))
    }

    /// Whether a file, by its letters, may have any of the words in a text.
    pub fn may_be_in(&self, letters: &str) -> bool {
        self.0.iter().any(|word| letters.contains(word.stem()))
    }

    /// How strongly a document has each of the words, before their rarity is known; `None` if it has none.
    ///
    /// The length of a text is compared with a usual one: the average is known only after all are read.
    pub fn strengths(&self, document: &RecordTexts) -> Option<Vec<f64>> {
        let mut strengths = vec![0.0; self.0.len()];
        let rest = document.rest.iter().map(|text| text.text.as_str());
        self.add(std::iter::once(document.what.as_str()), FIELDS[0], &mut strengths);
        self.add(rest, FIELDS[1], &mut strengths);
        strengths.iter().any(|strength| *strength > 0.0).then_some(strengths)
    }

    fn add<'t>(&self, texts: impl Iterator<Item = &'t str>, (weight, usual): (f64, f64), strengths: &mut [f64]) {
        let (mut length, mut best) = (0.0, vec![0.0_f64; self.0.len()]);
        for text in texts {
            for known in fold(text).split(' ') {
                length += 1.0;
                best.iter_mut().zip(&self.0).for_each(|(best, word)| *best = best.max(word.likeness(known)));
            }
        }
        let saturation = (SATURATION + 1.0) / (SATURATION * (1.0 - BY_LENGTH + BY_LENGTH * length / usual) + 1.0);
        strengths.iter_mut().zip(best).for_each(|(strength, best)| *strength += weight * best * saturation);
    }
}

impl Word {
    fn stem(&self) -> &str {
        &self.letters[..self.stem]
    }

    /// 1 if a known word is this one or has its stem, less the longer it is, 0 if it begins otherwise.
    fn likeness(&self, known: &str) -> f64 {
        if !known.starts_with(self.stem()) || is_silent(known) {
            return 0.0;
        }
        if known == self.letters || stem(known).unwrap_or(known) == self.stem() {
            return 1.0;
        }
        let form = if known.starts_with(&self.letters) { self.letters.len() } else { self.stem };
        (1.0 + 1.0 / (1.0 + number(known.len() - form))).ln()
    }
}

/// A count, to calculate with.
pub(super) fn number(count: usize) -> f64 {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}

/// The letters of a file, folded: those of its texts are among them in the same order. `None` if it must be parsed to
/// know them: it is not UTF-8, or a backslash may stand for a letter.
pub fn letters(file: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(file).ok().filter(|text| !text.contains('\\'))?;
    Some(fold(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_parsed_if_any_way_of_writing_a_word_may_be_in_it() {
        for (file, words, may_be) in [
            ("what: a Tablet", "scans tablets", true),
            ("what: 'o''hara'", "OHara", true),
            ("what: Be\u{301}acon", "béac", true),
            ("what: \"be\\x61con\"", "beacon", true),
            ("what: a tablet", "scan", false),
            ("what: a scan", "scanner", false),
        ] {
            let query = Query::of(words);
            assert_eq!(letters(file.as_bytes()).is_none_or(|letters| query.may_be_in(&letters)), may_be, "{file}");
        }
        assert_eq!(letters(b"what: \xff"), None);
    }
}
