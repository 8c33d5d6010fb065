//! Words prepared for comparison: without case, accents and stop words.

use crate::model::reading::fold::fold;

/// The most letters of a word that are compared.
const LONGEST: usize = 40;

/// English words too common to distinguish texts.
const SILENT: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before",
    "but", "by", "can", "could", "did", "do", "does", "each", "for", "from", "had", "has", "have", "he", "her", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "may", "more", "most", "must", "no", "not", "of", "off", "on",
    "one", "only", "or", "our", "out", "over", "she", "should", "so", "some", "than", "that", "the", "their", "them",
    "then", "there", "these", "they", "this", "those", "to", "too", "two", "up", "was", "we", "were", "what", "when",
    "where", "which", "while", "who", "will", "with", "would", "you", "your",
];

/// The words of a text in order, without duplicates; letters and digits only, as lower-case ASCII.
pub fn words(text: &str) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    every(text).into_iter().filter(|word| !is_silent(word) && seen.insert(word.clone())).collect()
}

/// Whether a word is too common to distinguish texts.
pub fn is_silent(word: &str) -> bool {
    SILENT.binary_search(&word).is_ok()
}

/// The search words; the common ones only if there are no others.
pub fn search_words(text: &str) -> Vec<String> {
    let distinctive = words(text);
    if distinctive.is_empty() { every(text) } else { distinctive }
}

/// The search words, if each of them is too common to distinguish texts.
pub fn too_common(text: &str) -> Vec<String> {
    let mut every = if words(text).is_empty() { every(text) } else { vec![] };
    let mut seen = std::collections::HashSet::new();
    every.retain(|word| seen.insert(word.clone()));
    every
}

fn every(text: &str) -> Vec<String> {
    fold(text).split_whitespace().map(|word| word[..word.len().min(LONGEST)].to_owned()).collect()
}

/// A word without its English ending, if enough of it remains: `tablets` gives `tablet`, `scanned` gives `scan`.
///
/// Since a word matches every word that begins with it, the stem only needs to be a prefix.
pub fn stem(word: &str) -> Option<&str> {
    let ending = ["ies", "ing", "ed", "es", "s"].into_iter().find_map(|end| Some((end, word.strip_suffix(end)?)));
    let (end, rest) = ending.filter(|(_, rest)| rest.len() >= 4)?;
    let last = rest.as_bytes()[rest.len() - 1];
    if end == "s" && matches!(last, b's' | b'u' | b'i') {
        return None;
    }
    let doubled = !matches!(last, b's' | b'l') && rest.as_bytes()[rest.len() - 2] == last;
    let doubled = doubled && matches!(end, "ing" | "ed");
    Some(if doubled { &rest[..rest.len() - 1] } else { rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_common_words_do_not_count() {
        assert_eq!(words("The Søren’s Índex, and the INDEX of 1962–1974"), ["sorens", "index", "1962", "1974"]);
        assert_eq!(search_words("to be or not"), ["to", "be", "or", "not"]);
        assert_eq!(too_common("To be, or not to be"), ["to", "be", "or", "not"]);
        assert_eq!(too_common("the index"), Vec::<String>::new());
        assert_eq!(words(&"x".repeat(200_000))[0].len(), LONGEST);
        assert!(SILENT.is_sorted());
    }

    #[test]
    fn an_ending_is_taken_off_where_enough_stays() {
        let stems =
            ["tablets", "scanned", "searching", "batteries", "pages", "access", "status", "is", "boxes"].map(stem);
        let expected = ["tablet", "scan", "search", "batter", "page"].map(Some);
        assert_eq!(stems[..4], expected[..4]);
        assert_eq!(stems[4..], [None, None, None, None, None]);
    }
}
