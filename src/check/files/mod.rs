//! How the record is kept: whether its files can be read, fit together and are consistent.

pub mod action_unowned;
pub mod allowed_without_reason;
pub mod changed_mind;
pub mod dangling_reference;
pub mod dates_out_of_order;
pub mod evidence_changed;
pub mod future_date;
pub mod hidden_characters;
pub mod outcome_forked;
pub mod placeholder_left;
pub mod record_overgrown;
pub mod secret_in_record;
pub mod spend_twice;
pub mod table;
pub mod unknown_check;
pub mod walk_forked;
pub mod walk_gap;
