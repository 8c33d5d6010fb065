//! What was agreed, when and by whom.

use crate::model::prelude::*;

fact! {
    /// What was agreed, when and by whom.
    pub struct Decision {
        required {
            /// Date of the decision.
            on: Date,
            /// What was decided.
            what: Text,
        }
        /// Reason.
        why: Option<Text>,
        /// What it replaces or rules out.
        instead_of: Option<Text>,
        /// Who decided.
        by: Vec<PersonId>,
        /// Record it comes from.
        from: Option<Reference>,
    }
}
