//! Something tried, and its result, so that nobody tries it twice.

use crate::model::date::Date;
use crate::model::field::{choice, fact};
use crate::model::text::Text;

choice! {
    /// What came of it.
    pub enum Tried {
        /// It works.
        Worked = "worked",
        /// In part.
        Partly = "partly",
        /// It does not work.
        Failed = "failed",
        /// Given up before it could show.
        Abandoned = "abandoned",
    }
}

fact! {
    /// Something tried, and what came of it.
    pub struct Approach {
        required {
            /// What was tried.
            what: Text,
            /// The day it was tried.
            tried: Date,
            /// What came of it.
            result: Tried,
        }
        /// Why it came out so.
        why: Option<Text>,
        /// When it is worth another look.
        revisit_when: Option<Text>,
    }
}
