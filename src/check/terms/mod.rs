//! What is agreed: the sale, the price, the scope, and what stays at the end.

pub mod final_state_unstated;
pub mod handover_missing;
pub mod handover_rejected;
pub mod pricing_scope;
pub mod pricing_undeclared;
pub mod scope_creep;
pub mod scope_unwritten;

use crate::check::{Check, Topic};
use crate::model::step::Step;

/// A row that applies from a step on.
const fn from(step: Step) -> Check {
    Check::of(Topic::Terms, step)
}
