//! How an engagement ended, or that it was reopened.

use crate::model::prelude::*;

record! {
    /// How an engagement ended, or that it was reopened.
    pub struct Outcome {
        required {
            /// Date it happened.
            on: Date,
            /// What happened.
            kind: OutcomeKind,
        }
        /// Reason; required when called off.
        reason: Option<Text>,
        /// What it was worth to the customer.
        worth: Option<Text>,
        /// A sentence for the customer, printed in the close-out.
        message: Option<Text>,
    }
}
