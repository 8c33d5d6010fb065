//! Money or hours spent; a refund is negative.

use crate::model::date::Date;
use crate::model::field::{choice, fact};
use crate::model::number::{Amount, Currency};
use crate::model::reference::PersonId;
use crate::model::text::Text;

choice! {
    /// What money went to.
    pub enum Category {
        /// People's time.
        Labour = "labour",
        /// Getting there and staying.
        Travel = "travel",
        /// Things.
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
            /// The day it was spent.
            on: Date,
            /// What for.
            what: Text,
            /// How much; a refund is negative.
            amount: Amount,
            /// The currency, ISO 4217.
            currency: Currency,
        }
        /// What it went to.
        category: Option<Category>,
        /// Who spent it.
        who: Option<PersonId>,
        /// Hours worked for it.
        hours: Option<Amount>,
        /// The account or order it is charged to.
        charge_to: Option<Text>,
        /// Where the receipt is.
        receipt: Option<Text>,
    }
}
