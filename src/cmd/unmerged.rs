//! Records that git has not merged: nothing is written over them.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::failure::Failure;
use crate::model::text::for_shell;
use crate::store::git;
use crate::store::workspace::Workspace;

/// Refuses a record that git has not merged.
pub fn refuse(workspace: &Workspace, path: &Path, shown: &str) -> Result<()> {
    if !git::is_unmerged(&workspace.root, path).with_context(|| format!("failed to change {shown}"))? {
        return Ok(());
    }
    let file = for_shell(shown);
    Err(Failure::refused(format!("{shown}: git waits to be told that its conflict is settled"))
        .hint(format!("is it as it should be? then git add {file}; if not: engage resolve {file}"))
        .into())
}
