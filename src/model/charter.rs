//! The charter: `engagement.yaml` with title, customer and terms.

use super::date::Date;
use super::field::{choice, group, record};
use super::number::{Amount, Count, Currency, Days, Flag};
use super::reference::{PersonId, Reference};
use super::text::Text;

choice! {
    /// What kind of sale the engagement is part of.
    pub enum Sale {
        /// This one deal.
        Tactical = "tactical",
        /// The account.
        Strategic = "strategic",
    }
}

choice! {
    /// How it is paid for.
    pub enum Pricing {
        /// By the hour.
        TimeAndMaterials = "time-and-materials",
        /// For the whole; the scope must be signed.
        FixedPrice = "fixed-price",
        /// Not at all.
        NoCharge = "no-charge",
    }
}

record! {
    /// `engagement.yaml`: title, customer, terms.
    pub struct Charter {
        required {
            /// The version of the file's form; 1.
            schema: Schema,
            /// What the engagement is called.
            title: Text,
            /// Whom it is with.
            customer: Text,
            /// The day it was opened.
            opened: Date,
        }
        /// The customer's mission that this serves.
        mission: Option<Text>,
        /// What kind of sale it is part of.
        sale: Option<Sale>,
        /// How it is paid for.
        pricing: Option<Pricing>,
        /// Whether pricing and budget may stand in the customer's documents.
        show_pricing: Option<Flag>,
        /// The contract.
        contract: Option<Contract>,
        /// What may be spent.
        budget: Option<Budget>,
        /// What belongs to it, and what does not.
        scope: Option<Scope>,
        /// What it depends on.
        conditions: Vec<Text>,
        /// What is delivered.
        deliverables: Vec<Deliverable>,
        /// What the customer provides.
        customer_provides: Vec<Text>,
        /// Days the customer has to accept a deliverable.
        acceptance_days: Option<Days>,
        /// Who owns what is built.
        ownership: Option<Text>,
        /// The marking of documents, by audience.
        marking: Option<Marking>,
        /// The language of the customer's documents: en, de, or a folder of templates/.
        language: Option<Text>,
        /// What the lead expects: total cost, next demo, end.
        forecast: Option<Forecast>,
        /// Laws and rules that apply.
        regulations: Vec<Text>,
        /// Partners who take part.
        partners: Vec<Partner>,
        /// Training owed to the customer, and given.
        training: Option<Training>,
        /// What stays running with the customer at the end.
        final_state: Option<Text>,
        /// Days between things the customer can judge.
        cadence: Option<Count>,
    }
}

/// The version of the file format that this program writes and reads completely.
pub const SCHEMA: u32 = 1;

/// The version of the file format; an engagement of a newer one than [`SCHEMA`] is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema(u32);

super::field::scalar!(Schema, super::field::Shape::Count, plain);

impl std::str::FromStr for Schema {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.parse::<u32>().ok().filter(|number| *number > 0 && number.to_string() == text);
        number.map(Self).ok_or_else(|| format!("`{text}` is no schema: this engage knows schema {SCHEMA}"))
    }
}

group! {
    /// The contract.
    pub struct Contract {
        /// Its number or name.
        reference: Option<Text>,
        /// The day it ends.
        ends: Option<Date>,
        /// How far it bends.
        flexibility: Option<Text>,
    }
}

group! {
    /// What may be spent.
    pub struct Budget {
        required {
            /// How much.
            amount: Amount,
            /// The currency, ISO 4217.
            currency: Currency,
        }
        /// How far over it may go, in percent.
        tolerance: Option<Amount>,
    }
}

group! {
    /// What belongs to the engagement, and what does not.
    pub struct Scope {
        /// What we do.
        r#in: Vec<Text>,
        /// What we do not do.
        out: Vec<Text>,
    }
}

group! {
    /// Something that is delivered.
    pub struct Deliverable {
        required {
            /// What it is.
            what: Text,
        }
        /// The day it is due.
        due: Option<Date>,
        /// The goal it serves.
        goal: Option<Reference>,
    }
}

group! {
    /// The marking of documents, by audience.
    pub struct Marking {
        /// On documents for ourselves.
        internal: Option<Text>,
        /// On documents for management.
        management: Option<Text>,
        /// On documents for the customer.
        customer: Option<Text>,
    }
}

group! {
    /// What the lead expects; stated, never calculated.
    pub struct Forecast {
        required {
            /// The day of the forecast.
            on: Date,
        }
        /// The total cost expected, in the currency of the budget.
        total: Option<Amount>,
        /// The day of the next demo.
        next_demo: Option<Date>,
        /// The day the engagement is expected to end.
        ends: Option<Date>,
        /// Who made the forecast.
        by: Option<PersonId>,
    }
}

group! {
    /// A partner who takes part.
    pub struct Partner {
        required {
            /// The name.
            name: Text,
        }
        /// What they do.
        role: Option<Text>,
        /// What may go wrong with them.
        risk: Option<Text>,
    }
}

group! {
    /// Training of the customer's people.
    pub struct Training {
        /// What we owe.
        owed: Vec<Text>,
        /// What we gave.
        given: Vec<Text>,
    }
}
