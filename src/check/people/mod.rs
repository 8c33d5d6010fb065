//! Who takes part on both sides, what they are responsible for, and whether they still want it.

pub mod action_overdue;
pub mod architects_apart;
pub mod design_not_handed_over;
pub mod enthusiasm_fallen;
pub mod feedback_unanswered;
pub mod impression_missing;
pub mod no_decider;
pub mod no_sponsor;
pub mod one_way;
pub mod partner_without_role;
pub mod rated_low;
pub mod role_unfilled;
pub mod roles_in_one_hand;
pub mod security_architect_unnamed;
pub mod sponsor_unheard;
pub mod their_hours_high;
pub mod worth_their_time;
