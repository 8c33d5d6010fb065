//! What was spent against the budget, and the hours it took of us and of the customer.

use crate::insight::hours;
use crate::insight::spend::{self as figures, AgainstBudget, Spending, Standing};
use crate::model::engagement::Engagement;
use crate::model::entry::AfterAction;
use crate::model::number::Amount;
use crate::model::words;
use crate::render::view::view;
use crate::render::{draw, said};

view! {
    /// What a cycle took.
    pub struct Spend {
        /// Each of them, a line of a table.
        rows: Vec<Row>,
        /// Whether the record says that nothing was spent.
        none: bool,
        /// What is spent by the end of this cycle, against the budget and its tolerance.
        budget: String,
        /// The hours of our own people.
        pub our_hours: String,
        /// The hours of the customer's people, by step.
        pub their_hours: String,
    }

    /// What went to one category in one currency, or all of it.
    pub struct Row {
        /// What kind of spend.
        category: String,
        /// Money, with its currency.
        amount: String,
        /// Its share of all that was spent in the currency, as a bar.
        share: String,
    }
}

impl Spend {
    /// Whether nobody wrote down what was spent, nor that it was nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && !self.none && self.our_hours.is_empty()
    }
}

/// What a cycle took in money and hours.
pub fn spend(engagement: &Engagement, cycle: u32) -> Spend {
    let spent = figures::in_cycle(engagement, cycle);
    let ours = figures::hours(engagement, cycle);
    Spend {
        rows: spent.iter().flat_map(rows).collect(),
        none: engagement.last_answers::<AfterAction>(cycle).is_some_and(|review| review.spend.is_some()),
        budget: figures::against_budget(engagement, cycle).as_ref().map(budget).unwrap_or_default(),
        our_hours: if ours == Amount::ZERO { String::new() } else { ours.plain() },
        their_hours: their_hours(engagement, cycle),
    }
}

/// `53 (validate 7.5, onsite 32.5 and demo 13)`.
fn their_hours(engagement: &Engagement, cycle: u32) -> String {
    let theirs = hours::theirs(engagement, cycle);
    let steps: Vec<_> = theirs.by_step.iter().map(|(step, hours)| format!("{step} {}", hours.plain())).collect();
    if steps.is_empty() { String::new() } else { format!("{} ({})", theirs.total.plain(), words::and_list(&steps)) }
}

fn rows(spending: &Spending) -> Vec<Row> {
    let share = |amount: Amount| amount.percent_of(spending.total).map(draw::bar);
    let row = |category: String, amount: Amount, share: Option<String>| Row {
        category,
        amount: said::money(amount, &spending.currency),
        share: share.unwrap_or_else(|| said::DOES_NOT_APPLY.to_owned()),
    };
    let mut rows: Vec<_> = (spending.by_category.iter())
        .map(|(category, amount)| (category.map_or_else(|| "no category".to_owned(), |c| c.to_string()), *amount))
        .map(|(category, amount)| row(category, amount, share(amount)))
        .collect();
    rows.push(row("total".to_owned(), spending.total, None));
    rows
}

pub fn budget(against: &AgainstBudget) -> String {
    let money = |amount| said::money(amount, &against.budget.currency);
    let share = against.percent.map(|percent| format!("{percent} percent"));
    let tolerance = against.budget.tolerance.map(|percent| format!("tolerance {} percent", percent.plain()));
    let standing = match (against.standing, &tolerance) {
        (Standing::Within, _) => "within the budget",
        (Standing::Tolerated, _) => "over the budget, within its tolerance",
        (Standing::Over, Some(_)) => "over the budget and its tolerance",
        (Standing::Over, None) => "over the budget",
    };
    let (spent, budget) = (money(against.spent), money(against.budget.amount));
    let bounds: Vec<_> = share.into_iter().chain(tolerance).collect();
    let bounds = if bounds.is_empty() { String::new() } else { format!(" ({})", bounds.join("; ")) };
    format!("{spent} of {budget}{bounds}: {standing}")
}
