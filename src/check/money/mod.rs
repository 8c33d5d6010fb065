//! What is spent, and of which budget.

pub mod budget_close;
pub mod budget_exceeded;
pub mod mixed_currency;

use crate::check::{Check, Topic};
use crate::model::step::Step;

/// A row that speaks from a step on.
const fn from(step: Step) -> Check {
    Check::of(Topic::Money, step)
}
