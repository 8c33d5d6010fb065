//! A high-level note: at most 500 characters.

use super::{Kind, Recorded};
use crate::model::date::Date;
use crate::model::field::{Shape, record, scalar};
use crate::model::reference::{EntryId, PersonId};
use crate::model::text::Text;

/// The words of a note: at most 500 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief(Text);

scalar!(Brief, Shape::Text, text);

/// The longest note, in characters: the method keeps notes at a high level.
pub const LONGEST: usize = 500;

impl std::str::FromStr for Brief {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let length = text.trim_end().chars().count();
        if length > LONGEST {
            return Err(format!("the note has {length} characters: keep it to {LONGEST}, or split it"));
        }
        Ok(Self(text.parse()?))
    }
}

impl std::fmt::Display for Brief {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

record! {
    /// A high-level note.
    pub struct Note {
        required {
            /// The day of it.
            on: Date,
            /// What to keep, at most 500 characters.
            text: Brief,
        }
        optional {
            /// Whom it concerns.
            who: Option<PersonId>,
            /// The step it belongs to, such as cycle-1/06-demo.
            during: Option<EntryId>,
        }
    }
}

impl Recorded for Note {
    const KIND: Kind = Kind::Note;

    fn text(&self) -> Option<&Text> {
        Some(&self.text.0)
    }
    fn date(&self) -> Option<Date> {
        Some(self.on)
    }
    fn during(&self) -> Option<EntryId> {
        self.during
    }
}
