//! What someone said about the prototype or about working with us.

use crate::model::prelude::*;

choice! {
    /// Who gave the ratings.
    pub enum RatedBy {
        /// They did.
        Them = "them",
        /// We did, from what they said.
        Us = "us",
    }
}

choice! {
    /// Whether it is valuable to them.
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
            /// Date it was said.
            on: Date,
            /// Who said it.
            from: PersonId,
        }
        /// Their words, verbatim.
        said: Option<Text>,
        /// Impression of the technology, 1 (poor) to 5 (great).
        impression: Option<Rating>,
        /// Enthusiasm to continue, 1 (none) to 5 (great).
        enthusiasm: Option<Rating>,
        /// Who gave the ratings.
        rated_by: Option<RatedBy>,
        /// Whether it is valuable to them.
        verdict: Option<Worth>,
    }
}
