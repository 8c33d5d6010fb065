//! What the portfolio says, in words: every engagement on one line, those that need attention first,
//! and the figures across them.

mod across;
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
    figures: Vec<across::Figure>,
    recurring: Vec<across::Recurring>,
}

/// The portfolio of a workspace.
pub fn view(portfolio: &subject::Portfolio) -> View {
    let subject::Portfolio { engagements, settings, day } = *portfolio;
    let last = engagements.iter().filter_map(as_of::day).max();
    let today = day.or(last);
    View {
        as_of: said::as_of(day, last, "records"),
        engagements: row::rows(engagements, settings, today),
        figures: today.map(|today| across::figures(engagements, today)).unwrap_or_default(),
        recurring: across::recurring(engagements),
    }
}
