//! What is the matter with a workspace as a folder: what cannot be written, and what was left behind.
//!
//! Nothing is written to find out: the system is asked whether one could.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::atomic::{self, entries};
use super::workspace::Workspace;
use super::{draft, layout, names};
use crate::model::problem::ProblemKind;

/// How deep folders are looked into; the record has fewer levels.
const DEPTH: usize = 8;

/// What of a workspace cannot be written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unwritable {
    /// The workspace's own folder.
    pub workspace: bool,
    /// The folder of what is local to this machine; a missing one is made in the workspace's.
    pub local: bool,
    /// How many folders of the engagements.
    pub folders: usize,
}

/// What was left behind, each kind counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Leftovers {
    /// Halves of files that a killed command wrote.
    pub temporaries: usize,
    /// What editors, merges and file managers leave.
    pub litter: usize,
    /// Drafts that were worked on and wait.
    pub drafts: usize,
    /// Whether another command writes at this moment.
    pub is_locked: bool,
}

/// What of a workspace cannot be written by whom runs this.
pub fn unwritable(workspace: &Workspace) -> Unwritable {
    let (root, local) = (&workspace.root, layout::local(&workspace.root));
    let mut folders = 0;
    each_folder(&layout::engagements(root), DEPTH, &mut |folder| folders += usize::from(!is_writable(folder)));
    Unwritable { workspace: !is_writable(root), local: local.is_dir() && !is_writable(&local), folders }
}

/// What was left behind in a workspace.
pub fn leftovers(workspace: &Workspace) -> Leftovers {
    let root = &workspace.root;
    let mut left = Leftovers { is_locked: is_locked(root), ..Leftovers::default() };
    let mut count = |folder: &Path| left.temporaries += files(folder, layout::is_temporary).len();
    count(root);
    for folder in [layout::engagements(root), layout::templates(root), layout::local(root)] {
        if atomic::folder_within(root, &folder).is_ok() {
            each_folder(&folder, DEPTH, &mut count);
        }
    }
    let (ids, _) = workspace.ids().unwrap_or_default();
    let litter = ids.iter().flat_map(|id| names::of_engagement(workspace, id)).chain(names::of_workspace(workspace));
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    left.litter =
        litter.filter(|found| found.kind == ProblemKind::Litter && !layout::is_temporary(&name(&found.path))).count();
    left.drafts = drafts(root);
    left
}

/// The drafts that differ from what they began from, and the debriefs kept beside one.
fn drafts(root: &Path) -> usize {
    let folder = layout::drafts(root);
    let waits = |name: &String| {
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        end != layout::BASE && draft::waits(&folder.join(name), &layout::draft_base(root, stem))
    };
    if atomic::folder_within(root, &folder).is_err() {
        return 0;
    }
    files(&folder, |name| !layout::is_temporary(name)).iter().filter(|name| waits(name)).count()
}

fn each_folder(folder: &Path, depth: usize, look: &mut impl FnMut(&Path)) {
    let Ok(entries) = entries(folder) else { return };
    look(folder);
    for entry in entries {
        if depth > 0 && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            each_folder(&entry.path(), depth - 1, look);
        }
    }
}

/// The names of the plain files of a folder that are so.
fn files(folder: &Path, is_so: impl Fn(&str) -> bool) -> Vec<String> {
    let entries = entries(folder).unwrap_or_default().into_iter();
    let plain = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    plain.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(|name| is_so(name)).collect()
}

/// Whether a writer holds the lock; asked for a moment, as a reader, and let go.
fn is_locked(root: &Path) -> bool {
    let asked = atomic::open(File::options().read(true), &layout::lock(root)).map(|(file, _)| file.try_lock_shared());
    matches!(asked, Ok(Err(TryLockError::WouldBlock)))
}

#[cfg(unix)]
fn is_writable(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn is_writable(folder: &Path) -> bool {
    std::fs::metadata(folder).is_ok_and(|kind| !kind.permissions().readonly())
}
