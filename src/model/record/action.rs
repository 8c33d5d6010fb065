//! Who does what by when.

use crate::model::prelude::*;

fact! {
    /// Who does what by when.
    pub struct Action {
        required {
            /// What to do.
            what: Text,
            /// Who does it.
            owner: PersonId,
            /// Date it was raised.
            raised: Date,
        }
        /// Start date.
        start: Option<Date>,
        /// Due date.
        due: Option<Date>,
        /// Area it concerns (HSEEP element).
        element: Option<Element>,
        /// Record it comes from.
        from: Option<Reference>,
        /// Actions that must be done first.
        waits_for: Vec<Reference>,
        /// Date it was done.
        done: Option<Date>,
        /// Result.
        result: Option<Text>,
    }
}
