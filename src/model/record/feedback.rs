//! What someone said about the prototype or about working with us.

use crate::model::date::Date;
use crate::model::field::{choice, fact};
use crate::model::number::Rating;
use crate::model::reference::PersonId;
use crate::model::text::Text;

choice! {
    /// Who put the numbers to it.
    pub enum RatedBy {
        /// They did.
        Them = "them",
        /// We did, from what they said.
        Us = "us",
    }
}

choice! {
    /// What it is to them.
    pub enum Worth {
        /// It helps them.
        Valuable = "valuable",
        /// It does not.
        NotValuable = "not-valuable",
    }
    read only {
        /// Written by older versions for two opposite things: they were won over, or they want something else.
        ChangedMind = "changed-mind",
    }
}

fact! {
    /// What someone said.
    pub struct Feedback {
        required {
            /// The day it was said.
            on: Date,
            /// Who said it.
            from: PersonId,
        }
        /// Their words, verbatim.
        said: Option<Text>,
        /// Of the technology as it stands, 1 (poor) to 5 (great).
        impression: Option<Rating>,
        /// To go on with us, 1 (none) to 5 (great).
        enthusiasm: Option<Rating>,
        /// Who put the numbers to it.
        rated_by: Option<RatedBy>,
        /// What it is to them.
        verdict: Option<Worth>,
    }
}
