//! Whether two short texts mean the same: by their words, ignoring order, case and endings.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// The meaningful words of a text, as sorted digests without duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(Vec<u64>);

/// Words that carry little meaning.
const LITTLE: [&str; 22] = [
    "a", "an", "and", "as", "at", "be", "by", "for", "from", "in", "into", "is", "it", "its", "of", "on", "our", "the",
    "to", "was", "were", "with",
];

impl Words {
    /// The words of a text; a plural counts as its singular.
    pub fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        // `Priya's` counts as Priya, `don't` is a word.
        let words = lower.split(|character: char| !character.is_alphanumeric() && character != '\'');
        let words = words.map(|word| singular(word.trim_end_matches("'s").trim_matches('\'')));
        let mut digests: Vec<_> = words.filter(|word| !word.is_empty() && !LITTLE.contains(word)).map(digest).collect();
        digests.sort_unstable();
        digests.dedup();
        Self(digests)
    }

    /// The words, by digest.
    pub fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }

    /// Whether both have the same words, and at least one.
    pub fn same(&self, other: &Self) -> bool {
        !self.0.is_empty() && self == other
    }

    /// Whether at least three in five of all their words are in both.
    pub fn close(&self, other: &Self) -> bool {
        // If one text is much longer, even all words of the other are not enough.
        if 5 * self.0.len().min(other.0.len()) < 3 * self.0.len().max(other.0.len()) {
            return false;
        }
        let shared = self.shared(other);
        shared > 0 && 5 * shared >= 3 * (self.0.len() + other.0.len() - shared)
    }

    fn shared(&self, other: &Self) -> usize {
        let mut theirs = other.0.iter().peekable();
        let is_shared = |word: &&u64| {
            while theirs.next_if(|their| their < word).is_some() {}
            theirs.peek() == Some(word)
        };
        self.0.iter().filter(is_shared).count()
    }
}

fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.chars().count() >= 3 && !one.ends_with('s') => one,
        _ => word,
    }
}

fn digest(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn little_words_and_plurals_make_no_difference_and_three_words_in_five_are_close() {
        for (one, other, is_same, is_close) in [
            ("The port's network", "networks of a port", true, true),
            ("the port's network", "the port's tablets", false, false),
            ("glass", "glas", false, false),
            ("of the", "a", false, false),
            ("Tesseract on the 200 dpi scans", "tesseract on 200 dpi scans as they are", false, true),
            ("one two three", "one two three four five", false, true),
            ("one two three", "one two three four five six", false, false),
            ("a handwriting model", "a vector index", false, false),
            ("", "", false, false),
        ] {
            let (one, other) = (Words::of(one), Words::of(other));
            assert_eq!((one.same(&other), one.close(&other), other.close(&one)), (is_same, is_close, is_close));
        }
    }
}
