//! Step 2: the customer met, the understanding confirmed or adjusted, maturity assessed.

use crate::model::date::Date;
use crate::model::field::{answers, choice};
use crate::model::number::{Amount, Rating};
use crate::model::reference::PersonId;
use crate::model::text::Text;

choice! {
    /// What became of the hypothesis.
    pub enum Understanding {
        /// It holds.
        Confirmed = "confirmed",
        /// It holds with changes.
        Adjusted = "adjusted",
        /// It does not hold.
        Rejected = "rejected",
    }
}

choice! {
    /// How far the customer is with technology of this kind.
    pub enum Adoption {
        /// Asking what it is.
        Curious = "curious",
        /// Looking for a use.
        Exploring = "exploring",
        /// Trying one out.
        Proving = "proving",
        /// Running it.
        Operating = "operating",
    }
}

answers! {
    /// What meeting the customer showed.
    pub struct Validate {
        /// The day we met.
        met: Option<Date>,
        /// Whom did we meet?
        with: Vec<PersonId>,
        /// What of the hypothesis held?
        confirmed: Option<Text>,
        /// What did we learn that changes it?
        adjusted: Option<Text>,
        /// So it is: confirmed, adjusted or rejected.
        verdict: Option<Understanding>,
        /// How far are they: curious, exploring, proving or operating?
        adoption: Option<Adoption>,
        /// Their IT maturity, 1 (ad hoc) to 5 (optimising).
        it_maturity: Option<Rating>,
        /// How do they build, run and change software?
        it_practices: Option<Text>,
        /// Their security maturity, 1 (ad hoc) to 5 (optimising).
        security_maturity: Option<Rating>,
        /// Hours of their people that this took.
        their_hours: Option<Amount>,
    }
}
