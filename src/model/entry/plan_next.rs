//! Step 9: the next cycle planned, or the engagement ended.

use crate::model::prelude::*;

choice! {
    /// Whether there is a next cycle.
    pub enum Onward {
        /// There is one.
        Continue = "continue",
        /// The engagement ends.
        Close = "close",
    }
}

answers! {
    /// What comes next.
    pub struct PlanNext {
        /// The decision: continue or close?
        decision: Option<Onward>,
        /// When does the next cycle start?
        next: Option<Date>,
        /// What should the next cycle show?
        aim: Option<Text>,
        /// What kind of engagement will it be?
        kind: Option<Text>,
        /// What else could we do for them?
        opportunities: Vec<Text>,
        /// What decision do we need from management?
        ask: Option<Text>,
    }
}
