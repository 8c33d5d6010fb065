//! What was agreed, when and by whom.

use super::{Kind, Recorded};
use crate::model::date::Date;
use crate::model::field::record;
use crate::model::reference::{EntryId, PersonId, Reference};
use crate::model::text::Text;

record! {
    /// What was agreed, when and by whom.
    pub struct Decision {
        required {
            /// The day of the decision.
            on: Date,
            /// What was decided.
            what: Text,
        }
        optional {
            /// Why.
            why: Option<Text>,
            /// What it replaces or rules out.
            instead_of: Option<Text>,
            /// Who decided.
            by: Vec<PersonId>,
            /// The record it comes from.
            from: Option<Reference>,
            /// The step it belongs to, such as cycle-1/06-demo.
            during: Option<EntryId>,
        }
    }
}

impl Recorded for Decision {
    const KIND: Kind = Kind::Decision;

    fn text(&self) -> Option<&Text> {
        Some(&self.what)
    }
    fn date(&self) -> Option<Date> {
        Some(self.on)
    }
    fn during(&self) -> Option<EntryId> {
        self.during
    }
}
