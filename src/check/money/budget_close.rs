//! Nearly all of the budget is spent, or all of it and part of its tolerance.

use crate::check::prelude::*;
use crate::insight::spend::AgainstBudget;

pub const CHECK: Check = Check { is_urgent: true, run: One(find), ..row!("budget-close", Money, Hypothesis) };

/// The share of the budget, in percent, from which the check fires.
const CLOSE: i64 = 90;

fn find(scene: &Scene) -> Option<Finding> {
    let against = spend::against_budget(scene.engagement, scene.engagement.cycle()).filter(is_close)?;
    let currency = &against.budget.currency;
    let (spent, budget) = (against.spent.grouped(), against.budget.amount.grouped());
    let share = against.percent.unwrap_or_default();
    let within = if against.status == BudgetStatus::Tolerated { ", within the tolerance" } else { "" };
    let sentence = format!("{currency} {spent} of the {currency} {budget} budget is spent ({share}%){within}");
    let finding = scene.asks(Reference::Engagement, "budget", sentence, ["budget.amount=AMOUNT"]);
    Some(finding.note("if more is agreed"))
}

fn is_close(against: &AgainstBudget) -> bool {
    against.status != BudgetStatus::Over && against.percent.is_some_and(|percent| percent >= CLOSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_close_from_nine_tenths_to_the_end_of_the_tolerance() {
        let changed = Example::of(&CHECK).with("engagement: {budget: {tolerance: 10}}");
        changed.boundaries(
            "spend/2026-03-05-cloud-aaaa: {amount: 9000}
             > engagement:budget: EUR 9,000 of the EUR 10,000 budget is spent (90%)
             spend/2026-03-05-cloud-aaaa: {amount: 8940}
             spend/2026-03-05-cloud-aaaa: {amount: 11000}
             > engagement:budget: EUR 11,000 of the EUR 10,000 budget is spent (110%), within the tolerance
             spend/2026-03-05-cloud-aaaa: {amount: 11001}
             engagement: {budget: ~}",
        );
    }
}
