//! What is spent, and from which budget.

pub mod budget_close;
pub mod budget_exceeded;
pub mod mixed_currency;

use crate::check::{Check, Topic};
use crate::model::step::Step;

/// A row that applies from a step on.
const fn from(step: Step) -> Check {
    Check::of(Topic::Money, step)
}
