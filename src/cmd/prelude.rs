//! What most verbs import.

pub use std::path::{Path, PathBuf};

pub use anyhow::Result;
pub use clap::Args;
pub use clap::builder::PossibleValuesParser;
pub use serde_json::{Value, json};

pub use super::arguments::{On, Writing};
pub use super::context::Context;
pub use super::failure::Failure;
pub use super::output::{ALARM, Answer, COMMAND, FAINT, STRONG, WARN, headline, styled};
pub use super::terminal::table::table;
pub use super::terminal::wrap::{cut, hanging, shown, wrapped};
pub use super::writing::{Changes, Writer};
pub use super::written::written;
pub use super::{findings, naming};
pub use crate::model::date::Date;
pub use crate::model::engagement::Engagement;
pub use crate::model::field::{Field, Shape};
pub use crate::model::record::{Kind, OutcomeKind, Record};
pub use crate::model::reference::{EntryId, Reference};
pub use crate::model::slug::Slug;
pub use crate::model::step::Step;
pub use crate::model::text::{Text, for_shell, visible};
pub use crate::model::words::{self, and_list, count, or_list};
pub use crate::store::edit::Change;
pub use crate::store::save::{self, Plan};
pub use crate::store::workspace::{Lock, Workspace};
pub use crate::store::yaml::{Node, read};
pub use crate::store::{layout, load, scaffold};
