//! The text of the portfolio: the engagements that need attention most, one line each, the number of the others, and
//! the figures across all.

mod across;
mod row;
pub mod summary;

use crate::render::documents::prelude::*;
use crate::render::{parts, subject};
use row::PortfolioRow;
use summary::{LINES, Summary};

view! {
    /// Everything the template can place.
    pub struct View {
        /// The day used for figures: by default the last day in the records.
        as_of: String,
        /// The same as YYYY-MM-DD.
        as_of_iso: Option<Date>,
        /// How many engagements there are, by state.
        states: String,
        /// The few that need attention most, each with the reason.
        urgent: Vec<row::PortfolioRow>,
        /// The engagements, those that need attention first.
        engagements: Vec<PortfolioRow>,
        /// How many engagements have no line of their own, by state and step.
        others: String,
        /// Figures across all engagements.
        figures: Vec<across::Figure>,
        /// Lessons and approaches that recur in several engagements.
        recurring: Vec<across::RecurringView>,
        /// How many more of those there are, in words.
        other_recurring: String,
    }
}

/// The maximum number of engagements with the reason why they need attention.
const MOST_URGENT: usize = 3;

/// The maximum number of lessons and approaches listed.
const MOST_RECURRING: usize = 3;

/// The portfolio of a workspace.
pub fn view(portfolio: &subject::Portfolio) -> View {
    let subject::Portfolio { summaries, is_published, day, last } = *portfolio;
    let today = day.or(last);
    let lines = if is_published { summaries.len() } else { LINES.min(summaries.len()) };
    let (listed, rest) = summaries.split_at(lines);
    let mut recurring = across::recurring(summaries);
    let other_recurring = wording::not_shown(recurring.len().saturating_sub(MOST_RECURRING));
    recurring.truncate(MOST_RECURRING);
    let engagements: Vec<_> = listed.iter().map(|summary| row(summary, is_published)).collect();
    let urgent = engagements.iter().filter(|row| !row.reason.is_empty()).take(MOST_URGENT).cloned();
    View {
        as_of: parts::day(today),
        as_of_iso: today,
        states: across::states(summaries),
        urgent: urgent.collect(),
        engagements,
        others: counted(rest),
        figures: today.map(|_| across::figures(summaries)).unwrap_or_default(),
        recurring,
        other_recurring,
    }
}

/// The line of an engagement, with the address of its page where it has one.
fn row(summary: &Summary, is_published: bool) -> PortfolioRow {
    let mut row = summary.row.clone();
    if is_published {
        row.page = format!("{}/index.html", summary.id);
    }
    row
}

/// `12 more engagements are not listed: 10 open (3 at dev, 7 at demo), 2 completed.`; empty if there are none.
fn counted(others: &[Summary]) -> String {
    let number = |is: &dyn Fn(&Summary) -> bool| others.iter().filter(|summary| is(summary)).count();
    let at = |step: Option<Step>| number(&|summary| summary.is_open && summary.step == step);
    let ended = |kind| number(&|summary| summary.ended == Some(kind));
    let steps = Step::ALL.iter().map(|step| (at(Some(*step)), format!("at {step}")));
    let steps = wording::counted(steps.chain([(at(None), "before the first step".to_owned())])).join(", ");
    let open = (number(&|summary| summary.is_open), format!("open ({steps})"));
    let ended = [(ended(OutcomeKind::Completed), "completed"), (ended(OutcomeKind::CalledOff), "called off")];
    let states = [wording::counted([open]), wording::counted(ended)].concat().join(", ");
    match others.len() {
        0 => String::new(),
        1 => format!("1 more engagement is not listed: {states}."),
        more => format!("{more} more engagements are not listed: {states}."),
    }
}

#[cfg(test)]
mod tests;
