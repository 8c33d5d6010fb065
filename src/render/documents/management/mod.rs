//! The management report: the decision requested, result, benefit, risks, cost, the customer's view, next steps. A report
//! on an earlier cycle has what was known when that cycle ended.

use crate::render::documents::prelude::*;
use crate::render::parts;
use crate::render::parts::in_brief::Brief;
use crate::render::parts::{forecast, goals, hours, in_brief, next, spend, terms};
use crate::render::{attention, progress};

view! {
    /// Everything the template can place.
    pub struct View {
        /// The day used for figures: by default the last day in the record.
        as_of: String,
        /// What the cycle is to reach.
        aim: String,
        /// The current status, or how the engagement ended.
        standing: String,
        /// The cycle in brief: result, cost and what the customer thinks.
        brief: Brief,
        /// The goals of the cycle, with what was measured.
        goals: Vec<GoalView>,
        /// The decision requested, and the next cycle.
        next: NextCycle,
        /// Risks and concerns.
        concerns: Few<String>,
        /// What was spent, by currency and category, against the budget.
        spend: SpendView,
        /// The forecast beside what is recorded so far; empty if none is recorded.
        forecast: ForecastView,
        /// What is not recorded, in one sentence.
        missing: String,
    }
}

/// The maximum number of concerns listed.
const MOST: usize = 7;

/// The report about a cycle.
pub fn view(subject: &Subject) -> View {
    let Subject { engagement, cycle, .. } = *subject;
    let is_over = engagement.followed_by.is_some();
    // a cycle that is over is reported as it ended, whatever the day
    let day = subject.day.filter(|_| !is_over && engagement.is_open());
    let today = day.or_else(|| as_of::day(engagement));
    let review = engagement.last_answers::<AfterAction>(cycle);
    let named = review.map(|review| review.in_brief.as_slice()).unwrap_or_default();
    let mut view = View {
        as_of: parts::day(today),
        aim: parts::line(aim(engagement, cycle)),
        standing: stands(engagement),
        brief: in_brief::brief(engagement, cycle, named, None, &hours::of_cycle(engagement, cycle)),
        goals: goals::of_cycle(engagement, cycle, Audience::Internal),
        next: next::of_cycle(engagement, cycle),
        concerns: concerns(subject, today, is_over),
        spend: spend::up_to_cycle(engagement, cycle),
        forecast: forecast::of(engagement, today),
        missing: String::new(),
    };
    view.missing = missing(&view, engagement, !is_over);
    view
}

/// The aim of a cycle: from the plan before it, else from its hypothesis.
fn aim(engagement: &Engagement, cycle: u32) -> Option<&Text> {
    let planned = cycle
        .checked_sub(1)
        .and_then(|last| engagement.last_answers::<PlanNext>(last))
        .and_then(|plan| plan.aim.as_ref());
    let hypothesis = engagement.last_answers::<Hypothesis>(cycle);
    planned.or_else(|| hypothesis.and_then(|hypothesis| hypothesis.benefit.as_ref().or(hypothesis.belief.as_ref())))
}

/// The current status; for a cycle that is over, when the next began.
fn stands(engagement: &Engagement) -> String {
    match engagement.followed_by {
        Some((next, day)) => format!("completed; cycle {next} began on {}", words::date(day)),
        None => progress::of(engagement),
    }
}

/// The risks and concerns on a day: missed goals, partners, then what needs attention; a finished cycle has no next step.
fn concerns(subject: &Subject, today: Option<Date>, is_over: bool) -> Few<String> {
    let Subject { engagement, settings, cycle, .. } = *subject;
    let mut attention = today.map(|today| Attention::of(engagement, settings, today));
    if let Some(attention) = attention.as_mut().filter(|_| is_over) {
        attention.gates.clear();
    }
    let goals = goals::of_cycle(engagement, cycle, Audience::Internal).into_iter();
    let missed = goals
        .filter(|goal| goal.verdict_key == "missed")
        .map(|goal| format!("The goal \"{}\" was missed.", words::clause(&goal.now.statement)));
    let partners = terms::of(engagement, cycle).partners.into_iter().filter(|partner| !partner.risk.is_empty());
    let partners = partners.map(|partner| words::sentence(&format!("{}: {}", partner.name, partner.risk)));
    let sentences = attention.iter().flat_map(|attention| attention::sentences(engagement, attention));
    Few::of(missed.chain(partners).chain(sentences).collect(), MOST)
}

/// The line that lists what is not recorded.
fn missing(view: &View, engagement: &Engagement, is_last: bool) -> String {
    let is_open = engagement.is_open() && is_last;
    wording::missing(&[
        ("mission", engagement.mission().is_none()),
        ("aim of this cycle", view.aim.is_empty()),
        ("goals", view.goals.is_empty()),
        ("decision requested", view.next.ask.is_empty() && view.next.decision.is_empty() && is_open),
        ("spend", view.spend.is_empty()),
        ("ratings by the customer", view.brief.customer.is_empty()),
    ])
}
