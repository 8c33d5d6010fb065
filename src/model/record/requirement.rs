//! What the customer needs of the solution, and how it fits what we have.

use crate::model::prelude::*;

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
    /// The status of a requirement.
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
    /// How well our product meets it.
    pub enum Fit {
        /// Fully.
        Full = "full",
        /// With a gap.
        Partial = "partial",
        /// Not at all.
        None = "none",
    }
}

choice! {
    /// How a gap is closed.
    pub enum How {
        /// We build it.
        Build = "build",
        /// We buy it.
        Buy = "buy",
        /// A partner provides it.
        Partner = "partner",
        /// We leave the gap open.
        Drop = "drop",
    }
}

record! {
    /// What the customer needs from the solution.
    pub struct Requirement {
        required {
            /// What is needed, in one sentence.
            statement: Text,
            /// Kind of requirement.
            class: Class,
            /// Date it was first asked for.
            raised: Date,
        }
        /// Who asked for it.
        asked_by: Option<PersonId>,
        /// Priority, 1 first.
        priority: Option<Count>,
        /// Who ranked it.
        ranked_by: Option<PersonId>,
        /// Status.
        status: Option<Status>,
        /// How well our product meets it.
        fit: Option<Fit>,
        /// Which of our products or parts meets it.
        portfolio: Option<Text>,
        /// What is missing.
        delta: Option<Text>,
        /// Plan to close the gap.
        delta_plan: Option<DeltaPlan>,
        /// Acceptance test.
        acceptance: Option<Text>,
        /// The customer's acceptance.
        accepted: Option<Accepted>,
        /// Changes since it was raised.
        changes: Vec<Change>,
        /// Step it belongs to, such as cycle-1/03-select.
        during: Option<EntryId>,
    }
}

group! {
    /// The plan to close a gap.
    pub struct DeltaPlan {
        required {
            /// How to close the gap.
            how: How,
        }
        /// Comment.
        note: Option<Text>,
    }
}

group! {
    /// The customer's acceptance of a requirement.
    pub struct Accepted {
        required {
            /// Date it was accepted.
            on: Date,
            /// Who accepted it.
            by: PersonId,
        }
        /// Result of the test.
        result: Option<Text>,
    }
}

group! {
    /// A change of a requirement.
    pub struct Change {
        required {
            /// Date of the change.
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
