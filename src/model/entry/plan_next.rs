//! Step 9: the next cycle planned, or the engagement ended.

use crate::model::date::Date;
use crate::model::field::{answers, choice};
use crate::model::text::Text;

choice! {
    /// Whether there is a next cycle.
    pub enum Onward {
        /// There is.
        Continue = "continue",
        /// The engagement ends.
        Close = "close",
    }
}

answers! {
    /// What comes next.
    pub struct PlanNext {
        /// So we continue, or close.
        decision: Option<Onward>,
        /// The day the next cycle begins.
        next: Option<Date>,
        /// What is the next cycle to show?
        aim: Option<Text>,
        /// What kind of engagement is it?
        kind: Option<Text>,
        /// What else could we do for them?
        opportunities: Vec<Text>,
        /// What do we ask management to decide?
        ask: Option<Text>,
    }
}
