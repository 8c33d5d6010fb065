//! Deletes the draft of a record or a debrief.

use crate::cmd::output::WRITTEN;
use crate::cmd::prelude::*;
use crate::store::draft::Draft;

/// Deletes the draft at a path, `of` a record or a debrief.
pub fn draft(workspace: &Workspace, id: &Slug, path: PathBuf, of: &str, dry_run: bool) -> Result<Reply> {
    let shown = workspace.shown(&path);
    let message = match Draft::waiting(workspace, path) {
        None => format!("{of} has no draft; nothing changed"),
        Some(_) if dry_run => format!("Would delete {shown}"),
        Some(path) => {
            let draft = Draft::begin(workspace, path, b"")?;
            draft.end(&draft.text()?)?;
            format!("Deleted {shown}")
        }
    };
    let messages = vec![message];
    let data = json!({ "engagement": id, "dry_run": dry_run, "files": [], "said": messages, "records": [] });
    Ok(Reply { text: String::new(), messages, kind: WRITTEN, data })
}
