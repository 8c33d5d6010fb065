//! What they need, how far they are, what comes next, and how it ended.

use super::{Need, line, lines, prose};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::{Adoption, Hypothesis, Onward as Decision, PlanNext, Understanding, Validate};
use crate::model::record::OutcomeKind;
use crate::render::subject::Subject;

/// What a cycle plans for the next one.
#[derive(Debug, Clone, Default)]
pub struct Onward {
    /// Whether there is to be one.
    pub goes_on: bool,
    /// Whether the engagement is to end instead.
    pub closes: bool,
    /// What it is to show.
    pub aim: String,
    /// What kind of engagement it is.
    pub kind: String,
    /// The day it begins.
    pub from: Option<Date>,
}

/// How an engagement ended.
#[derive(Debug, Clone)]
pub struct Ending {
    /// Whether it was called off, and did not come to its end.
    pub is_called_off: bool,
    /// The day of it.
    pub on: Date,
    /// What it was worth to them.
    pub worth: String,
    /// What we have to say to them.
    pub message: String,
}

/// The need as a cycle sees it.
pub fn need(engagement: &Engagement, cycle: u32) -> Need {
    let formed = engagement.last_answers::<Hypothesis>(cycle);
    let met = met(engagement, cycle).filter(|met| met.verdict == Some(Understanding::Adjusted));
    let adjusted = prose(met.and_then(|met| met.adjusted.as_ref()));
    Need { adjusted, ..formed.map(of_hypothesis).unwrap_or_default() }
}

fn of_hypothesis(formed: &Hypothesis) -> Need {
    Need {
        today: prose(formed.today.as_ref()),
        needed: prose(formed.belief.as_ref()),
        benefit: prose(formed.benefit.as_ref()),
        adjusted: String::new(),
    }
}

/// How far they are, by the last meeting up to a cycle, and what the workspace suggests for that.
pub fn adoption(subject: &Subject) -> (String, Vec<String>) {
    let level = (1..=subject.cycle).rev().find_map(|cycle| level(subject.engagement, cycle));
    let word = level.map(Adoption::word).unwrap_or_default();
    let kinds = subject.settings.adoption.get(word).map(|kinds| lines(kinds));
    (word.to_owned(), kinds.unwrap_or_default())
}

fn level(engagement: &Engagement, cycle: u32) -> Option<Adoption> {
    met(engagement, cycle).and_then(|met| met.adoption)
}

/// The last meeting of a cycle.
fn met(engagement: &Engagement, cycle: u32) -> Option<&Validate> {
    engagement.last_answers::<Validate>(cycle)
}

/// What a cycle plans for the next one.
pub fn onward(engagement: &Engagement, cycle: u32) -> Onward {
    let plan = engagement.last_answers::<PlanNext>(cycle);
    let Some(plan) = plan else { return Onward::default() };
    if plan.decision == Some(Decision::Close) {
        return Onward { closes: true, ..Onward::default() };
    }
    Onward {
        closes: false,
        goes_on: plan.decision == Some(Decision::Continue),
        aim: line(plan.aim.as_ref()),
        kind: line(plan.kind.as_ref()),
        from: plan.next,
    }
}

/// How it ended, if it did in this cycle.
pub fn ending(engagement: &Engagement, cycle: u32) -> Option<Ending> {
    let last = engagement.last_outcome.filter(|(_, kind)| !kind.is_open() && engagement.cycle() == cycle)?;
    let outcome = engagement.outcomes.get(&last)?;
    let is_called_off = outcome.kind == OutcomeKind::CalledOff;
    Some(Ending {
        is_called_off,
        on: outcome.on,
        worth: prose(outcome.worth.as_ref()),
        message: prose(outcome.message.as_ref()),
    })
}
