//! What the engagements of a workspace show together; each figure is reckoned once, when first asked for.

use std::sync::{LazyLock, OnceLock};

use crate::insight::durations;
use crate::insight::hours;
use crate::insight::precedents::{self, Precedent};
use crate::model::engagement::Engagement;
use crate::model::number::Amount;
use crate::model::step::Step;

/// How many stays make a median worth comparing with.
const ENOUGH: usize = 3;

/// The engagements of a workspace, and what was reckoned over them so far.
#[derive(Debug, Default)]
pub struct Elsewhere<'a> {
    /// The engagements.
    pub engagements: &'a [Engagement],
    days: OnceLock<Vec<Vec<i64>>>,
    failed: OnceLock<Vec<Precedent>>,
    learned: OnceLock<Vec<Precedent>>,
    hours: OnceLock<Vec<Vec<Amount>>>,
}

/// No engagement but the one looked at.
pub static NOWHERE: LazyLock<Elsewhere> = LazyLock::new(Elsewhere::default);

/// What is usual at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    /// The median of the days stayed.
    pub days: i64,
    /// Of how many stays.
    pub stays: usize,
}

impl<'a> Elsewhere<'a> {
    /// These engagements; the one that is looked at may be among them.
    pub fn of(engagements: &'a [Engagement]) -> Self {
        Self { engagements, ..Self::default() }
    }

    /// The days that a stay at a step usually takes; none where too few have ended to say.
    pub fn usual_days(&self, step: Step) -> Option<Usual> {
        let all = self.days.get_or_init(|| days(self.engagements));
        let days = all.get(step as usize).filter(|days| days.len() >= ENOUGH)?;
        let middle = i64::midpoint(days[(days.len() - 1) / 2], days[days.len() / 2]);
        Some(Usual { days: middle, stays: days.len() })
    }

    /// The hours of the customer's people that a step usually takes in a cycle, without the one that took so
    /// many; none where too few others wrote them down.
    pub fn usual_hours(&self, step: Step, without: Amount) -> Option<Amount> {
        hours::middle(self.hours.get_or_init(|| hours::by_step(self.engagements)).get(step as usize)?, without)
    }

    /// What was tried and failed or was given up, in any of them.
    pub fn failed(&self) -> &[Precedent] {
        self.failed.get_or_init(|| self.engagements.iter().flat_map(precedents::failed).collect())
    }

    /// What was learned that could go better, in any of them.
    pub fn learned(&self) -> &[Precedent] {
        self.learned.get_or_init(|| self.engagements.iter().flat_map(precedents::learned).collect())
    }
}

/// The days of all stays that have ended, by step, each in order.
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
