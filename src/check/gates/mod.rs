//! Gates: what must be true to go forward from a step.

pub mod entry_unreadable;
pub mod gate_passed;
pub mod hypothesis_unanswered;
pub mod need_not_validated;
pub mod next_unplanned;
pub mod no_decision;
pub mod no_feedback;
pub mod no_lesson;
pub mod no_open_goal;
pub mod pace_incomplete;
pub mod scope_unsigned;
pub mod spend_unrecorded;

use crate::check::{Check, Span, Topic};
use crate::model::finding::Level;
use crate::model::step::Step;

/// A row for a gate of a step; a check that is not a gate overrides this.
const fn from(step: Step) -> Check {
    Check { level: Level::Error, about: Span::Cycle, guards: Some(step), ..Check::of(Topic::Gates, step) }
}
