//! Step 6: demonstrated to the customer.

use crate::model::prelude::*;

answers! {
    /// What was shown, and to whom. Feedback has files of its own.
    pub struct Demo {
        /// When was the demo?
        on: Option<Date>,
        /// Who saw it?
        to: Vec<PersonId>,
        /// What was shown?
        shown: Option<Text>,
        /// How many hours of the customer's time did this take?
        their_hours: Option<Amount>,
    }
}
