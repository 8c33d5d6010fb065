//! What is spent, and from which budget.

pub mod budget_close;
pub mod budget_exceeded;
pub mod mixed_currency;
