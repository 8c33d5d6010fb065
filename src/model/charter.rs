//! The charter: `engagement.yaml` with title, customer and terms.

use crate::model::prelude::*;

choice! {
    /// What kind of sale the engagement is part of.
    pub enum Sale {
        /// This single deal.
        Tactical = "tactical",
        /// The account.
        Strategic = "strategic",
    }
}

choice! {
    /// How the work is paid for.
    pub enum Pricing {
        /// By the hour.
        TimeAndMaterials = "time-and-materials",
        /// One price for everything; the scope must be signed.
        FixedPrice = "fixed-price",
        /// Not at all.
        NoCharge = "no-charge",
    }
}

impl Charter {
    /// Whether formal terms are recorded: a contract, a fixed price, a budget or a strategic sale.
    pub fn is_formal(&self) -> bool {
        self.contract.is_some()
            || self.budget.is_some()
            || self.pricing == Some(Pricing::FixedPrice)
            || self.sale == Some(Sale::Strategic)
    }
}

record! {
    /// `engagement.yaml`: title, customer, terms.
    pub struct Charter {
        required {
            /// Version of the file format; 1.
            schema: Schema,
            /// Title.
            title: Text,
            /// Customer name.
            customer: Text,
            /// Date it was opened.
            opened: Date,
        }
        /// Mission of the customer that the work serves.
        mission: Option<Text>,
        /// Kind of sale: tactical or strategic.
        sale: Option<Sale>,
        /// How the work is paid for.
        pricing: Option<Pricing>,
        /// Whether the customer's documents show pricing and budget.
        show_pricing: Option<Flag>,
        /// The contract.
        contract: Option<Contract>,
        /// The budget.
        budget: Option<Budget>,
        /// What is in scope, and what is out of scope.
        scope: Option<Scope>,
        /// Conditions that the work depends on.
        conditions: Vec<Text>,
        /// What we deliver.
        deliverables: Vec<Deliverable>,
        /// What the customer provides.
        customer_provides: Vec<Text>,
        /// Days the customer has to accept a deliverable.
        acceptance_days: Option<Days>,
        /// Who owns what is built.
        ownership: Option<Text>,
        /// Marking of documents, by audience.
        marking: Option<Marking>,
        /// Language of the customer's documents: en, de, or a folder in templates/.
        language: Option<Text>,
        /// The lead's forecast: total cost, next demo, end.
        forecast: Option<Forecast>,
        /// Laws and rules that apply.
        regulations: Vec<Text>,
        /// Partners who take part.
        partners: Vec<Partner>,
        /// Training promised to the customer, and given.
        training: Option<Training>,
        /// What stays running with the customer at the end.
        final_state: Option<Text>,
        /// Days between results that the customer can judge.
        cadence: Option<Count>,
    }
}

/// The version of the file format that this program writes and reads completely.
pub const SCHEMA: u32 = 1;

/// The version of the file format; an engagement of a newer one than [`SCHEMA`] is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema(u32);

super::field::scalar!(Schema, super::field::Shape::Count, plain, shown, read);

impl Schema {
    /// Reads it, or says what is wrong.
    fn read(text: &str) -> Result<Self, String> {
        let number = text.parse::<u32>().ok().filter(|number| *number > 0 && number.to_string() == text);
        number.map(Self).ok_or_else(|| {
            format!(
                "schema `{text}` is not supported; this engage supports schema \
            {SCHEMA}"
            )
        })
    }
}

group! {
    /// The contract.
    pub struct Contract {
        /// Number or name.
        reference: Option<Text>,
        /// End date.
        ends: Option<Date>,
        /// How flexible it is.
        flexibility: Option<Text>,
    }
}

group! {
    /// The budget.
    pub struct Budget {
        required {
            /// Amount.
            amount: Amount,
            /// Currency, ISO 4217.
            currency: Currency,
        }
        /// Tolerance, in percent.
        tolerance: Option<Amount>,
    }
}

group! {
    /// What is in scope, and what is out of scope.
    pub struct Scope {
        /// In scope.
        r#in: Vec<Text>,
        /// Out of scope.
        out: Vec<Text>,
    }
}

group! {
    /// Something that we deliver.
    pub struct Deliverable {
        required {
            /// What it is.
            what: Text,
        }
        /// Due date.
        due: Option<Date>,
        /// Goal it serves.
        goal: Option<Reference>,
    }
}

group! {
    /// Marking of documents, by audience.
    pub struct Marking {
        /// On internal documents.
        internal: Option<Text>,
        /// On documents for management.
        management: Option<Text>,
        /// On documents for the customer.
        customer: Option<Text>,
    }
}

group! {
    /// The lead's forecast; stated, never calculated.
    pub struct Forecast {
        required {
            /// Date of the forecast.
            on: Date,
        }
        /// Expected total cost, in the currency of the budget.
        total: Option<Amount>,
        /// Date of the next demo.
        next_demo: Option<Date>,
        /// Date the engagement is expected to end.
        ends: Option<Date>,
        /// Who made the forecast.
        by: Option<PersonId>,
    }
}

group! {
    /// A partner who takes part.
    pub struct Partner {
        required {
            /// Name.
            name: Text,
        }
        /// What they do.
        role: Option<Text>,
        /// Risk.
        risk: Option<Text>,
    }
}

group! {
    /// Training of the customer's people.
    pub struct Training {
        /// Training promised.
        owed: Vec<Text>,
        /// Training given.
        given: Vec<Text>,
    }
}
