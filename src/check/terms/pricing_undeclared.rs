//! Money is involved, and the pricing is not set.
//!
//! It applies once there is money: a contract, a budget or something spent.

use crate::check::prelude::*;

pub const CHECK: Check = Check { formal: true, run: One(find), ..row!("pricing-undeclared", Terms, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let charter = scene.charter_without(|charter| charter.pricing.is_some())?;
    let what = if charter.contract.is_some() {
        "there is a contract".to_owned()
    } else if let Some(budget) = &charter.budget {
        format!("there is a budget of {} {}", budget.currency, budget.amount.grouped())
    } else {
        let spent = spend::up_to_cycle(scene.engagement, scene.engagement.cycle());
        let first = spent.into_iter().find(|spending| spending.total != Amount::ZERO)?;
        format!("{} {} was spent", first.currency, first.total.grouped())
    };
    let sentence = format!("{what}, but the pricing is not set");
    let finding = scene.asks(Reference::Engagement, "pricing", sentence, ["pricing=WHICH"]);
    Some(finding.note("time-and-materials, fixed-price or no-charge"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_money_asks_how_it_is_paid_for() {
        CHECK.boundaries(
            "engagement: {contract: {reference: PA-1}}
             > engagement:pricing: there is a contract, but the pricing is not set
             engagement: {budget: {amount: 48000, currency: EUR}}
             > engagement:pricing: there is a budget of EUR 48,000, but the pricing is not set
             spend/2026-03-04-flights-aaaa: {amount: 0}
             spend/2026-03-04-flights-aaaa: ~",
        );
    }
}
