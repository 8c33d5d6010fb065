//! Step 8: what happened and why (TC 25-20).

use crate::model::prelude::*;

choice! {
    /// Set when there was nothing to account for.
    pub enum Nothing {
        /// Nothing was spent.
        None = "none",
    }
}

group! {
    /// The report to management.
    pub struct Reported {
        required {
            /// Date of the report.
            on: Date,
            /// Who received it.
            to: Text,
        }
    }
}

answers! {
    /// What the after-action review found. Lessons and spend have files of their own.
    pub struct AfterAction {
        /// Who took part in the review?
        with: Vec<PersonId>,
        /// What happened, in a few sentences?
        summary: Option<Text>,
        /// Why did it turn out this way?
        why: Option<Text>,
        /// Which records should the first page show? If empty, engage chooses.
        in_brief: Vec<Reference>,
        /// Was anyone or anything at risk?
        safety: Option<Text>,
        /// Write none if nothing was spent in this cycle.
        spend: Option<Nothing>,
        /// The report to management: on, to.
        reported: Option<Reported>,
    }
}
