//! The health of a workspace folder: what cannot be written, and leftover files.
//!
//! Nothing is written to test this: permissions are queried from the system.

use std::fs::TryLockError;

use super::{draft, names};
use crate::store::prelude_above::*;

/// The number of engagement folders that the current user cannot write to.
pub fn read_only(root: &Path) -> usize {
    names::folders(&root.join(layout::ENGAGEMENTS)).iter().filter(|(folder, _)| is_read_only(folder)).count()
}

/// The number of temporaries that killed commands left in the workspace.
pub fn temporaries(root: &Path) -> usize {
    let own = [layout::ENGAGEMENTS, layout::TEMPLATES, layout::LOCAL].map(|folder| root.join(folder)).into_iter();
    let own =
        own.filter(|folder| atomic::folder_within(root, folder).is_ok()).flat_map(|folder| names::folders(&folder));
    let all = own.flat_map(|(_, inside)| inside).chain(entries(root).unwrap_or_default());
    all.filter(|found| found.kind == FileKind::File && layout::is_temporary(&found.name)).count()
}

/// The number of files left by editors, merges and file managers.
pub fn litter(workspace: &Workspace) -> usize {
    let (ids, _) = workspace.ids().unwrap_or_default();
    let wrong = ids.iter().flat_map(|id| names::below(workspace, &layout::engagement(&workspace.root, id)));
    let wrong = wrong.chain(names::of_workspace(workspace));
    wrong.filter(|wrong| wrong.kind == ProblemKind::Litter).count()
}

/// The files in the folder of an engagement.
pub fn files_of(workspace: &Workspace, id: &Slug) -> Vec<PathBuf> {
    let folders = names::folders(&layout::engagement(&workspace.root, id));
    folders.iter().flat_map(|(folder, inside)| files(folder, inside)).collect()
}

/// The drafts that differ from their base, including debriefs kept beside one.
pub fn drafts(root: &Path) -> Vec<PathBuf> {
    let folder = root.join(layout::DRAFTS);
    if atomic::folder_within(root, &folder).is_err() {
        return vec![];
    }
    let inside = entries(&folder).unwrap_or_default();
    let drafts = files(&folder, &inside).filter(|path| !layout::is_draft_base(path));
    let mut drafts: Vec<_> = drafts.filter(|path| draft::waits(path)).collect();
    drafts.sort();
    drafts
}

/// The plain files of a folder, without temporaries.
fn files(folder: &Path, inside: &[FolderEntry]) -> impl Iterator<Item = PathBuf> {
    let files = inside.iter().filter(|found| found.kind == FileKind::File && !layout::is_temporary(&found.name));
    files.map(|file| folder.join(&file.name))
}

/// Whether another command is writing now; takes the lock as a reader for a moment.
pub fn is_locked(root: &Path) -> bool {
    let lock =
        atomic::open(File::options().read(true), &root.join(layout::LOCK)).map(|(file, _)| file.try_lock_shared());
    matches!(lock, Ok(Err(TryLockError::WouldBlock)))
}

/// Whether a folder exists and the current user cannot write to it.
#[cfg(unix)]
pub fn is_read_only(folder: &Path) -> bool {
    folder.is_dir() && rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_err()
}

/// Not known: the attribute of a folder says nothing about it.
#[cfg(not(unix))]
pub fn is_read_only(_: &Path) -> bool {
    false
}
