//! Who does what by when, what became of the last cycle's actions, and what comes next.

use crate::insight::actions as figures;
use crate::model::engagement::Engagement;
use crate::model::entry::{Onward, PlanNext};
use crate::model::text::Text;
use crate::render::parts::actions::{self, Action};
use crate::render::said;
use crate::render::view::view;

view! {
    /// What became of what was open when the last cycle was reviewed.
    pub struct Became {
        /// Each of them, a line of a table.
        rows: Vec<Action>,
        /// That all of them were done by then.
        done: String,
    }
}

/// The improvement plan: what is still open from earlier cycles, then what this one raised.
pub fn rows(engagement: &Engagement, cycle: u32) -> Vec<Action> {
    let action = |(_, action)| actions::action(engagement, cycle, action);
    actions::of_cycle(engagement, cycle).into_iter().map(action).collect()
}

/// The actions of earlier cycles that a cycle has to account for.
pub fn became(engagement: &Engagement, cycle: u32) -> Became {
    let rows = figures::carried_into(engagement, cycle)
        .into_iter()
        .map(|(_, action)| actions::action(engagement, cycle, action));
    let earlier = (1..cycle).map(|earlier| figures::raised_in(engagement, earlier).len()).sum();
    Became { rows: rows.collect(), done: said::all_done(earlier) }
}

view! {
    /// What comes next.
    pub struct Next {
        /// What was decided.
        decision: &'static str,
        /// When the next cycle begins.
        begins: String,
        /// What the next cycle is to reach.
        aim: String,
        /// The kind of the next engagement.
        kind: String,
        /// What else might be done for the customer.
        opportunities: Vec<String>,
        /// The decision asked of management.
        ask: String,
    }
}

impl Next {
    /// Whether nobody wrote down anything.
    pub fn is_empty(&self) -> bool {
        let said = [self.decision, &self.begins, &self.aim, &self.kind, &self.ask];
        self.opportunities.is_empty() && said.iter().all(|words| *words == said::NOT_RECORDED)
    }
}

/// What a cycle's last planning decided.
pub fn next(engagement: &Engagement, cycle: u32) -> Next {
    let plan = engagement.last_answers::<PlanNext>(cycle);
    let opportunities = plan.map(|plan| plan.opportunities.as_slice()).unwrap_or_default();
    Next {
        decision: match plan.and_then(|plan| plan.decision) {
            Some(Onward::Continue) => "continue with another cycle",
            Some(Onward::Close) => "close the engagement",
            None => said::NOT_RECORDED,
        },
        begins: said::day(plan.and_then(|plan| plan.next)),
        aim: said::line(plan.and_then(|plan| plan.aim.as_ref())),
        kind: said::line(plan.and_then(|plan| plan.kind.as_ref())),
        opportunities: opportunities.iter().map(Text::one_line).collect(),
        ask: said::line(plan.and_then(|plan| plan.ask.as_ref())),
    }
}
