//! Gate of `after-action`: what the cycle cost is recorded, or that it cost nothing.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "spend-unrecorded",
    summary: "the cycle has no spend, and nobody said that nothing was spent",
    why: "Management decides on the next cycle by what this one cost; a blank reads as nothing and is seldom true.",
    source: "nine-step customer engagement process, step 8",
    remedy: "Record what it cost, if only as one sum; where nothing was spent, say so.",
    both: &[(
        "lessons/2026-03-08-they-set-the-test-aaaa",
        "on: 2026-03-08\nkind: sustain\nissue: the customer set the test\n",
    )],
    silent: &[("cycle-1/08-after-action", "spend: none\n")],
    run: One(find),
    ..super::from(Step::AfterAction)
};

fn find(scene: &Scene) -> Option<Finding> {
    let Entry { id, answers: Answers::AfterAction(review), .. } = scene.engagement.current()? else { return None };
    if review.spend.is_some() || scene.engagement.in_cycle::<Spend>(id.cycle).next().is_some() {
        return None;
    }
    let sentence = format!("cycle {} has no spend, and `spend` is not `none`", id.cycle);
    let add = scene.to_add("spend", "WHAT FOR").flag("amount", "AMOUNT");
    let add = if has_currency(scene) { add } else { add.flag("currency", "EUR") };
    Some(Finding::on(*id, sentence, add.or(scene.to_answer(["spend=none"]))).at("spend"))
}

/// Whether an amount that names no currency has one, from the budget or the workspace.
fn has_currency(scene: &Scene) -> bool {
    let budget = scene.engagement.charter.as_ref().and_then(|charter| charter.budget.as_ref());
    budget.is_some() || scene.settings.currency.is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn a_cycle_that_seems_to_have_cost_nothing_is_asked() {
        assert_eq!(
            Case::at(Step::AfterAction, json!({})).says("spend-unrecorded"),
            ["cycle-1/08-after-action:spend: cycle 1 has no spend, and `spend` is not `none`\n\
              engage add spend \"WHAT FOR\" -e harbor-search --amount AMOUNT --currency EUR   \
              # or: engage set -e harbor-search spend=none"]
        );
    }

    #[test]
    fn where_budget_or_workspace_name_a_currency_nobody_is_asked_for_it() {
        let budget = json!({ "engagement": { "budget": { "amount": "100", "currency": "EUR" } } });
        let settings = Case::at(Step::AfterAction, json!({})).set(json!({ "currency": "EUR" }));
        for case in [Case::at(Step::AfterAction, budget), settings] {
            assert!(case.says("spend-unrecorded")[0].contains("--amount AMOUNT   # or"));
        }
    }

    #[test]
    fn the_spend_of_the_last_cycle_does_not_count() {
        let case = Case::of(&json!({
            "cycle-1/08-after-action": { "entered": "2026-03-05" },
            "cycle-2/08-after-action": { "entered": "2026-03-09" },
            "spend/2026-03-05-x-aaaa": { "on": "2026-03-05", "what": "x", "amount": "1", "currency": "EUR" },
        }));
        assert_eq!(case.says("spend-unrecorded").len(), 1);
    }

    #[test]
    fn a_spend_of_the_cycle_or_none_said_is_enough() {
        let spend = json!({ "on": "2026-03-05", "what": "flights", "amount": "1200", "currency": "EUR" });
        for files in [
            json!({ "spend/2026-03-05-flights-aaaa": spend }),
            json!({ "cycle-1/08-after-action": { "spend": "none" } }),
        ] {
            assert!(Case::at(Step::AfterAction, files).says("spend-unrecorded").is_empty());
        }
    }
}
