//! Imports of most verbs.

pub use clap::Args;
pub use clap::builder::PossibleValuesParser;

pub use super::arguments::{On, Target, Targets, Writing};
pub use super::context::Context;
pub use super::failure::{self, Failure};
pub use super::naming::{self, Names};
pub use super::output::{ALARM, COMMAND, FAINT, Reply, STRONG, WARN, headline, styled};
pub use super::prelude_below::*;
pub use super::terminal::progress;
pub use super::terminal::table::table;
pub use super::terminal::wrap::{cut, fitted, hanging, shown, wrapped};
pub use super::writing::{Changes, Writer};
pub use super::written::written;
pub use super::{acceptance, findings, guard, new_id, values};
