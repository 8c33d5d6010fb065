//! What the customer needs of the solution, and how it fits what we have.

use crate::model::date::Date;
use crate::model::field::{choice, group, record};
use crate::model::number::Count;
use crate::model::reference::{EntryId, PersonId};
use crate::model::text::Text;

choice! {
    /// Whose view a requirement takes.
    pub enum Class {
        /// Of those who decide.
        Executive = "executive",
        /// Of the business.
        Business = "business",
        /// Of those who run it.
        Technical = "technical",
        /// Of those who use it.
        User = "user",
        /// Of security.
        Security = "security",
        /// Of the law.
        Regulatory = "regulatory",
    }
}

choice! {
    /// How far a requirement is.
    pub enum Status {
        /// Asked for.
        Proposed = "proposed",
        /// Taken into scope.
        Agreed = "agreed",
        /// Done.
        Delivered = "delivered",
        /// Given up.
        Dropped = "dropped",
    }
}

choice! {
    /// How well what we have meets it.
    pub enum Fit {
        /// As it is.
        Full = "full",
        /// With a delta.
        Partial = "partial",
        /// Not at all.
        None = "none",
    }
}

choice! {
    /// How a delta is closed.
    pub enum How {
        /// We make it.
        Build = "build",
        /// We buy it.
        Buy = "buy",
        /// A partner brings it.
        Partner = "partner",
        /// We leave it open.
        Drop = "drop",
    }
}

record! {
    /// What the customer needs of the solution.
    pub struct Requirement {
        required {
            /// What is needed, one sentence.
            statement: Text,
            /// Whose view it takes.
            class: Class,
            /// The day it was first asked for.
            raised: Date,
        }
        /// Who asked for it.
        asked_by: Option<PersonId>,
        /// Its rank, 1 first.
        priority: Option<Count>,
        /// Who ranked it.
        ranked_by: Option<PersonId>,
        /// How far it is.
        status: Option<Status>,
        /// How well what we have meets it.
        fit: Option<Fit>,
        /// What of ours meets it.
        portfolio: Option<Text>,
        /// What is missing.
        delta: Option<Text>,
        /// How the delta is closed.
        delta_plan: Option<DeltaPlan>,
        /// The test that shows it.
        acceptance: Option<Text>,
        /// The customer's acceptance.
        accepted: Option<Accepted>,
        /// What changed since it was raised.
        changes: Vec<Change>,
        /// The step it belongs to, such as cycle-1/03-select.
        during: Option<EntryId>,
    }
}

group! {
    /// How a delta is closed.
    pub struct DeltaPlan {
        required {
            /// By which means.
            how: How,
        }
        /// What else there is to say.
        note: Option<Text>,
    }
}

group! {
    /// The customer's acceptance of a requirement.
    pub struct Accepted {
        required {
            /// The day of it.
            on: Date,
            /// Who accepted.
            by: PersonId,
        }
        /// What the test showed.
        result: Option<Text>,
    }
}

group! {
    /// A change of a requirement.
    pub struct Change {
        required {
            /// The day of it.
            on: Date,
            /// What changed.
            what: Text,
        }
        /// Why it changed.
        why: Option<Text>,
        /// Who asked for it.
        asked_by: Option<PersonId>,
    }
}
