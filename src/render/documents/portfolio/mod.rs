//! The text of the portfolio: the engagements that need attention most, one line each, the number of the others, and
//! the figures across all.

mod across;
mod row;

use crate::insight::as_of;
use crate::model::engagement::Engagement;
use crate::model::record::OutcomeKind;
use crate::model::step::Step;
use crate::render::subject;
use crate::render::wording;

use crate::render::view::view;
view! {
    /// Everything the template can place.
    pub struct View {
        /// The day used for figures: by default the last day in the record.
        as_of: String,
        /// The engagements, those that need attention first, each with the reason.
        engagements: Vec<row::PortfolioRow>,
        /// How many engagements have no line of their own, by state and step.
        others: String,
        /// Figures across all engagements.
        figures: Vec<across::Figure>,
        /// Lessons and approaches that come again in several engagements.
        recurring: Vec<across::RecurringView>,
        /// How many more of those there are.
        other_recurring: String,
    }
}

/// The maximum number of engagements with their own line, and of lessons and approaches.
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
        as_of: wording::as_of(day, last, "records"),
        engagements: listed.iter().map(|ranked| row::row(ranked, today)).collect(),
        others: counted(others),
        figures: today.map(|today| across::figures(engagements, today)).unwrap_or_default(),
        recurring,
        other_recurring: if more == 0 { String::new() } else { format!("{more} more are not listed.") },
    }
}

/// `12 more engagements are not listed: 10 open (3 at dev, 7 at demo), 2 completed.`; empty if there are none.
fn counted(others: &[row::Ranked]) -> String {
    let number = |is: &dyn Fn(&Engagement) -> bool| others.iter().filter(|(engagement, _)| is(engagement)).count();
    let at = |step: Option<Step>| number(&|e| e.is_open() && e.place().map(|place| place.step) == step);
    let ended = |kind| number(&|e| e.last_outcome.is_some_and(|(_, last)| last == kind));
    let steps = Step::ALL.iter().map(|step| (at(Some(*step)), format!("at {step}")));
    let steps = wording::counted(steps.chain([(at(None), "before the first step".to_owned())])).join(", ");
    let open = (number(&Engagement::is_open), format!("open ({steps})"));
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
