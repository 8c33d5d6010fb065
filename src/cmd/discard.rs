//! Drafts of records and debriefs: deletes one, or refuses a change that one of them would not survive.

use crate::cmd::prelude::*;
use crate::cmd::written::without_records;

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
    Ok(without_records(id, message, dry_run))
}

/// Refuses if a draft of an engagement has text that is not recorded; `counts` says of which record, or of none for a
/// debrief.
pub fn refuse_waiting(workspace: &Workspace, id: &Slug, counts: impl Fn(Option<&Reference>) -> bool) -> Result<()> {
    let drafts = health::drafts(&workspace.root).into_iter().filter_map(|path| Some((layout::of_draft(&path)?, path)));
    let mut drafts = drafts.filter(|((of, record), _)| of == id && counts(record.as_ref()));
    let Some(((_, record), path)) = drafts.next() else { return Ok(()) };
    let finish = record.map_or_else(|| Remedy::engage(["debrief", id.as_str()]), |record| Remedy::edit(&record, id));
    let failure = Failure::refused(format!("a draft is not recorded yet: {}", workspace.shown(&path)));
    bail!(failure.hint(Remedy::from(format!("to finish it: {finish}; to delete it, add --discard")).or(finish)))
}
