//! There are terms, and nobody said what kind of sale they are part of.
//!
//! It waits for terms: a contract, a price to be paid or a budget. Before there are any, nothing is being sold.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "sale-undeclared",
    formal: true,
    level: Level::Advice,
    summary: "there are terms, and nobody said whether the sale is tactical or strategic",
    why: "One deal and a whole account are worth different losses; unsaid, each of us works for another of the two.",
    remedy: "Agree among ourselves whether it is this one deal (tactical) or the account (strategic), and write it.",
    source: "ten common errors of customer engagements: the kind of sale",
    fires: &[("engagement", "pricing: time-and-materials\nbudget:\n  amount: 48000\n  currency: EUR\n")],
    silent: &[(
        "engagement",
        "sale: tactical\npricing: time-and-materials\nbudget:\n  amount: 48000\n  currency: EUR\n",
    )],
    run: One(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Option<Finding> {
    let charter = scene.charter_without(|charter| charter.sale.is_some())?;
    let paid = matches!(charter.pricing, Some(Pricing::TimeAndMaterials | Pricing::FixedPrice));
    let there = [(charter.contract.is_some(), "a contract"), (paid, "a price"), (charter.budget.is_some(), "a budget")];
    let terms: Vec<_> = there.into_iter().filter(|(there, _)| *there).map(|(_, what)| what).collect();
    let sentence = format!("there is {}, and nobody said what kind of sale this is", words::and_list(&terms));
    let finding = || scene.asks(Reference::Engagement, "sale", sentence, ["sale=tactical"]).note("or strategic");
    (!terms.is_empty()).then(finding)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, charter: Value) -> Vec<String> {
        let mut files = json!({});
        files["engagement"] = charter;
        Case::at(step, files).says("sale-undeclared")
    }

    #[test]
    fn terms_without_a_kind_of_sale_are_named() {
        let terms = json!({ "contract": { "reference": "PA-1" }, "pricing": "fixed-price" });
        assert_eq!(
            says(Step::Select, terms),
            ["engagement:sale: there is a contract and a price, and nobody said what kind of sale this is\n\
              engage set -e harbor-search --in engagement sale=tactical   # or strategic"]
        );
    }

    #[test]
    fn declared_without_terms_or_too_early_is_fine() {
        assert!(says(Step::Select, json!({ "sale": "strategic", "pricing": "fixed-price" })).is_empty());
        assert!(says(Step::Select, json!({ "pricing": "no-charge" })).is_empty());
        assert!(says(Step::Select, json!({})).is_empty());
        assert!(says(Step::Validate, json!({ "pricing": "fixed-price" })).is_empty());
    }

    #[test]
    fn after_the_end_nothing_is_sold() {
        let ended = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        let files = json!({ "engagement": { "pricing": "fixed-price" }, "outcomes/01-called-off": ended });
        assert!(Case::at(Step::Select, files).says("sale-undeclared").is_empty());
    }
}
