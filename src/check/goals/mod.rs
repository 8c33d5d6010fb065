//! What both sides committed to, and how it is proved.

pub mod actual_contradicts_verdict;
pub mod actual_missing;
pub mod evidence_missing;
pub mod goal_missed_without_next;
pub mod goal_unjudged;
pub mod goal_unmeasurable;
pub mod goal_without_owner;
