//! Lines that may be headings and are none of ours: what is below them would be read as another thing.
//!
//! Only a short line without bullet and indentation is one; a bullet says that it is none.

use super::section::{self, Section};

/// Whether words look like a heading: they end in a colon, or are bold. `deeper_below`: the line may begin an item.
pub(super) fn is(words: &str, section: Section, deeper_below: bool) -> bool {
    if words.split_whitespace().count() > 5 || words.chars().count() > 40 {
        return false;
    }
    let takes_names = matches!(section, Section::People | Section::Said | Section::Owed);
    let ends = words.ends_with(':') && !(takes_names && deeper_below);
    ends || words.starts_with("**") && words.ends_with("**")
}

/// Why such a line comes back.
pub(super) fn why(words: &str) -> String {
    format!("is `{words}` a heading? with the lines below it, it was not read")
}

/// What to write instead.
pub(super) fn form(words: &str) -> String {
    format!("{}; `- {words}` where it is none", section::headings())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_that_looks_like_a_heading_is_doubtful() {
        for words in ["What hurts:", "Actions next:", "**What hurts**"] {
            assert!(is(words, Section::Keep, false), "{words}");
        }
        for words in
            ["the plug", "the rehearsal: Ana had seen it", "it ran offline because we had tried it:", "OCR, 45"]
        {
            assert!(!is(words, Section::Keep, false), "{words}");
        }
        assert!(!is("Jo Lund:", Section::Said, true));
    }
}
