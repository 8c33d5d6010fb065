//! The decisions, proposals and requests of a cycle's last plan.

use crate::render::parts::prelude::*;

view! {
    /// What comes next.
    pub struct NextCycle {
        /// What was decided: continue or close.
        pub decision: &'static str,
        /// When the next cycle begins.
        begins: String,
        /// When the next cycle begins, as YYYY-MM-DD.
        begins_iso: Option<Date>,
        /// What the next cycle is to reach.
        aim: String,
        /// The kind of the next engagement.
        kind: String,
        /// What else might be done for the customer.
        opportunities: Vec<String>,
        /// The decision asked of management.
        pub ask: String,
    }
}

impl NextCycle {
    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        let answers = [self.decision, &self.begins, &self.aim, &self.kind, &self.ask];
        self.opportunities.is_empty() && answers.iter().all(|words| words.is_empty())
    }
}

/// What a cycle plans for the time after it; empty if nothing is planned.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> NextCycle {
    let plan = engagement.last_answers::<PlanNext>(cycle).cloned().unwrap_or_default();
    NextCycle {
        decision: plan.decision.map(Onward::word).unwrap_or_default(),
        begins: day(plan.next),
        begins_iso: plan.next,
        aim: line(plan.aim.as_ref()),
        kind: line(plan.kind.as_ref()),
        opportunities: lines(&plan.opportunities),
        ask: paragraphs(plan.ask.as_ref()),
    }
}
