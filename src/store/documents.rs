//! Rendered documents and templates: their names, and those with unresolved conflict markers.

use super::yaml::{BY_HAND, conflict_mark, conflict_markers};
use crate::store::prelude_above::*;

/// The documents of an engagement that contain git's conflict markers.
pub fn unmerged(workspace: &Workspace, id: &Slug) -> Vec<FileProblem> {
    let again = |name: &str| {
        let (cycle, file) = layout::parse_document(name)?;
        let html = file.ends_with(layout::PAGE).then_some("--html");
        let again = Remedy::engage(["report", layout::document_name(file)?, id.as_str()]).flag("cycle", &cycle);
        Some(again.with(html).with(["--force"]))
    };
    unmerged_in(workspace, &layout::documents(&workspace.root, id), again)
}

/// The workspace's own templates and portfolio documents that contain git's conflict markers.
pub fn unmerged_of_workspace(workspace: &Workspace) -> Vec<FileProblem> {
    let again = |name: &str| Some(Remedy::engage(["report", layout::document_name(name)?, "--force"]));
    let mut unmerged = unmerged_in(workspace, &workspace.root.join(layout::TEMPLATES), |_| None);
    unmerged.extend(unmerged_in(workspace, &workspace.root.join(layout::ENGAGEMENTS), again));
    unmerged
}

/// The files in a folder with conflict markers; unreadable files are reported elsewhere.
fn unmerged_in(workspace: &Workspace, folder: &Path, again: impl Fn(&str) -> Option<Remedy>) -> Vec<FileProblem> {
    let unmerged = |name: &String| {
        let path = folder.join(name);
        let text = bytes(&path).ok()?;
        let text = String::from_utf8_lossy(&text);
        // a line of `=` alone may underline a heading, and `>>>>>>>` may be a quote
        text.lines().find(|line| conflict_mark(line.as_bytes()) == Some(0))?;
        let fault = conflict_markers(&text).err()?;
        let hint = again(name).unwrap_or_else(|| BY_HAND.into());
        Some(
            FileProblem::whole(workspace.shown(&path), fault.message, hint)
                .at((fault.line, fault.column))
                .of(fault.kind),
        )
    };
    names(&workspace.root, folder).unwrap_or_default().iter().filter_map(unmerged).collect()
}

/// The names of the files in a folder of a workspace, sorted.
pub fn names(root: &Path, folder: &Path) -> Result<Vec<String>> {
    atomic::folder_within(root, folder)?;
    let inside = inside(folder).with_context(|| NotRead::at(folder))?;
    Ok(inside.into_iter().map(|found| found.name).collect())
}
