//! Gate of `after-action`: the cost of the cycle is recorded, or that it cost nothing.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("spend-unrecorded", Gates, AfterAction) };

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

/// Whether an amount without a currency gets one from the budget or the workspace.
fn has_currency(scene: &Scene) -> bool {
    let budget = scene.engagement.charter.as_ref().and_then(|charter| charter.budget.as_ref());
    budget.is_some() || scene.settings.currency.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spend_of_the_cycle_is_enough_and_a_known_currency_is_not_asked_for() {
        CHECK.boundaries(
            "spend/a: {on: 2026-03-05, what: x, amount: 1, currency: EUR}
             again_at: after-action, spend/a: {on: 2026-03-05, what: x, amount: 1, currency: EUR}
             > cycle-2/08-after-action:spend: cycle 2 has no spend, and `spend` is not `none`
             engagement: {budget: {amount: 100, currency: EUR}}
             > cycle-1/08-after-action:spend: cycle 1 has no spend, and `spend` is not `none`
             > engage add spend \"WHAT FOR\" -e harbor-search --amount AMOUNT   # or: engage set -e harbor-search \
                 spend=none
             engage.yaml: {currency: EUR}
             > cycle-1/08-after-action:spend: cycle 1 has no spend, and `spend` is not `none`
             > engage add spend \"WHAT FOR\" -e harbor-search --amount AMOUNT   # or: engage set -e harbor-search \
                 spend=none",
        );
    }
}
