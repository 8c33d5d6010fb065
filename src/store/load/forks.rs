//! The entries of settled forks: their names, what they and what came back of their branches came from, and what is
//! brought back.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Loader;
use crate::model::cycle;
use crate::model::entry::Entry;
use crate::model::problem::{FileProblem, ProblemKind};
use crate::model::reference::{EntryId, settled_entry};
use crate::model::slug::Slug;
use crate::store::layout;
use crate::store::workspace::{Workspace, bytes};
use crate::store::yaml::read;

/// The files of an entry in `forks/`, each as far as it can be read, and what cannot.
pub fn aside(workspace: &Workspace, id: &Slug, entry: EntryId) -> (Vec<(PathBuf, Option<Entry>)>, Vec<FileProblem>) {
    let mut loader = Loader::of(workspace, id);
    let folder = layout::forks(&layout::cycle(&workspace.root, id, entry.cycle));
    let mut files = loader.files(&folder, |_| false);
    files.retain(|(_, name)| settled_entry(entry.cycle, name) == Some(entry));
    let read = |(path, _): (PathBuf, String)| {
        let read = loader.read(&path, |bytes| read::entry(entry, bytes));
        (path, read)
    };
    (files.into_iter().map(read).collect(), loader.unread)
}

impl Loader<'_> {
    /// The names of the settled entries of a cycle, with their files, once its folder was read.
    pub(super) fn forks(&mut self, folder: &Path, cycle: u32) -> Vec<(EntryId, PathBuf)> {
        let forks = layout::forks(folder);
        let Some(at) = self.unknown.iter().position(|unknown| *unknown == forks) else { return vec![] };
        self.unknown.swap_remove(at);
        let mut settled = Vec::new();
        for (path, name) in self.files(&forks, |name| settled_entry(cycle, name).is_some()) {
            match settled_entry(cycle, &name) {
                Some(id) => settled.push((id, path)),
                None => self.misnamed(&path, "an entry"),
            }
        }
        settled
    }

    /// What a settled entry came from; nothing where its file cannot be read. Of that only git's conflict markers are
    /// told here, anything else when the entry is to come back.
    pub(super) fn came_from(&mut self, path: &Path) -> Option<EntryId> {
        match bytes(path) {
            Ok(bytes) => match read::entered(&bytes) {
                Ok(common) => common.from,
                Err(fault) => {
                    if fault.kind == ProblemKind::ConflictMarkers {
                        self.unread.push(self.workspace.unread(path, &bytes, fault));
                    }
                    None
                }
            },
            Err(error) => {
                if error.kind() == ErrorKind::NotFound {
                    self.moved.push(path.to_owned());
                }
                None
            }
        }
    }

    /// The walk through these cycles with its files, in order: no entry that came from one of a settled fork.
    ///
    /// Heads are read only where there is one, and only of the entries after it.
    pub(super) fn walk(&mut self, cycles: &[u32]) -> Vec<(EntryId, PathBuf)> {
        let (mut entries, mut settled) = (Vec::new(), Vec::new());
        for cycle in cycles {
            let folder = layout::cycle(&self.workspace.root, self.id, *cycle);
            entries.extend(self.entries(&folder, *cycle).0);
            settled.extend(self.forks(&folder, *cycle).into_iter().map(|(id, _)| id));
        }
        entries.sort_unstable();
        if let Some(first) = settled.iter().min() {
            let mut from = |path| self.read(path, read::entered)?.from;
            let from = entries.iter().map(|(id, path)| (*id, if id > first { from(path) } else { None }));
            let revived = cycle::revived(&from.collect(), &settled);
            entries.retain(|(id, _)| !revived.contains(id));
        }
        entries
    }
}
