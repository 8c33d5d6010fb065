//! Decisions, as the internal documents show them.

use crate::render::parts::prelude::*;

view! {
    /// A decision; who made it and why are empty where that is not recorded.
    pub struct DecisionView {
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// What it is, in words.
        what: String,
        /// Who decided it.
        by: String,
        /// Why it was so.
        why: String,
    }
}

/// The decisions of a cycle.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Vec<DecisionView> {
    engagement.in_cycle::<Decision>(cycle).map(|(_, decision)| view_of(engagement, decision)).collect()
}

fn view_of(engagement: &Engagement, decision: &Decision) -> DecisionView {
    DecisionView {
        on_iso: decision.on,
        what: wording::decision(decision),
        by: names(engagement, &decision.by),
        why: line(decision.why.as_ref()),
    }
}
