//! Figures over the engagements of a workspace; each is computed once, when first needed.

use std::sync::{LazyLock, OnceLock};

use crate::insight::durations;
use crate::insight::hours;
use crate::insight::precedents::{self, Precedents};
use crate::model::engagement::Engagement;
use crate::model::number::Amount;
use crate::model::step::Step;

/// The fewest stays for a meaningful median.
const ENOUGH: usize = 3;

/// The engagements of a workspace, and the figures computed so far.
#[derive(Debug, Default)]
pub struct Elsewhere<'a> {
    /// The engagements.
    pub engagements: &'a [Engagement],
    days: OnceLock<Vec<Vec<i64>>>,
    failed: OnceLock<Precedents>,
    learned: OnceLock<Precedents>,
    hours: OnceLock<Vec<Vec<Amount>>>,
}

/// No other engagements.
pub static NOWHERE: LazyLock<Elsewhere> = LazyLock::new(Elsewhere::default);

/// The usual stay at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    /// The median of the days stayed.
    pub days: i64,
    /// The number of stays.
    pub stays: usize,
}

impl<'a> Elsewhere<'a> {
    /// These engagements; the current one may be among them.
    pub fn of(engagements: &'a [Engagement]) -> Self {
        Self { engagements, ..Self::default() }
    }

    /// The usual days of a stay at a step; none if too few have ended.
    pub fn usual_days(&self, step: Step) -> Option<Usual> {
        let all = self.days.get_or_init(|| days(self.engagements));
        let days = all.get(step as usize).filter(|days| days.len() >= ENOUGH)?;
        let middle = i64::midpoint(days[(days.len() - 1) / 2], days[days.len() / 2]);
        Some(Usual { days: middle, stays: days.len() })
    }

    /// The usual hours of the customer's people for a step in a cycle, leaving out one with this
    /// many; none if too few others recorded them.
    pub fn usual_hours(&self, step: Step, without: Amount) -> Option<Amount> {
        hours::middle(self.hours.get_or_init(|| hours::by_step(self.engagements)).get(step as usize)?, without)
    }

    /// What was tried and failed or was abandoned, in any of them.
    pub fn failed(&self) -> &Precedents {
        self.failed.get_or_init(|| Precedents::of(self.engagements.iter().flat_map(precedents::failed)))
    }

    /// Lessons that could be improvements, in any of them.
    pub fn learned(&self) -> &Precedents {
        self.learned.get_or_init(|| Precedents::of(self.engagements.iter().flat_map(precedents::learned)))
    }
}

/// The days of all finished stays, by step, each sorted.
fn days(engagements: &[Engagement]) -> Vec<Vec<i64>> {
    let mut days = vec![vec![]; Step::ALL.len()];
    for engagement in engagements {
        let stays = (1..=engagement.cycle()).flat_map(|cycle| durations::stays(engagement, cycle, None));
        stays.for_each(|stay| days[stay.entry.step as usize].extend(stay.days()));
    }
    for days in &mut days {
        days.sort_unstable();
    }
    days
}

#[cfg(test)]
mod tests {
    use super::{Elsewhere, Usual};
    use crate::insight::fixture::engagement;
    use crate::model::step::Step;

    #[test]
    fn what_is_usual_is_the_median_of_three_stays_or_more_that_ended() {
        let all = ["03", "05", "21", "09"].map(|day| {
            engagement(&format!(
                r#"{{"entries": {{"cycle-1/02-validate": "2026-03-01", "cycle-1/03-select": "2026-03-{day}"}}}}"#
            ))
        });
        let across = Elsewhere::of(&all[..3]);
        assert_eq!(across.usual_days(Step::Validate), Some(Usual { days: 4, stays: 3 }));
        assert_eq!((across.usual_days(Step::Select), across.usual_days(Step::Dev)), (None, None));
        assert_eq!(across.engagements.len(), 3);
        assert_eq!(Elsewhere::of(&all).usual_days(Step::Validate), Some(Usual { days: 6, stays: 4 }));
        assert_eq!(Elsewhere::of(&all[..2]).usual_days(Step::Validate), None);
    }
}
