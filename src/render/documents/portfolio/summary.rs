//! What the documents about a workspace need of each engagement, so that no more than one of them is in memory at a time.

use std::cmp::Reverse;

use super::row::{self, PortfolioRow};
use crate::insight::gaps::{self, Gap};
use crate::insight::goals::GoalCounts;
use crate::insight::hours;
use crate::insight::recurrence::{self, Occurrence};
use crate::model::slug::Slug;
use crate::render::parts::prelude::*;

/// What the documents about a workspace need of an engagement.
#[derive(Debug)]
pub struct Summary {
    /// Its id.
    pub id: Slug,
    /// Its line.
    pub(super) row: PortfolioRow,
    pub(super) is_open: bool,
    pub(super) step: Option<Step>,
    pub(super) ended: Option<OutcomeKind>,
    /// How much attention it needs; none if no day is known.
    weight: Option<[usize; 5]>,
    pub(super) goals: GoalCounts,
    pub(super) spent: Vec<Spending>,
    pub(super) days_to_first_demo: Option<i64>,
    pub(super) enthusiasm: Option<AtDemo>,
    pub(super) their_hours: Option<Amount>,
    pub(super) occurrences: Vec<Occurrence>,
    /// The requirements that our products do not fully meet.
    pub gaps: Vec<Gap>,
}

impl Summary {
    /// The summary of an engagement on a day.
    pub fn of(engagement: &Engagement, settings: &Settings, today: Option<Date>) -> Self {
        let attention = today.map(|today| Attention::of(engagement, settings, today));
        let enthusiasm = today.and_then(|today| sentiment::last_enthusiasm(engagement, today));
        Self {
            id: engagement.id.clone(),
            row: row::row(engagement, attention.as_ref(), enthusiasm.as_ref(), today),
            is_open: engagement.is_open(),
            step: engagement.place().map(|place| place.step),
            ended: engagement.last_outcome.map(|(_, kind)| kind).filter(|kind| !kind.is_open()),
            weight: attention.as_ref().map(Attention::weight),
            goals: goals::tally(engagement.all::<Goal>().map(|(_, goal)| goal)),
            spent: spend::up_to_cycle(engagement, u32::MAX),
            days_to_first_demo: today.and_then(|today| demos::days_to_first(engagement, today)),
            enthusiasm,
            their_hours: hours::up_to_cycle(engagement, u32::MAX),
            occurrences: recurrence::occurrences(engagement),
            gaps: gaps::of(engagement),
        }
    }

    /// Open ones first, among them those that need most attention.
    fn rank(&self) -> impl Ord + '_ {
        (!self.is_open, Reverse(self.weight), &self.id)
    }
}

/// Puts the engagements in the order of the portfolio.
pub fn rank(summaries: &mut [Summary]) {
    summaries.sort_by(|one, other| one.rank().cmp(&other.rank()));
}

/// The maximum number of engagements with their own line.
pub(super) const LINES: usize = 50;
