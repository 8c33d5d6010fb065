//! What the customer needs, in which order, and how it is shown to be met.

pub mod class_missing;
pub mod requirements_stale;
pub mod security_late;

use crate::check::{Check, Topic};
use crate::model::step::Step;

/// A row that applies from a step on.
const fn from(step: Step) -> Check {
    Check::of(Topic::Requirements, step)
}
