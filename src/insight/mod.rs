//! Records in, figures out, floor 1: one subject per file, pure.
//!
//! Figures only: how they are worded is for `render` and `cmd`, what is wrong with them for `check`.

pub mod actions;
pub mod adoption;
pub mod cadence;
pub mod churn;
pub mod days;
pub mod durations;
pub mod goals;
pub mod hours;
pub mod measure;
pub mod participants;
pub mod secrets;
pub mod sentiment;
pub mod signals;
pub mod signature;
pub mod spend;
pub mod story;
pub mod texts;

#[cfg(test)]
pub(crate) mod fixture;
