//! The figures of one engagement for `engage show --figures`: computed once, then shown as text or as numbers.

mod numbers;
mod words;

use crate::cmd::prelude::*;
use crate::insight::actions;
use crate::insight::cadence::{self, Cadence, Wait};
use crate::insight::churn::{self, Moved};
use crate::insight::demos;
use crate::insight::durations::{self, Stay, StepTotal};
use crate::insight::fit::{self, Fits};
use crate::insight::goals;
use crate::insight::hours::{self, TheirHours};
use crate::insight::preparation::{self, Preparation};
use crate::insight::presence::{self, Visit};
use crate::insight::recurrence::{self, Recurring};
use crate::insight::sentiment::{self, AtDemo};
use crate::insight::spend::{self, AgainstBudget, OnTheWay, Spending};

pub use numbers::NAMES;

/// All figures of one engagement on a day.
#[derive(Debug)]
pub struct Figures<'a> {
    engagement: &'a Engagement,
    today: Date,
    to_first_demo: Option<i64>,
    cycles: Vec<OfCycle>,
    cadence: Cadence,
    waits: Vec<Wait>,
    moved: Moved,
    fits: Fits,
    goals: goals::GoalCounts,
    demos: Vec<AtDemo>,
    spent: Vec<Spending>,
    on_the_way: Vec<OnTheWay>,
    budget: Option<AgainstBudget<'a>>,
    visits: Vec<Visit>,
    preparation: Preparation,
    actions: actions::ActionCounts,
    recurring: Vec<Recurring<u32>>,
}

/// The figures that each cycle has.
#[derive(Debug)]
struct OfCycle {
    cycle: u32,
    steps: Vec<StepTotal>,
    rounds: Vec<Stay>,
    spent: Vec<Spending>,
    their_hours: TheirHours,
    our_hours: Amount,
}

/// The figures of an engagement on a day.
pub fn of<'a>(engagement: &'a Engagement, settings: &Settings, today: Date) -> Figures<'a> {
    let cycles: std::collections::BTreeSet<u32> = engagement.walk.iter().map(|entry| entry.cycle).collect();
    Figures {
        engagement,
        today,
        to_first_demo: demos::days_to_first(engagement, today),
        cycles: cycles.into_iter().map(|cycle| of_cycle(engagement, cycle, today)).collect(),
        cadence: cadence::on(engagement, settings, today),
        waits: cadence::waits(engagement, today),
        moved: churn::of_engagement(engagement),
        fits: fit::of(engagement),
        goals: goals::tally(engagement.all::<Goal>().map(|(_, goal)| goal)),
        demos: sentiment::per_demo(engagement, today),
        spent: spend::up_to_cycle(engagement, u32::MAX),
        on_the_way: spend::per_demo(engagement, &demos::by(engagement, today)),
        budget: spend::against_budget(engagement, u32::MAX),
        visits: presence::visits(engagement, Some(today)),
        preparation: preparation::of(engagement),
        actions: actions::tally(engagement, today),
        recurring: recurrence::across_cycles(engagement),
    }
}

fn of_cycle(engagement: &Engagement, cycle: u32, today: Date) -> OfCycle {
    let stays = durations::stays(engagement, cycle, Some(today));
    OfCycle {
        cycle,
        steps: durations::per_step(&stays),
        rounds: durations::per_round(&stays),
        spent: spend::in_cycle(engagement, cycle),
        their_hours: hours::theirs(engagement, cycle),
        our_hours: spend::hours(engagement, cycle),
    }
}

impl Figures<'_> {
    /// How often the customer waited longer than agreed.
    fn waits_too_long(&self) -> usize {
        self.waits.iter().filter(|wait| wait.days > i64::from(self.cadence.agreed)).count()
    }

    /// Days times people of all visits where both are known.
    fn person_days(&self) -> i64 {
        self.visits.iter().filter_map(Visit::person_days).sum()
    }
}
