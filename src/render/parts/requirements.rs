//! The requirements: what is asked for, its acceptance test, what is still missing.

use crate::render::parts::prelude::*;

view! {
    /// What the customer needs of the solution.
    pub struct RequirementView {
        /// What is needed.
        pub statement: String,
        /// The test that shows it.
        pub acceptance: String,
        /// How far it is: `proposed`, `agreed`, `delivered` or `dropped`.
        pub status_key: &'static str,
        /// Whether nothing is left to do for it: it is delivered, given up or accepted.
        pub is_settled: bool,
        /// Whether the cycle is to meet it: it is not given up, and was not accepted before the scope was chosen.
        pub is_to_meet: bool,
        /// On which day the customer accepted it.
        pub accepted_on: String,
        /// On which day the customer accepted it, as YYYY-MM-DD.
        pub accepted_on_iso: Option<Date>,
        /// Who accepted it.
        pub accepted_by: String,
        /// What the test showed.
        pub result: String,
        /// What is missing of it.
        pub missing: String,
        /// How that is closed: `build`, `buy`, `partner` or `drop`.
        pub plan_key: &'static str,
        /// A note on that.
        pub plan_note: String,
    }
}

/// The same, each with its record.
pub fn ranked(engagement: &Engagement, cycle: u32) -> Vec<(&Requirement, RequirementView)> {
    let by_now = engagement.all::<Requirement>().filter(|(name, _)| signature::is_by_end_of(engagement, cycle, name));
    let mut all: Vec<_> = by_now.map(|(_, record)| record).collect();
    all.sort_by_key(|record| (record.priority.is_none(), record.priority.map(|rank| rank.0)));
    let began = began(engagement, cycle);
    all.into_iter().map(|record| (record, requirement(engagement, record, began))).collect()
}

/// The day the scope of a cycle was chosen, else the day the cycle began.
fn began(engagement: &Engagement, cycle: u32) -> Option<Date> {
    let selected = engagement.entries_in(cycle).find(|entry| entry.id.step == Step::Select);
    let days = || engagement.entries_in(cycle).map(|entry| entry.common.entered).min();
    selected.map(|entry| entry.common.entered).or_else(days)
}

fn requirement(engagement: &Engagement, record: &Requirement, began: Option<Date>) -> RequirementView {
    let accepted = record.accepted.as_ref();
    let accepted_on = accepted.map(|accepted| accepted.on);
    RequirementView {
        statement: record.statement.one_line(),
        acceptance: line(record.acceptance.as_ref()),
        status_key: record.status.map(Status::word).unwrap_or_default(),
        is_settled: accepted.is_some() || matches!(record.status, Some(Status::Delivered | Status::Dropped)),
        is_to_meet: record.status != Some(Status::Dropped)
            && accepted_on.zip(began).is_none_or(|(on, began)| on >= began),
        accepted_on: day(accepted_on),
        accepted_on_iso: accepted_on,
        accepted_by: name(engagement, accepted.map(|accepted| &accepted.by)),
        result: line(accepted.and_then(|accepted| accepted.result.as_ref())),
        missing: line(record.delta.as_ref()),
        plan_key: record.delta_plan.as_ref().map(|plan| plan.how.word()).unwrap_or_default(),
        plan_note: line(record.delta_plan.as_ref().and_then(|plan| plan.note.as_ref())),
    }
}

/// How a delta is closed, with its note: `build (second cycle)`.
pub fn with_note(how: &str, plan: &DeltaPlan) -> String {
    let note = plan.note.as_ref().map(|note| format!(" ({})", note.one_line()));
    format!("{how}{}", note.unwrap_or_default())
}
