//! What the customer needs, in which order, and how it is shown to be met.

pub mod class_missing;
pub mod requirements_stale;
pub mod security_late;
