//! Money is recorded in several currencies, which are not added up.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("mixed-currency", Money, Hypothesis) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let spent = spend::up_to_cycle(engagement, engagement.cycle());
    let budget = engagement.charter.as_ref().and_then(|charter| charter.budget.as_ref());
    // without a budget, the most frequent currency is the expected one
    let entries =
        |currency: &Currency| engagement.all::<Spend>().filter(|(_, spend)| spend.currency == *currency).count();
    let most = spent.iter().max_by_key(|spending| entries(&spending.currency)).map(|spending| &spending.currency);
    let kept = budget.map(|budget| &budget.currency).or(most)?;
    let (name, _) = engagement.all::<Spend>().find(|(_, spend)| spend.currency != *kept)?;
    let totals: Vec<_> =
        spent.iter().map(|spending| format!("{} {}", spending.currency, spending.total.grouped())).collect();
    let but = if budget.is_some() { format!(", but the budget is in {kept}") } else { String::new() };
    let sentence = format!("{} {} spent{but}; there is no common total", words::and_list(&totals), are(totals.len()));
    let changes = ["amount=AMOUNT".to_owned(), format!("currency={kept}")];
    Some(scene.asks(name, "currency", sentence, changes).note(format!("the amount in {kept}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_currency_of_the_budget_or_the_usual_one_is_kept_to() {
        CHECK.boundaries(
            "spend/a: {on: 2026-03-02, what: x, amount: 1200, currency: EUR}
             > spend/2026-03-05-ferry-aaaa:currency: EUR 1,200 and SEK 840 are spent, but the budget is in EUR; there \
                 is no common total
             engagement: {budget: ~}, spend/a: &eur {on: 2026-03-02, what: x, amount: 1, currency: EUR}, spend/b: *eur
             > spend/2026-03-05-ferry-aaaa:currency: EUR 2 and SEK 840 are spent; there is no common total
             engagement: {budget: ~}
             spend/2026-03-05-ferry-aaaa: ~",
        );
    }
}
