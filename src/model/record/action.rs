//! Who does what by when.

use super::{Kind, Recorded};
use crate::model::date::Date;
use crate::model::element::Element;
use crate::model::field::record;
use crate::model::reference::{EntryId, PersonId, Reference};
use crate::model::text::Text;

record! {
    /// Who does what by when.
    pub struct Action {
        required {
            /// What is to be done.
            what: Text,
            /// Who does it.
            owner: PersonId,
            /// The day it came up.
            raised: Date,
        }
        optional {
            /// The day it is begun.
            start: Option<Date>,
            /// The day it is due.
            due: Option<Date>,
            /// The element it concerns (HSEEP).
            element: Option<Element>,
            /// The record it comes from.
            from: Option<Reference>,
            /// The actions that must be done first.
            waits_for: Vec<Reference>,
            /// The day it was done.
            done: Option<Date>,
            /// What came of it.
            result: Option<Text>,
            /// The step it belongs to, such as cycle-1/06-demo.
            during: Option<EntryId>,
        }
    }
}

impl Recorded for Action {
    const KIND: Kind = Kind::Action;

    fn text(&self) -> Option<&Text> {
        Some(&self.what)
    }
    fn date(&self) -> Option<Date> {
        Some(self.raised)
    }
    fn during(&self) -> Option<EntryId> {
        self.during
    }
}
