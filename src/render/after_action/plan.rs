//! Who does what by when, what became of the last cycle's actions, and what comes next.

use crate::insight::actions::{self, Named};
use crate::model::engagement::Engagement;
use crate::model::entry::{Onward, PlanNext};
use crate::model::record::Action;
use crate::model::text::Text;
use crate::model::words;
use crate::render::said;
use crate::render::view::view;

view! {
    /// One action of the improvement plan.
    pub struct Row {
        /// What was found.
        issue: String,
        /// What it is, in words.
        what: String,
        /// What it concerns: planning, organization, equipment, training or exercise.
        element: String,
        /// Who carries it.
        owner: String,
        /// From when.
        start: String,
        /// By when.
        due: String,
        /// Whether it is open or done, and whether in time.
        state: String,
    }

    /// What became of what was open when the last cycle was reviewed.
    pub struct Became {
        /// Each of them, a line of a table.
        rows: Vec<Row>,
        /// That all of them were done by then.
        done: String,
    }
}

/// The actions of earlier cycles that a cycle has to account for.
pub fn became(engagement: &Engagement, cycle: u32) -> Became {
    let rows = actions::carried_into(engagement, cycle).into_iter().map(|action| row(engagement, cycle, action));
    let earlier = (1..cycle).map(|earlier| actions::raised_in(engagement, earlier).len()).sum();
    Became { rows: rows.collect(), done: said::all_done(earlier) }
}

/// The improvement plan: what is still open from earlier cycles, then what this one raised.
pub fn rows(engagement: &Engagement, cycle: u32) -> Vec<Row> {
    let carried = actions::carried_into(engagement, cycle).into_iter().filter(|(_, action)| action.done.is_none());
    let own = actions::raised_in(engagement, cycle);
    carried.chain(own).map(|action| row(engagement, cycle, action)).collect()
}

fn row(engagement: &Engagement, cycle: u32, (_, action): Named) -> Row {
    let issue = action.from.as_ref().map(|from| said::source(engagement, from));
    Row {
        issue: issue.unwrap_or_else(|| said::NOT_RECORDED.to_owned()),
        what: action.what.one_line(),
        element: said::word(action.element),
        owner: engagement.name_of(&action.owner),
        start: said::day(action.start),
        due: said::day(action.due),
        state: state(engagement, cycle, action),
    }
}

/// The due day has a column of its own; of what is older than the cycle it is said how old.
fn state(engagement: &Engagement, cycle: u32, action: &Action) -> String {
    let raised = engagement.entry_on(action.raised).map(|entry| entry.cycle).filter(|raised| *raised < cycle);
    let since = raised.map(|raised| format!(", since cycle {raised}")).unwrap_or_default();
    let Some(done) = action.done else {
        let waits = said::waits(engagement, action);
        let waits = if waits.is_empty() { waits } else { format!("; {waits}") };
        return format!("open{since}{waits}");
    };
    let result = action.result.as_ref().map(|result| format!("; {}", result.one_line())).unwrap_or_default();
    format!("done {}{result}", words::date(done))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;

    #[test]
    fn an_open_action_says_what_it_waits_for_until_that_is_done() {
        let state = |done: &str| {
            let engagement = fixture::engagement(&format!(
                r#"{{"entries": {{"cycle-1/07-adjust": {{"entered": "2026-03-19"}}}}, "records": {{
                    "people/ana": {{"name": "Ana", "side": "customer"}},
                    "actions/2026-03-20-a": {{"what": "Ask.", "owner": "ana", "raised": "2026-03-20" {done}}},
                    "actions/2026-03-20-b": {{"what": "Install.", "owner": "ana", "raised": "2026-03-20",
                        "waits_for": ["actions/2026-03-20-a"]}}}}}}"#
            ));
            rows(&engagement, 1).into_iter().find(|row| row.what == "Install.").unwrap().state
        };
        assert_eq!(state(""), "open; waits for: Ask (Ana)");
        assert_eq!(state(r#", "done": "2026-03-21""#), "open");
    }
}
