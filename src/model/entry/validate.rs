//! Step 2: the customer met, the understanding confirmed or adjusted, maturity assessed.

use crate::model::prelude::*;

choice! {
    /// The result for the hypothesis.
    pub enum Understanding {
        /// It was right.
        Confirmed = "confirmed",
        /// It was right, with changes.
        Adjusted = "adjusted",
        /// It was wrong.
        Rejected = "rejected",
    }
}

choice! {
    /// How far the customer is with technology of this kind.
    pub enum Adoption {
        /// Asks what it is.
        Curious = "curious",
        /// Looks for a use.
        Exploring = "exploring",
        /// Tries one out.
        Proving = "proving",
        /// Runs it.
        Operating = "operating",
    }
}

answers! {
    /// The result of meeting the customer.
    pub struct Validate {
        /// When did we meet?
        met: Option<Date>,
        /// Who did we meet?
        with: Vec<PersonId>,
        /// Which parts of the hypothesis were confirmed?
        confirmed: Option<Text>,
        /// What did we learn that changes it?
        adjusted: Option<Text>,
        /// The verdict: confirmed, adjusted or rejected?
        verdict: Option<Understanding>,
        /// How far are they: curious, exploring, proving or operating?
        adoption: Option<Adoption>,
        /// Their IT maturity, 1 (ad hoc) to 5 (optimising).
        it_maturity: Option<Rating>,
        /// How do they build, run and change software?
        it_practices: Option<Text>,
        /// Their security maturity, 1 (ad hoc) to 5 (optimising).
        security_maturity: Option<Rating>,
        /// How many hours of the customer's time did this take?
        their_hours: Option<Amount>,
    }
}
