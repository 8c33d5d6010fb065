//! Lines that may be headings and are none of ours: what is below them would be read as another thing.
//!
//! Only a short line without bullet and indentation is one; a bullet says that it is none.

use super::section::{self, Section};

/// What stands around a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// It is between blank lines, with an item before it and one behind.
    pub(super) alone: bool,
    /// The line below is deeper, so that this one may begin an item.
    pub(super) deeper_below: bool,
}

/// Whether words may be a heading.
pub(super) fn is(words: &str, section: Section, around: Around) -> bool {
    let count = words.split_whitespace().count();
    if count > 5 || words.chars().count() > 40 {
        return false;
    }
    let takes_names = matches!(section, Section::People | Section::Said | Section::Owed);
    let takes_words = matches!(section, Section::People | Section::Note);
    let ends = words.ends_with(':') && !(takes_names && around.deeper_below);
    let is_bold = words.starts_with("**") && words.ends_with("**");
    let is_plain = words.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '\'' | '’'));
    ends || is_bold || section::is_slip(words) || around.alone && is_plain && count <= 4 && !takes_words
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
        let (no, alone) = (Around { alone: false, deeper_below: false }, Around { alone: true, deeper_below: false });
        for words in ["What hurts:", "Actions next:", "**What hurts**", "Improvments", "kepe"] {
            assert!(is(words, Section::Keep, no), "{words}");
        }
        for words in
            ["the plug", "the rehearsal: Ana had seen it", "it ran offline because we had tried it:", "OCR, 45"]
        {
            assert!(!is(words, Section::Keep, no), "{words}");
        }
        assert!(is("What hurts", Section::Keep, alone) && !is("What hurts", Section::Note, alone));
        assert!(!is("Jo Lund", Section::People, alone));
        assert!(!is("Jo Lund:", Section::Said, Around { alone: false, deeper_below: true }));
    }
}
