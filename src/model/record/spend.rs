//! Money or hours spent; a refund is negative.

use crate::model::prelude::*;

choice! {
    /// What the money was spent on.
    pub enum Category {
        /// People's time.
        Labour = "labour",
        /// Travel and accommodation.
        Travel = "travel",
        /// Equipment.
        Equipment = "equipment",
        /// Rented machines and services.
        Cloud = "cloud",
        /// Anything else.
        Other = "other",
    }
}

fact! {
    /// Money or hours spent.
    pub struct Spend {
        required {
            /// Date it was spent.
            on: Date,
            /// What it was for.
            what: Text,
            /// Amount; a refund is negative.
            amount: Amount,
            /// Currency, ISO 4217.
            currency: Currency,
        }
        /// Category.
        category: Option<Category>,
        /// Who spent it.
        who: Option<PersonId>,
        /// Hours worked.
        hours: Option<Amount>,
        /// Account or order to charge it to.
        charge_to: Option<Text>,
        /// Where the receipt is.
        receipt: Option<Text>,
    }
}
