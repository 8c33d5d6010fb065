//! Where an output file may be written: never among the records.

use crate::cmd::prelude::*;

/// The kind of output written to a place that the user names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    /// A rendered document.
    Report,
    /// A table, a folder of them, or lines of JSON.
    Export,
    /// A folder of pages.
    Pages,
}

/// Rejects a place reserved for records, settings or templates, by whatever path it is reached, and a name in the
/// workspace that is invalid on other systems or special to git.
pub fn refuse_records(workspace: &Workspace, path: &Path, made: OutputKind) -> Result<(), Failure> {
    let (real, root) = (atomic::real(path), atomic::real(&workspace.root));
    let is_exported_to = |folder: &Path| made != OutputKind::Report && folder.starts_with(layout::ENGAGEMENTS);
    let is_kept = |inner: &Path| layout::is_for_records(inner) || is_exported_to(inner);
    let (none, instead) = match made {
        OutputKind::Report => ("a report", "use a file such as report.md, or `-o -` for standard output"),
        OutputKind::Export => ("an export", "use a folder outside engagements/, such as `-o export`"),
        OutputKind::Pages => ("pages", "use a folder outside engagements/, such as `site`"),
    };
    let (inner, shown) = (real.strip_prefix(root).ok(), workspace.shown(path));
    if layout::is_yaml(&real.to_string_lossy()) || inner.is_some_and(is_kept) {
        return Err(Failure::usage(format!("cannot write {none} to `{shown}`, which is for records")).hint(instead));
    }
    let missing =
        inner.and_then(layout::engagement_of).filter(|id| !id.parse().is_ok_and(|id| workspace.is_folder(&id)));
    if let Some(id) = missing.filter(|_| inner.is_some_and(|inner| inner.components().count() > 2)) {
        return Err(Failure::not_found(format!("engagement `{id}` of `{shown}` not found"))
            .hint("engage list --all lists the engagements"));
    }
    match inner.and_then(unfit) {
        Some(why) => Err(Failure::usage(format!("`{shown}` {why}")).hint(instead)),
        None => Ok(()),
    }
}

/// Why a path in the workspace is not suitable for a shared file.
fn unfit(inner: &Path) -> Option<String> {
    let parts = inner.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.into_iter().find_map(|name| match name.as_str() {
        "~" => Some("begins with `~`, which only a shell expands".to_owned()),
        name if name.to_ascii_lowercase().starts_with(".git") => Some("is reserved for git".to_owned()),
        name => portable::unportable(name).map(|why| format!("is not portable: `{name}` {why}")),
    })
}
