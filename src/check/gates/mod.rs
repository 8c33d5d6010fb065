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
