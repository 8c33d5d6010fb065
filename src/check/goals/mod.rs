//! What both sides committed to, and how it is proved.

pub mod actual_contradicts_verdict;
pub mod actual_missing;
pub mod evidence_missing;
pub mod goal_missed_without_next;
pub mod goal_unjudged;
pub mod goal_unmeasurable;
pub mod goal_without_owner;

use crate::check::{Check, Topic};
use crate::model::step::Step;

/// A row that applies from a step on.
const fn from(step: Step) -> Check {
    Check::of(Topic::Goals, step)
}
