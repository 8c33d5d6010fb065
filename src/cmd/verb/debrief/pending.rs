//! The draft that an earlier debrief left, cleared of what another debrief recorded.

use crate::cmd::prelude::*;
use crate::exchange::debrief::{is_unfilled, without};

/// Removes recorded lines from the waiting draft, and from the one that was read as a file; a draft in which nothing
/// else was typed is deleted. Says which.
pub fn settle(
    workspace: &Workspace,
    id: &Slug,
    file: Option<&Path>,
    recorded: &BTreeSet<&str>,
    blank: &str,
) -> Vec<String> {
    let own = layout::debrief(&workspace.root, id, 1);
    let file = file.filter(|file| *file != own && file.parent() == own.parent()).map(Path::to_owned);
    let drafts = Draft::waiting_debrief(workspace, id).into_iter().chain(file);
    drafts.map(|path| settle_one(workspace, id, path, recorded, blank)).collect()
}

fn settle_one(workspace: &Workspace, id: &Slug, path: PathBuf, recorded: &BTreeSet<&str>, blank: &str) -> String {
    let shown = workspace.shown(&path);
    let waits = format!("unfinished debrief in {shown}; to continue: engage debrief {id}; to delete it, add --discard");
    let cleared = || -> Result<bool> {
        let draft = Draft::begin(workspace, path, b"")?;
        let bytes = draft.text()?;
        let rest = without(&save::text_of(&shown, bytes.as_slice())?, recorded);
        if is_unfilled(&rest, blank) {
            return draft.end(&bytes);
        }
        draft.replace(&bytes, rest.as_bytes()).map(|()| false)
    };
    match cleared() {
        Ok(true) => format!("Deleted the draft {shown}; all of it is recorded"),
        _ => waits,
    }
}
