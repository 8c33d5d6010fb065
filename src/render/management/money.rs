//! What was spent, by category, with the earlier cycles beside this one, against the budget.

use crate::insight::spend::{self as figures, AgainstBudget, Spending, Standing};
use crate::model::engagement::Engagement;
use crate::model::entry::AfterAction;
use crate::model::number::{Amount, Currency};
use crate::model::record::Category;
use crate::render::view::view;
use crate::render::{draw, said};

view! {
    /// What was spent by the end of a cycle.
    pub struct Spend {
        /// What was spent in each currency.
        currencies: Vec<InCurrency>,
        /// Whether the record says that nothing was spent.
        none: bool,
        /// What is spent by the end of this cycle, against the budget and its tolerance.
        budget: String,
        /// What is spent of the budget, as a bar.
        budget_bar: String,
    }

    /// All of one currency.
    struct InCurrency {
        /// The currency.
        currency: String,
        /// The cycles, with all of them at the end.
        columns: Vec<String>,
        /// Each of them, a line of a table.
        rows: Vec<Row>,
    }

    /// One category, or all of them, with an amount for each column.
    struct Row {
        /// What kind of spend.
        category: String,
        /// The sum of each column.
        amounts: Vec<String>,
        /// Its share of all that was spent in the currency, with a bar.
        share: String,
    }
}

impl Spend {
    /// Whether nobody wrote down what was spent, nor that it was nothing.
    pub fn is_empty(&self) -> bool {
        self.currencies.is_empty() && !self.none
    }
}

/// What was spent in a cycle and in those before it.
pub fn spend(engagement: &Engagement, cycle: u32) -> Spend {
    let all = figures::up_to_cycle(engagement, cycle);
    let against = figures::against_budget(engagement, cycle);
    Spend {
        none: all.is_empty()
            && engagement.last_answers::<AfterAction>(cycle).is_some_and(|review| review.spend.is_some()),
        currencies: all.iter().map(|spending| in_currency(engagement, cycle, spending)).collect(),
        budget: against.as_ref().map(budget).unwrap_or_default(),
        budget_bar: against
            .and_then(|against| against.percent.filter(|percent| *percent >= 0))
            .map(draw::bar)
            .unwrap_or_default(),
    }
}

/// A column for each cycle in which this currency was spent, and one for all where there are several.
fn in_currency(engagement: &Engagement, cycle: u32, all: &Spending) -> InCurrency {
    let spent = |at: u32| figures::in_cycle(engagement, at).into_iter().find(|spent| spent.currency == all.currency);
    let cycles: std::collections::BTreeSet<u32> = engagement.walk.iter().map(|entry| entry.cycle).collect();
    let cycles = cycles.into_iter().filter(|at| *at <= cycle);
    let mut parts: Vec<_> = cycles.filter_map(|at| Some((format!("Cycle {at}"), spent(at)?))).collect();
    if parts.len() != 1 {
        parts.push(("All".to_owned(), all.clone()));
    }
    let spendings: Vec<_> = parts.iter().map(|(_, spending)| spending).collect();
    let rows = all.by_category.iter().map(|(category, amount)| row(&spendings, *category, *amount, all.total));
    let total = Row {
        category: "total".to_owned(),
        amounts: spendings.iter().map(|spending| cents(spending.total, &all.currency)).collect(),
        share: "100 %".to_owned(),
    };
    let rows = if all.by_category.len() > 1 { rows.chain([total]).collect() } else { rows.collect() };
    InCurrency {
        currency: all.currency.to_string(),
        columns: parts.iter().map(|(name, _)| name.clone()).collect(),
        rows,
    }
}

fn row(spendings: &[&Spending], category: Option<Category>, amount: Amount, total: Amount) -> Row {
    let of = |spending: &&Spending| {
        let found = spending.by_category.iter().find(|(of, _)| *of == category);
        found.map_or_else(|| said::DOES_NOT_APPLY.to_owned(), |(_, amount)| cents(*amount, &spending.currency))
    };
    Row {
        category: category.map_or_else(|| "no category".to_owned(), |category| category.to_string()),
        amounts: spendings.iter().map(of).collect(),
        share: share(amount, total),
    }
}

/// A bar with its percentage; a refund has no share.
fn share(amount: Amount, total: Amount) -> String {
    match amount.percent_of(total).filter(|_| total > Amount::ZERO) {
        Some(0) if amount > Amount::ZERO => format!("{} under 1 %", draw::bar(1)),
        Some(percent) if (0..=100).contains(&percent) && amount >= Amount::ZERO => {
            format!("{} {percent} %", draw::bar(percent))
        }
        _ => said::DOES_NOT_APPLY.to_owned(),
    }
}

/// Money without its currency, which stands above.
fn cents(amount: Amount, currency: &Currency) -> String {
    let money = said::money(amount, currency);
    money.split_once(' ').map_or(money.clone(), |(_, amount)| amount.to_owned())
}

fn budget(against: &AgainstBudget) -> String {
    let budget = against.budget;
    let money = |amount| said::money(amount, &budget.currency);
    let share = against.percent.filter(|percent| *percent >= 0);
    let share = share.map(|percent| format!(" ({percent} percent)")).unwrap_or_default();
    let standing = match (against.standing, budget.tolerance) {
        (Standing::Within, None) => "within the budget".to_owned(),
        (Standing::Within, Some(percent)) => {
            format!("within the budget, which may be passed by {} percent", percent.plain())
        }
        (Standing::Tolerated, _) => "over the budget, within its tolerance".to_owned(),
        (Standing::Over, Some(percent)) => format!("over the budget and its tolerance of {} percent", percent.plain()),
        (Standing::Over, None) => "over the budget".to_owned(),
    };
    format!("{} of {}{share}: {standing}", money(against.spent), money(budget.amount))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_drawn_where_there_is_one() {
        let share = |amount: &str, total: &str| share(amount.parse().unwrap(), total.parse().unwrap());
        assert_eq!(share("25", "100"), "███░░░░░░░ 25 %");
        assert_eq!(share("0.1", "100"), "█░░░░░░░░░ under 1 %");
        assert_eq!(share("0", "100"), "░░░░░░░░░░ 0 %");
        for (amount, total) in [("-5", "100"), ("5", "-100"), ("5", "0"), ("120", "100")] {
            assert_eq!(share(amount, total), "–", "{amount} of {total}");
        }
    }
}
