//! Who does what by when.

use crate::model::date::Date;
use crate::model::element::Element;
use crate::model::field::fact;
use crate::model::reference::{PersonId, Reference};
use crate::model::text::Text;

fact! {
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
    }
}
