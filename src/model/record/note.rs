//! A high-level note: at most 500 characters.

use crate::model::field::scalar;
use crate::model::prelude::*;

/// The words of a note: at most 500 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief(Text);

scalar!(Brief, Shape::Text, text, shown, read);

/// The longest note, in characters: the method keeps notes at a high level.
pub const LONGEST: usize = 500;

impl Brief {
    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        let length = text.trim_end().chars().count();
        if length > LONGEST {
            return Err(format!(
                "the note has {length} characters, more than the limit of {LONGEST}; shorten it or split it"
            ));
        }
        Ok(Self(text.parse()?))
    }
}

impl<'a> From<&'a Brief> for Option<&'a Text> {
    fn from(brief: &'a Brief) -> Self {
        Some(&brief.0)
    }
}

fact! {
    /// A high-level note.
    pub struct Note {
        required {
            /// Date of the note.
            on: Date,
            /// Text, at most 500 characters.
            text: Brief,
        }
        /// Person it concerns.
        who: Option<PersonId>,
    }
}
