//! Records in, figures out, floor 1: one subject per file, pure.
//!
//! Figures only: `render` and `cmd` word them, `check` finds problems in them.

pub mod actions;
pub mod adoption;
pub mod agreed;
pub mod ahead;
pub mod alike;
pub mod as_of;
pub mod cadence;
pub mod calendar;
pub mod changes;
pub mod churn;
pub mod days;
pub mod demos;
pub mod durations;
pub mod elsewhere;
pub mod fallback;
pub mod fit;
pub mod gaps;
pub mod goals;
pub mod hours;
pub mod latest;
pub mod measure;
pub mod objections;
pub mod participants;
pub mod precedents;
mod prelude;
pub mod preparation;
pub mod presence;
pub mod rating;
pub mod recall;
pub mod recurrence;
pub mod returns;
pub mod secrets;
pub mod sentiment;
pub mod signals;
pub mod signature;
pub mod spend;
pub mod story;
pub mod tasks;
pub mod texts;
pub mod won_over;

#[cfg(test)]
pub(crate) mod fixture;
