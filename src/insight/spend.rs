//! What was spent: by category and currency, and against the budget. Amounts are exact; currencies
//! are never converted.

use crate::insight::demos::Demonstration;
use crate::insight::prelude::*;

/// What was spent in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spending {
    /// The currency.
    pub currency: Currency,
    /// By category in the order of the categories; spending without one last.
    pub by_category: Vec<(Option<Category>, Amount)>,
    /// The total.
    pub total: Amount,
}

/// What was spent in a cycle, by currency in alphabetical order.
pub fn in_cycle(engagement: &Engagement, cycle: u32) -> Vec<Spending> {
    by_currency(engagement.in_cycle::<Spend>(cycle).map(|(_, spend)| spend))
}

/// What was spent in all cycles up to and including one.
pub fn up_to_cycle(engagement: &Engagement, cycle: u32) -> Vec<Spending> {
    by_currency(spends(engagement, cycle))
}

fn spends(engagement: &Engagement, cycle: u32) -> impl Iterator<Item = &Spend> {
    let spends = engagement.all::<Spend>().map(|(_, spend)| spend);
    spends.filter(move |spend| engagement.stay_of(*spend).is_none_or(|stay| stay.cycle <= cycle))
}

fn by_currency<'a>(spends: impl Iterator<Item = &'a Spend>) -> Vec<Spending> {
    let mut sorted: BTreeMap<&Currency, Vec<&Spend>> = BTreeMap::new();
    for spend in spends {
        sorted.entry(&spend.currency).or_default().push(spend);
    }
    sorted.into_iter().map(|(currency, spends)| spending(currency, &spends)).collect()
}

fn spending(currency: &Currency, spends: &[&Spend]) -> Spending {
    let categories = Category::ALL.iter().copied().map(Some).chain([None]);
    let of = |category: Option<Category>| {
        let mut amounts = spends.iter().filter(|spend| spend.category == category).map(|spend| spend.amount).peekable();
        amounts.peek().is_some().then(|| (category, amounts.sum()))
    };
    Spending {
        currency: currency.clone(),
        by_category: categories.filter_map(of).collect(),
        total: spends.iter().map(|spend| spend.amount).sum(),
    }
}

/// What was spent on the way to a demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnTheWay {
    /// The day of the demonstration; none for spending after the last one.
    pub demo: Option<Date>,
    /// What was spent since the previous demonstration and by that day, by currency.
    pub spent: Vec<Spending>,
}

/// The cost of each demonstration: everything spent by its day since the previous one. Several on one
/// day count as one. Spending after the last demonstration comes last.
pub fn per_demo(engagement: &Engagement, demos: &[Demonstration]) -> Vec<OnTheWay> {
    let mut days: Vec<_> = demos.iter().map(|demo| demo.on).collect();
    days.dedup();
    let mut from = None;
    let mut ways = Vec::new();
    for demo in days.into_iter().map(Some).chain([None]) {
        let is_on_the_way = |on: Date| from.is_none_or(|from| on > from) && demo.is_none_or(|demo| on <= demo);
        let spends = engagement.all::<Spend>().map(|(_, spend)| spend).filter(|spend| is_on_the_way(spend.on));
        ways.push(OnTheWay { demo, spent: by_currency(spends) });
        from = demo;
    }
    ways.retain(|way| way.demo.is_some() || !way.spent.is_empty());
    ways
}

/// Our hours worked according to the spending of a cycle.
pub fn hours(engagement: &Engagement, cycle: u32) -> Amount {
    engagement.in_cycle::<Spend>(cycle).filter_map(|(_, spend)| spend.hours).sum()
}

/// How spending compares with the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BudgetStatus {
    /// Within the budget.
    Within,
    /// Over the budget, within its tolerance.
    Tolerated,
    /// Over the tolerance.
    Over,
}

/// What was spent in the budget's currency, against the budget.
#[derive(Debug, Clone, PartialEq)]
pub struct AgainstBudget<'a> {
    /// The budget.
    pub budget: &'a Budget,
    /// What was spent.
    pub spent: Amount,
    /// Its share of the budget in whole percent; none if the budget is zero.
    pub percent: Option<i64>,
    /// How it compares with the budget.
    pub status: BudgetStatus,
}

