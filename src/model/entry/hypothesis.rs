//! Step 1: what the customer needs or would benefit from.

use crate::model::prelude::*;

answers! {
    /// What we believe before we meet them.
    pub struct Hypothesis {
        /// How do they do it now?
        today: Option<Text>,
        /// What do we believe they need?
        belief: Option<Text>,
        /// What would they gain, in their own terms?
        benefit: Option<Text>,
        /// What must be true for that?
        assumptions: Vec<Text>,
        /// What do we base it on?
        evidence: Vec<Text>,
        /// What would make us stop?
        stop_if: Option<Text>,
    }
}
