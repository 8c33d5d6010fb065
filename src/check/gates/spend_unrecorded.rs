//! Gate of `after-action`: what the cycle cost is recorded, or that it cost nothing.

use crate::check::prelude::*;
use crate::model::entry::AfterAction;

pub const CHECK: Check = Check {
    id: "spend-unrecorded",
    summary: "the cycle has no spend, and nobody said that nothing was spent",
    why: "Management decides on the next cycle by what this one cost; a blank reads as nothing and is seldom true.",
    source: "nine-step customer engagement process, step 8",
    remedy: "Record what it cost, if only as one sum; where nothing was spent, say so.",
    fires: &[(
        "lessons/2026-03-08-they-set-the-test-aaaa",
        "on: 2026-03-08\nkind: sustain\nissue: the customer set the test\n",
    )],
    silent: &[
        (
            "lessons/2026-03-08-they-set-the-test-aaaa",
            "on: 2026-03-08\nkind: sustain\nissue: the customer set the test\n",
        ),
        ("cycle-1/08-after-action", "spend: none\n"),
    ],
    run,
    ..super::from(Step::AfterAction)
};

fn run(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let Some(Entry { id: place, answers: Answers::AfterAction(AfterAction { spend: None, .. }), .. }) =
        engagement.current()
    else {
        return vec![];
    };
    if engagement.in_cycle::<Spend>(place.cycle).next().is_some() {
        return vec![];
    }
    let id = &engagement.id;
    let sentence = format!("cycle {} has no spend, and `spend` is not `none`", place.cycle);
    let currency = if has_currency(scene) { "" } else { " --currency EUR" };
    let remedy = format!(
        "engage add spend \"WHAT FOR\" -e {id} --amount AMOUNT{currency}   # or: engage set -e {id} spend=none"
    );
    vec![Finding::on(place.reference(), sentence, remedy).at("spend")]
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
