//! More was spent than the budget and its tolerance allow.

use crate::check::prelude::*;

pub const CHECK: Check = Check { is_urgent: true, run: One(find), ..row!("budget-exceeded", Money, Hypothesis) };

fn find(scene: &Scene) -> Option<Finding> {
    let against = spend::against_budget(scene.engagement, scene.engagement.cycle());
    let over = against.filter(|against| against.status == BudgetStatus::Over)?;
    let currency = &over.budget.currency;
    let share = over.percent.map_or(String::new(), |percent| format!(" ({percent}%)"));
    let beyond = match over.budget.tolerance {
        Some(tolerance) => format!("above the tolerance of {}%", tolerance.plain()),
        None => "with no tolerance".to_owned(),
    };
    let sentence = format!(
        "{currency} {} of the {currency} {} budget is spent{share}, {beyond}",
        over.spent.grouped(),
        over.budget.amount.grouped()
    );
    let finding = scene.asks(Reference::Engagement, "budget", sentence, ["budget.amount=AMOUNT"]);
    Some(finding.note("once it is agreed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_tolerance_is_too_much() {
        CHECK.boundaries(
            "spend/2026-03-05-cloud-aaaa: {amount: 11000}
             spend/2026-03-05-cloud-aaaa: {amount: 11000.5}
             > engagement:budget: EUR 11,000.50 of the EUR 10,000 budget is spent (110%), above the tolerance of 10%
             engagement: {budget: {tolerance: ~}}, spend/2026-03-05-cloud-aaaa: {amount: 10000.01}
             > engagement:budget: EUR 10,000.01 of the EUR 10,000 budget is spent (100%), with no tolerance
             engagement: {budget: {tolerance: ~}}, spend/2026-03-05-cloud-aaaa: {amount: 10000}
             engagement: {budget: ~}",
        );
    }
}
