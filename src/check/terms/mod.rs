//! What is agreed: the sale, the price, the scope, and what stays at the end.

pub mod final_state_unstated;
pub mod handover_missing;
pub mod handover_rejected;
pub mod pricing_scope;
pub mod pricing_undeclared;
pub mod scope_creep;
pub mod scope_unwritten;
