//! What the nine steps require: to look, to plan, to try out, to review.

pub mod adoption_not_assessed;
pub mod adoption_not_reassessed;
pub mod approach_repeated;
pub mod artifact_uncleared;
pub mod artifacts_left_behind;
pub mod benefit_unstated;
pub mod cadence_lapsed;
pub mod hard_prep_without_hours;
pub mod improve_without_action;
pub mod kind_unsuited;
pub mod lesson_repeated;
pub mod not_tested_onsite;
pub mod nothing_selected;
pub mod pace_unexercised;
pub mod prep_open;
pub mod step_overstayed;
pub mod tiers_alike;
pub mod tiers_share_a_dependency;
