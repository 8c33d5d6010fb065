//! Step 5: installed and tested at the customer's, with the customer's data.

use crate::model::prelude::*;

answers! {
    /// What happened on site.
    pub struct Onsite {
        /// What was installed, and where?
        installed: Option<Text>,
        /// Which of the customer's data was used?
        data: Option<Text>,
        /// What did the tests show, one result each?
        results: Vec<Text>,
        /// How many hours of the customer's time did this take?
        their_hours: Option<Amount>,
    }
}
