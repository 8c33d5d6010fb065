//! Imports of most files from the floors below.

pub use crate::model::date::Date;
pub use crate::model::engagement::Engagement;
pub use crate::model::field::{Field, Shape};
pub use crate::model::record::{Kind, OutcomeKind, Record};
pub use crate::model::reference::{EntryId, Reference};
pub use crate::model::remedy::Remedy;
pub use crate::model::shell::for_shell;
pub use crate::model::slug::Slug;
pub use crate::model::step::Step;
pub use crate::model::system::System;
pub use crate::model::text::{Text, visible};
pub use crate::model::words::{self, and_list, count, or_list};
pub use crate::store::edit::KeyEdit;
pub use crate::store::save::{self, FilePlan};
pub use crate::store::workspace::{Lock, Workspace};
pub use crate::store::yaml::{Node, read};
pub use crate::store::{layout, load, scaffold};
pub use anyhow::{Result, bail};
pub use serde_json::{Value, json};
pub use std::path::{Path, PathBuf};
