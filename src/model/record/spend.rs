//! Money or hours spent; a refund is negative.

use super::{Kind, Recorded};
use crate::model::date::Date;
use crate::model::field::{choice, record};
use crate::model::number::{Amount, Currency};
use crate::model::reference::{EntryId, PersonId};
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

record! {
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
        optional {
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
            /// The step it belongs to, such as cycle-1/06-demo.
            during: Option<EntryId>,
        }
    }
}

impl Recorded for Spend {
    const KIND: Kind = Kind::Spend;

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