/// The spending of all cycles up to and including one against the budget; none without a budget.
///
/// Only spending in the budget's own currency counts.
pub fn against_budget(engagement: &Engagement, cycle: u32) -> Option<AgainstBudget<'_>> {
    let budget = engagement.charter.as_ref()?.budget.as_ref()?;
    let spent: Amount =
        spends(engagement, cycle).filter(|spend| spend.currency == budget.currency).map(|spend| spend.amount).sum();
    let status = if spent <= budget.amount {
        BudgetStatus::Within
    } else if spent <= most(budget) {
        BudgetStatus::Tolerated
    } else {
        BudgetStatus::Over
    };
    Some(AgainstBudget { budget, spent, percent: spent.percent_of(budget.amount), status })
}

/// The budget with its tolerance.
pub fn most(budget: &Budget) -> Amount {
    budget.tolerance.map_or(budget.amount, |percent| budget.amount.plus_percent(percent))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::insight::fixture;

    fn spent(amounts: &[(&str, &str, &str)], budget: &str) -> Engagement {
        let mut records = json!({});
        for (at, (amount, currency, category)) in amounts.iter().enumerate() {
            records[format!("spend/2026-03-02-x-{at}")] =
                json!({ "amount": amount, "currency": currency, "category": category, "during": "cycle-1/01-dev" });
        }
        let budget = json!({ "amount": budget, "currency": "EUR", "tolerance": "10" });
        let entries = json!({ "cycle-1/01-dev": "2026-03-01" });
        fixture::from(&json!({ "charter": { "budget": budget }, "entries": entries, "records": records }))
    }

    #[test]
    fn cents_add_up_by_category_and_a_refund_takes_off() {
        let spends =
            [("0.10", "EUR", "travel"), ("0.20", "EUR", "travel"), ("-0.05", "EUR", ""), ("7", "CHF", "cloud")];
        let engagement = spent(&spends, "1");
        let spending = in_cycle(&engagement, 1);
        let amount = |text: &str| text.parse::<Amount>().unwrap();
        assert_eq!(spending.iter().map(|s| s.currency.to_string()).collect::<Vec<_>>(), ["CHF", "EUR"]);
        assert_eq!(spending[1].by_category, [(Some(Category::Travel), amount("0.30")), (None, amount("-0.05"))]);
        assert_eq!(spending[1].total, amount("0.25"));
        assert_eq!(up_to_cycle(&engagement, 1), spending);
        assert!(in_cycle(&engagement, 2).is_empty());
    }

    #[test]
    fn a_demo_costs_what_was_spent_since_the_one_before() {
        let engagement = fixture::engagement(
            r#"{"entries": {"cycle-1/01-demo": "2026-03-10", "cycle-1/02-demo": "2026-03-10",
                "cycle-1/03-demo": "2026-03-20", "cycle-1/04-adjust": "2026-03-20"}, "records": {
                "spend/2026-03-01-x": {"amount": "1"}, "spend/2026-03-10-x": {"amount": "2"},
                "spend/2026-03-11-x": {"amount": "4"}, "spend/2026-03-21-x": {"amount": "8"}}}"#,
        );
        let ways = per_demo(&engagement, &crate::insight::demos::all(&engagement));
        let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
        let lines: Vec<_> =
            ways.iter().map(|way| format!("{} {}", day(way.demo), way.spent[0].total.plain())).collect();
        assert_eq!(lines, ["2026-03-10 3", "2026-03-20 4", "- 8"]);
        assert!(per_demo(&fixture::engagement("{}"), &[]).is_empty());
    }

    #[test]
    fn the_budget_holds_within_its_tolerance_and_not_beyond() {
        for (paid, status) in [
            ("100.00", BudgetStatus::Within),
            ("100.01", BudgetStatus::Tolerated),
            ("110", BudgetStatus::Tolerated),
            ("110.01", BudgetStatus::Over),
        ] {
            let engagement = spent(&[(paid, "EUR", "cloud"), ("999", "USD", "cloud")], "100");
            assert_eq!(against_budget(&engagement, 1).unwrap().status, status, "{paid}");
        }
        assert_eq!(against_budget(&spent(&[("50", "EUR", "")], "200"), 1).unwrap().percent, Some(25));
        assert!(against_budget(&fixture::engagement("{}"), 1).is_none());
    }
}
