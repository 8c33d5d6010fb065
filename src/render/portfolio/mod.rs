//! What the portfolio says, in words: the engagements that need attention most, one line each, the number
//! of the others, and the figures across all of them.

mod across;
mod rest;
mod row;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::{attention, markdown, said, standing};
use crate::insight::as_of;
use crate::render::subject;

/// Everything the template can place.
#[derive(Debug, Serialize)]
pub struct View {
    as_of: String,
    engagements: Vec<row::Row>,
    others: String,
    figures: Vec<across::Figure>,
    recurring: Vec<across::Recurring>,
    other_recurring: String,
}

/// The most engagements with a line of their own, and the most lessons and approaches.
const LINES: usize = 50;

/// The portfolio of a workspace.
pub fn view(portfolio: &subject::Portfolio) -> View {
    let subject::Portfolio { engagements, settings, day } = *portfolio;
    let last = engagements.iter().filter_map(as_of::day).max();
    let today = day.or(last);
    let ranked = row::ranked(engagements, settings, today);
    let (listed, others) = ranked.split_at(ranked.len().min(LINES));
    let mut recurring = across::recurring(engagements);
    let more = recurring.len().saturating_sub(LINES);
    recurring.truncate(LINES);
    View {
        as_of: said::as_of(day, last, "records"),
        engagements: listed.iter().map(|ranked| row::row(ranked, today)).collect(),
        others: rest::counted(others),
        figures: today.map(|today| across::figures(engagements, today)).unwrap_or_default(),
        recurring,
        other_recurring: if more == 0 { String::new() } else { format!("{more} more are not listed.") },
    }
}
