//! How an engagement ended, or that it was reopened.

use crate::model::date::Date;
use crate::model::field::record;
use crate::model::kind::OutcomeKind;
use crate::model::text::Text;

record! {
    /// How an engagement ended, or that it goes on after all.
    pub struct Outcome {
        required {
            /// The day of it.
            on: Date,
            /// What happened.
            kind: OutcomeKind,
        }
        /// Why; required when called off.
        reason: Option<Text>,
        /// What it was worth to the customer.
        worth: Option<Text>,
        /// A sentence for the customer, which the close-out carries.
        message: Option<Text>,
    }
}
