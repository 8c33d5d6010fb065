//! The former name, for what is not renamed yet.

pub use super::problem::ProblemKind as Wrong;
