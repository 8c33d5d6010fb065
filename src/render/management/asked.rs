//! What management is to decide, and what is proposed for the time after.

use crate::model::engagement::Engagement;
use crate::model::entry::{Onward, PlanNext};
use crate::model::text::Text;
use crate::model::words;
use crate::render::said;
use crate::render::view::view;

view! {
    /// The decision asked for; what nobody wrote down is empty.
    pub struct Asked {
        /// The decision asked of management.
        ask: String,
        /// What we propose, and what it costs.
        proposal: String,
        /// What the next cycle is to reach.
        aim: String,
        /// What else might be done for the customer.
        opportunities: Vec<String>,
    }
}

impl Asked {
    /// Whether nothing is asked and nothing proposed.
    pub fn is_empty(&self) -> bool {
        self.ask.is_empty() && self.proposal.is_empty()
    }
}

/// What a cycle's planning asks of management.
pub fn asked(engagement: &Engagement, cycle: u32) -> Asked {
    let plan = engagement.last_answers::<PlanNext>(cycle);
    let proposal = plan.and_then(|plan| plan.decision).map(|decision| proposal(decision, plan));
    let going_on = plan.filter(|plan| plan.decision != Some(Onward::Close));
    let opportunities = plan.map(|plan| plan.opportunities.as_slice()).unwrap_or_default();
    Asked {
        ask: plan.and_then(|plan| plan.ask.as_ref()).map(|ask| said::prose(Some(ask))).unwrap_or_default(),
        proposal: proposal.unwrap_or_default(),
        aim: going_on.and_then(|plan| plan.aim.as_ref()).map(Text::one_line).unwrap_or_default(),
        opportunities: opportunities.iter().map(Text::one_line).collect(),
    }
}

fn proposal(decision: Onward, plan: Option<&PlanNext>) -> String {
    match (decision, plan.and_then(|plan| plan.next)) {
        (Onward::Continue, Some(next)) => format!("to go on with another cycle from {}", words::date(next)),
        (Onward::Continue, None) => "to go on with another cycle".to_owned(),
        (Onward::Close, _) => "to end the engagement".to_owned(),
    }
}
