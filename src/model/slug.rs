//! Slugs: kebab-case names that are safe on every file system.

use super::field::{Shape, scalar};
use super::portable::is_device;
use super::reading::fold::fold;

/// A kebab-case name of 1 to 100 ASCII characters: `ana-ortiz`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

scalar!(Slug, Shape::Text, plain, shown, read);

/// The length to which a name made from words is cut, at the end of a word, in bytes.
const FROM_WORDS: usize = 48;

/// The same for a name with a day before it and a digest after it.
const BRIEF: usize = 40;

/// Words that a shortened name must not end with.
const LEADING: [&str; 16] =
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"];

impl Slug {
    /// The name made from words: `Ana Ortiz` gives `ana-ortiz`; none if no letter or digit is left.
    pub fn from_words(words: &str) -> Option<Self> {
        Self::cut_at(FROM_WORDS, words)
    }

    /// The shorter name made from words for a dated one: `2026-03-20-rescan-the-masters-7k2m`.
    pub fn brief(words: &str) -> Option<Self> {
        Self::cut_at(BRIEF, words)
    }

    fn cut_at(length: usize, words: &str) -> Option<Self> {
        let kebab = fold(words).replace(' ', "-");
        let kebab = shortened(&kebab, length);
        kebab.parse().or_else(|_| format!("{kebab}-1").parse()).ok()
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        let kebab = text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        if !kebab {
            return Err(format!(
                "`{text}` is not a valid name; use lower-case letters, digits and single dashes, such as ana-ortiz"
            ));
        }
        if text.len() > 100 {
            return Err(format!("`{text}` is too long; a name has at most 100 characters"));
        }
        if is_device(text) {
            return Err(format!("`{text}` is a reserved name on some file systems; use another name"));
        }
        Ok(Self(text.to_owned()))
    }
}

fn shortened(kebab: &str, length: usize) -> &str {
    if kebab.len() <= length {
        return kebab;
    }
    let mut cut = &kebab[..kebab[..=length].rfind('-').unwrap_or(length)];
    while let Some((rest, _)) = cut.rsplit_once('-').filter(|(_, last)| LEADING.contains(last)) {
        cut = rest;
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_make_a_name_and_a_long_one_is_cut_at_a_word() {
        for (words, name) in [
            ("Ana Ortiz", "ana-ortiz"),
            ("Søren Müller's  note!", "soren-mullers-note"),
            ("  3 ships, 2 docks  ", "3-ships-2-docks"),
            ("CON", "con-1"),
            (&"inspection ".repeat(20), "inspection-inspection-inspection-inspection"),
        ] {
            assert_eq!(Slug::from_words(words).unwrap().as_str(), name);
        }
        assert_eq!(Slug::from_words("?!"), None);
        for (words, brief) in [
            ("Rescan 1962 to 1974 from the masters, grey, 300 dpi", "rescan-1962-to-1974-from-the-masters"),
            ("a handwriting model for the pencil notes in the margins", "a-handwriting-model-for-the-pencil-notes"),
            ("put the port's holidays for 2026 in the trip plan", "put-the-ports-holidays-for-2026"),
        ] {
            assert_eq!(Slug::brief(words).unwrap().as_str(), brief);
        }
    }

    #[test]
    fn a_path_or_a_device_is_no_name() {
        let others = r"|../x|a--b|-a|a-|A|a/b|a\b|c:|~|é|con|prn|aux|nul|com1|lpt9";
        for text in others.split('|').chain([&*"a".repeat(101)]) {
            assert!(text.parse::<Slug>().is_err(), "{text}");
        }
        assert!("command".parse::<Slug>().is_ok() && "a".repeat(100).parse::<Slug>().is_ok());
    }
}
