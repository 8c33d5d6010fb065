//! The requirements: what is asked for, how it is shown, what is still missing.

use super::{line, name};
use crate::insight::signature;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::{Class, DeltaPlan, How, Requirement as Record, Status};

/// What the customer needs of the solution.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// What is needed.
    pub statement: String,
    /// Whether those who decide ask for it.
    pub is_of_deciders: bool,
    /// The test that shows it.
    pub acceptance: String,
    /// `proposed`, `agreed`, `delivered` or `given up`; empty where nobody wrote it down.
    pub status: &'static str,
    /// Whether it is done.
    pub is_delivered: bool,
    /// Whether it was given up.
    pub is_dropped: bool,
    /// The day the customer accepted it.
    pub accepted_on: Option<Date>,
    /// Who accepted it.
    pub accepted_by: String,
    /// What the test showed.
    pub result: String,
    /// What is missing of it.
    pub missing: String,
    /// How that is closed, as a sentence.
    pub plan: String,
}

impl Requirement {
    /// Whether nothing is left to do for it.
    pub fn is_settled(&self) -> bool {
        self.is_delivered || self.is_dropped || self.accepted_on.is_some()
    }
}

/// The requirements asked for by the end of a cycle, the first in rank first.
pub fn of(engagement: &Engagement, cycle: u32) -> Vec<Requirement> {
    let by_now = engagement.all::<Record>().filter(|(name, _)| signature::is_by_end_of(engagement, cycle, name));
    let mut all: Vec<_> = by_now.map(|(_, record)| record).collect();
    all.sort_by_key(|record| (record.priority.is_none(), record.priority.map(|rank| rank.0)));
    all.into_iter().map(|record| requirement(engagement, record)).collect()
}

fn requirement(engagement: &Engagement, record: &Record) -> Requirement {
    let accepted = record.accepted.as_ref();
    Requirement {
        statement: record.statement.one_line(),
        is_of_deciders: record.class == Class::Executive,
        acceptance: line(record.acceptance.as_ref()),
        status: match record.status {
            Some(Status::Dropped) => "given up",
            status => status.map(Status::word).unwrap_or_default(),
        },
        is_delivered: record.status == Some(Status::Delivered),
        is_dropped: record.status == Some(Status::Dropped),
        accepted_on: accepted.map(|accepted| accepted.on),
        accepted_by: name(engagement, accepted.map(|accepted| &accepted.by)),
        result: line(accepted.and_then(|accepted| accepted.result.as_ref())),
        missing: line(record.delta.as_ref()),
        plan: record.delta_plan.as_ref().map(plan).unwrap_or_default(),
    }
}

/// `we build it (second cycle)`.
fn plan(plan: &DeltaPlan) -> String {
    let how = match plan.how {
        How::Build => "we build it",
        How::Buy => "we buy it",
        How::Partner => "a partner brings it",
        How::Drop => "it is left as it is",
    };
    let note = plan.note.as_ref().map(|note| format!(" ({})", note.one_line())).unwrap_or_default();
    format!("{how}{note}")
}
