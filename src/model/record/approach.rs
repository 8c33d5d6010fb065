//! Something tried, and its result, so that nobody tries it twice.

use crate::model::prelude::*;

choice! {
    /// How an approach turned out.
    pub enum Tried {
        /// It worked.
        Worked = "worked",
        /// It partly worked.
        Partly = "partly",
        /// It failed.
        Failed = "failed",
        /// It was given up before it could show anything.
        Abandoned = "abandoned",
    }
}

fact! {
    /// Something that was tried, and its result.
    pub struct Approach {
        required {
            /// What was tried.
            what: Text,
            /// Date it was tried.
            tried: Date,
            /// Result.
            result: Tried,
        }
        /// Why it turned out this way.
        why: Option<Text>,
        /// When to revisit it.
        revisit_when: Option<Text>,
    }
}
