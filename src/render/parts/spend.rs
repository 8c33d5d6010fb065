//! What was spent, by currency and category, and how that compares with the budget.

use crate::insight::spend as figures;
use crate::render::parts::prelude::*;

view! {
    /// What was spent.
    pub struct SpendView {
        /// What was spent in each currency.
        currencies: Vec<InCurrency>,
        /// Whether the record says that nothing was spent.
        none: bool,
        /// What is spent by the end of the cycle, against the budget and its tolerance.
        budget: BudgetView,
    }

    /// What was spent in one currency.
    pub struct InCurrency {
        /// The currency.
        currency: String,
        /// The cycles, with all of them at the end where they are several.
        columns: Vec<String>,
        /// Each category, a line of a table.
        rows: Vec<SpendRow>,
        /// The sum of each column.
        totals: Vec<Money>,
    }

    /// What went to one category.
    pub struct SpendRow {
        /// What kind of spend; empty where that is not recorded.
        category: &'static str,
        /// The sum of each column.
        amounts: Vec<Money>,
        /// Its share of all that was spent in the currency, such as 25%; empty where it has none.
        share: String,
    }

    /// Money, in a currency named elsewhere.
    #[derive(Default)]
    pub struct Money {
        /// With thousands apart and cents, such as 12,400.50; empty where there is none.
        words: String,
        /// As a decimal.
        amount: Option<Amount>,
    }

    /// A budget, and what is spent of it; empty where there is none.
    #[derive(Default)]
    pub struct BudgetView {
        /// What is spent, with its currency.
        pub spent: String,
        /// The budget, with its currency.
        pub amount: String,
        /// How many percent of it are spent.
        pub percent: Option<u32>,
        /// By how many percent it may be passed.
        pub tolerance: String,
        /// Whether what is spent is within it, or within its tolerance: `within`, `tolerated` or `over`.
        standing_key: &'static str,
        /// All of that in a line.
        pub line: String,
    }
}

impl SpendView {
    /// Whether neither spend nor its absence is recorded.
    pub fn is_empty(&self) -> bool {
        self.currencies.is_empty() && !self.none
    }
}

/// What was spent in a cycle.
pub fn in_cycle(engagement: &Engagement, cycle: u32) -> SpendView {
    of(engagement, cycle, &figures::in_cycle(engagement, cycle), &[cycle].into())
}

/// What was spent up to and including a cycle.
pub fn up_to_cycle(engagement: &Engagement, cycle: u32) -> SpendView {
    let cycles = engagement.walk.iter().map(|entry| entry.cycle).filter(|at| *at <= cycle).collect();
    of(engagement, cycle, &figures::up_to_cycle(engagement, cycle), &cycles)
}

fn of(engagement: &Engagement, cycle: u32, all: &[Spending], cycles: &BTreeSet<u32>) -> SpendView {
    let review = engagement.last_answers::<AfterAction>(cycle);
    SpendView {
        none: all.is_empty() && review.is_some_and(|review| review.spend.is_some()),
        currencies: all.iter().map(|spending| in_currency(engagement, cycles, spending)).collect(),
        budget: budget(engagement, cycle),
    }
}

/// A column for each cycle with spend in this currency, and a total if there are several.
fn in_currency(engagement: &Engagement, cycles: &BTreeSet<u32>, all: &Spending) -> InCurrency {
    let spent = |at: u32| figures::in_cycle(engagement, at).into_iter().find(|spent| spent.currency == all.currency);
    let mut parts: Vec<_> = cycles.iter().filter_map(|at| Some((format!("Cycle {at}"), spent(*at)?))).collect();
    if parts.len() != 1 {
        parts.push(("All".to_owned(), all.clone()));
    }
    let (columns, spendings): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    InCurrency {
        currency: all.currency.to_string(),
        columns,
        rows: all.by_category.iter().map(|(category, amount)| row(&spendings, *category, *amount, all.total)).collect(),
        totals: spendings.iter().map(|spending| money(spending.total)).collect(),
    }
}

fn row(spendings: &[Spending], category: Option<Category>, amount: Amount, total: Amount) -> SpendRow {
    let of = |spending: &Spending| {
        let found = spending.by_category.iter().find(|(of, _)| *of == category);
        found.map(|(_, amount)| money(*amount)).unwrap_or_default()
    };
    SpendRow {
        category: category.map(Category::word).unwrap_or_default(),
        amounts: spendings.iter().map(of).collect(),
        share: share(amount, total),
    }
}

/// `25%`; a refund has no share.
fn share(amount: Amount, total: Amount) -> String {
    match amount.percent_of(total).filter(|_| total > Amount::ZERO) {
        Some(0) if amount > Amount::ZERO => "under 1%".to_owned(),
        Some(percent) if (0..=100).contains(&percent) && amount >= Amount::ZERO => format!("{percent}%"),
        _ => String::new(),
    }
}

fn money(amount: Amount) -> Money {
    Money { words: wording::cents(amount), amount: Some(amount) }
}

/// The budget, and what is spent of it by the end of a cycle: `EUR 340 of EUR 1,000 (34%)`; the tolerance is named once
/// the budget is passed.
pub fn budget(engagement: &Engagement, cycle: u32) -> BudgetView {
    let Some(against) = figures::against_budget(engagement, cycle) else { return BudgetView::default() };
    let money = |amount| wording::rounded(amount, &against.budget.currency);
    let percent = against.percent.and_then(|percent| u32::try_from(percent).ok());
    let (spent, amount) = (money(against.spent), money(against.budget.amount));
    let tolerance = against.budget.tolerance.map(Amount::plain);
    let share = percent.map(|percent| format!(" ({percent}%)")).unwrap_or_default();
    let (standing_key, passed) = match (against.status, &tolerance) {
        (BudgetStatus::Within, _) => ("within", String::new()),
        (BudgetStatus::Tolerated, Some(bound)) => {
            ("tolerated", format!(", over budget but within its {bound}% tolerance"))
        }
        (BudgetStatus::Tolerated, None) => ("tolerated", String::new()),
        (BudgetStatus::Over, Some(bound)) => ("over", format!(", over budget and its {bound}% tolerance")),
        (BudgetStatus::Over, None) => ("over", ", over budget".to_owned()),
    };
    BudgetView {
        line: format!("{spent} of {amount}{share}{passed}"),
        spent,
        amount,
        percent,
        tolerance: tolerance.unwrap_or_default(),
        standing_key,
    }
}

/// `EUR 1,200 and USD 80.50`; empty if there is none.
pub fn totals(spent: &[Spending]) -> String {
    words::and_list(spent.iter().map(|spending| wording::rounded(spending.total, &spending.currency)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_percentage_of_a_positive_total() {
        let share = |amount: &str, total: &str| share(amount.parse().unwrap(), total.parse().unwrap());
        assert_eq!(share("25", "100"), "25%");
        assert_eq!(share("0.1", "100"), "under 1%");
        assert_eq!(share("0", "100"), "0%");
        for (amount, total) in [("-5", "100"), ("5", "-100"), ("5", "0"), ("120", "100")] {
            assert_eq!(share(amount, total), "", "{amount} of {total}");
        }
    }
}
