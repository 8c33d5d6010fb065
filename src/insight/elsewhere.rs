//! What the engagements of a workspace tell about one of them: what is usual, what was tried and learned before.
//!
//! Each engagement gives a few facts, so that no more than one of them is in memory at a time.

use std::sync::LazyLock;

use crate::insight::durations;
use crate::insight::hours;
use crate::insight::precedents::{self, Precedent, Precedents};
use crate::insight::prelude::*;

/// The fewest stays for a meaningful median.
const ENOUGH: usize = 3;

/// What one engagement tells about others.
#[derive(Debug, Default)]
pub struct Facts {
    /// The days of each finished stay.
    days: Vec<(Step, i64)>,
    /// The hours of the customer's people that each step of a cycle took.
    hours: Vec<(Step, Amount)>,
    /// What was tried and failed or was abandoned.
    failed: Vec<Precedent>,
    /// Lessons that could be improvements.
    learned: Vec<Precedent>,
}

impl Facts {
    /// The facts of an engagement.
    pub fn of(engagement: &Engagement) -> Self {
        let stays = (1..=engagement.cycle()).flat_map(|cycle| durations::stays(engagement, cycle, None));
        let days = stays.filter_map(|stay| Some((stay.entry.step, stay.days()?))).collect();
        let (failed, learned) = (precedents::failed(engagement), precedents::learned(engagement));
        Self { days, hours: hours::by_step(engagement), failed, learned }
    }
}

/// The facts of all engagements of a workspace.
#[derive(Debug, Default)]
pub struct Elsewhere {
    /// By step, each sorted.
    days: Vec<Vec<i64>>,
    /// By step, each sorted.
    hours: Vec<Vec<Amount>>,
    /// What was tried and failed or was abandoned.
    pub failed: Precedents,
    /// Lessons that could be improvements.
    pub learned: Precedents,
}

/// No other engagements.
pub static NOWHERE: LazyLock<Elsewhere> = LazyLock::new(Elsewhere::default);

impl Elsewhere {
    /// The facts of these engagements; the current one may be among them.
    pub fn of(engagements: impl IntoIterator<Item = Facts>) -> Self {
        let (mut days, mut hours, mut failed, mut learned) = (vec![], vec![], vec![], vec![]);
        for facts in engagements {
            days.extend(facts.days);
            hours.extend(facts.hours);
            failed.extend(facts.failed);
            learned.extend(facts.learned);
        }
        let (failed, learned) = (Precedents::of(failed), Precedents::of(learned));
        Self { days: by_step(days), hours: by_step(hours), failed, learned }
    }

    /// The median of the days stayed at a step; none if too few stays have ended.
    pub fn usual_days(&self, step: Step) -> Option<i64> {
        let days = self.days.get(step as usize).filter(|days| days.len() >= ENOUGH)?;
        Some(i64::midpoint(days[(days.len() - 1) / 2], days[days.len() / 2]))
    }

    /// The usual hours of the customer's people for a step in a cycle, leaving out one with this
    /// many; none if too few others recorded them.
    pub fn usual_hours(&self, step: Step, without: Amount) -> Option<Amount> {
        hours::middle(self.hours.get(step as usize)?, without)
    }
}

/// Figures by step, each sorted.
fn by_step<T: Ord>(all: Vec<(Step, T)>) -> Vec<Vec<T>> {
    let mut steps: Vec<Vec<T>> = Step::ALL.iter().map(|_| vec![]).collect();
    for (step, figure) in all {
        steps[step as usize].push(figure);
    }
    for figures in &mut steps {
        figures.sort_unstable();
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::{Elsewhere, Facts};
    use crate::insight::fixture::engagement;
    use crate::model::engagement::Engagement;
    use crate::model::step::Step;

    #[test]
    fn what_is_usual_is_the_median_of_three_stays_or_more_that_ended() {
        let all = ["03", "05", "21", "09"].map(|day| {
            engagement(&format!(
                r#"{{"entries": {{"cycle-1/02-validate": "2026-03-01", "cycle-1/03-select": "2026-03-{day}"}}}}"#
            ))
        });
        let of = |some: &[Engagement]| Elsewhere::of(some.iter().map(Facts::of));
        let across = of(&all[..3]);
        assert_eq!(across.usual_days(Step::Validate), Some(4));
        assert_eq!((across.usual_days(Step::Select), across.usual_days(Step::Dev)), (None, None));
        assert_eq!(of(&all).usual_days(Step::Validate), Some(6));
        assert_eq!(of(&all[..2]).usual_days(Step::Validate), None);
    }
}
