//! *note*: a paragraph of at most 500 characters.

use super::Values;
use crate::model::record::Brief;

/// A note.
pub(super) fn read(text: &str) -> Result<Values, String> {
    text.parse::<Brief>()?;
    Ok(vec![("text", text.to_owned())])
}

#[cfg(test)]
mod tests {
    use crate::exchange::debrief::fixture::{one, read, values};

    #[test]
    fn a_note_is_a_paragraph_with_its_lines() {
        assert_eq!(one("note", "one\ntwo: three"), Ok(values(&[("text", "one\ntwo: three")])));
        assert_eq!(read("## notes\none\n\ntwo\n").facts.len(), 2);
    }

    #[test]
    fn a_long_note_says_how_long_it_is() {
        let why = "the note has 501 characters: keep it to 500, or split it";
        assert_eq!(one("note", &"x".repeat(501)), Err(why.into()));
    }
}
