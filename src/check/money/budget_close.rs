//! Nearly all of the budget is spent, or all of it and part of its tolerance.

use crate::check::prelude::*;
use crate::insight::spend::AgainstBudget;

pub const CHECK: Check = Check {
    id: "budget-close",
    presses: true,
    summary: "nine tenths of the budget are spent, or all of it within its tolerance",
    why: "Who hears of it now can still choose what the rest is for; who hears of it later can only pay.",
    remedy: "Tell who pays, and agree on what the rest is for or on a new budget.",
    source: "ten common errors of customer engagements: money",
    at: Step::Dev,
    both: &[
        ("engagement", "budget:\n  amount: 10000\n  currency: EUR\n"),
        ("spend/2026-03-05-cloud-aaaa", "on: 2026-03-05\nwhat: Machines\n"),
    ],
    fires: &[("spend/2026-03-05-cloud-aaaa", "amount: 9200\ncurrency: EUR\n")],
    silent: &[("spend/2026-03-05-cloud-aaaa", "amount: 8200\ncurrency: EUR\n")],
    run: One(find),
    ..super::from(Step::Hypothesis)
};

/// From this share of the budget, in percent, it is close.
const CLOSE: i64 = 90;

fn find(scene: &Scene) -> Option<Finding> {
    let against = spend::against_budget(scene.engagement, scene.engagement.cycle()).filter(is_close)?;
    let currency = &against.budget.currency;
    let (spent, budget) = (against.spent.grouped(), against.budget.amount.grouped());
    let share = against.percent.unwrap_or_default();
    let within = if against.standing == Standing::Tolerated { ", within its tolerance" } else { "" };
    let sentence = format!("{currency} {spent} is spent of a budget of {currency} {budget}, {share} %{within}");
    let finding = scene.asks(Reference::Engagement, "budget", sentence, ["budget.amount=AMOUNT"]);
    Some(finding.note("if more is agreed"))
}

fn is_close(against: &AgainstBudget) -> bool {
    against.standing != Standing::Over && against.percent.is_some_and(|percent| percent >= CLOSE)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(spent: &str) -> Vec<String> {
        let budget = json!({ "amount": "1000", "currency": "EUR", "tolerance": "10" });
        let spend = json!({ "on": "2026-03-02", "what": "x", "amount": spent, "currency": "EUR" });
        Case::at(Step::Validate, json!({ "engagement": { "budget": budget }, "spend/a": spend })).says("budget-close")
    }

    #[test]
    fn from_nine_tenths_to_the_end_of_the_tolerance_it_is_close() {
        assert_eq!(
            says("900"),
            ["engagement:budget: EUR 900 is spent of a budget of EUR 1,000, 90 %\n\
              engage set -e harbor-search --in engagement budget.amount=AMOUNT   # if more is agreed"]
        );
        assert!(says("1100")[0].contains("EUR 1,100 is spent of a budget of EUR 1,000, 110 %, within its tolerance\n"));
    }

    #[test]
    fn below_and_beyond_it_is_silent() {
        assert!(says("894").is_empty() && says("1101").is_empty());
        assert!(Case::at(Step::Validate, json!({})).says("budget-close").is_empty());
    }
}
