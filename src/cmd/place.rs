//! Where a file that was asked for may go: never among the records.

use std::path::Path;

use super::failure::Failure;
use crate::store::workspace::Workspace;
use crate::store::{atomic, layout};

/// What is written to a place that a person named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// A rendered document.
    Report,
    /// A table, a folder of them, or lines of JSON.
    Export,
}

/// Refuses a place where records, settings or templates are kept, by whatever way a path leads there.
pub fn refuse_records(workspace: &Workspace, path: &Path, made: Made) -> Result<(), Failure> {
    let (real, root) = (atomic::real(path), atomic::real(&workspace.root));
    let is_kept =
        |inner: &Path| layout::is_for_records(inner) || made == Made::Export && layout::is_among_engagements(inner);
    if !layout::is_yaml(&real.to_string_lossy()) && !real.strip_prefix(root).is_ok_and(is_kept) {
        return Ok(());
    }
    let (none, instead) = match made {
        Made::Report => ("a report", "name a file such as report.md, or `-o -` for standard output"),
        Made::Export => ("an export", "name a place outside engagements/, such as `-o export`"),
    };
    let shown = workspace.shown(path);
    Err(Failure::usage(format!("`{shown}` is where records are kept, and {none} is none")).hint(instead))
}
