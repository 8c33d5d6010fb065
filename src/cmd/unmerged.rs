//! Records that git has not merged: nothing is written over them.

use std::path::Path;

use super::failure::Failure;
use crate::model::text::for_shell;
use crate::store::git;
use crate::store::workspace::Workspace;

/// Refuses a record that git has not merged, or of which that cannot be known.
pub fn refuse(workspace: &Workspace, path: &Path, shown: &str) -> Result<(), Failure> {
    let file = for_shell(shown);
    let (why, hint) = match git::is_unmerged(&workspace.root, path) {
        Ok(false) => return Ok(()),
        Ok(true) => (
            "git waits to be told that its conflict is settled".to_owned(),
            format!("is it as it should be? then git add {file}; if not: engage resolve {file}"),
        ),
        Err(why) => (
            format!("git has something to merge, and cannot be asked whether this record is settled: {why}"),
            "see to git first: engage doctor".to_owned(),
        ),
    };
    Err(Failure::refused(format!("{shown}: {why}")).hint(hint))
}
