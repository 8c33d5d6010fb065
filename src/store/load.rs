//! Reading: an engagement whole, or all engagements at the depth of a list.
//!
//! Gives what could be read together with what could not; one broken file hides no other.

use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::layout;
use super::workspace::{Unread, Workspace, bytes};
use super::yaml::{Fault, read};
use crate::model::engagement::Engagement;
use crate::model::portfolio::Standing;
use crate::model::record::{OutcomeKind, ROWS};
use crate::model::reference::{EntryId, Reference, cycle_number, outcome_name, settled_entry};
use crate::model::slug::Slug;

/// One engagement as far as it can be read, and what cannot.
pub fn engagement(workspace: &Workspace, id: &Slug) -> (Engagement, Vec<Unread>) {
    let mut loader = Loader { workspace, folder: layout::engagement(&workspace.root, id), unread: Vec::new() };
    let mut engagement = Engagement::unread(id.clone());
    engagement.charter = loader.read(&layout::charter(&loader.folder), read::file);
    for name in loader.folders() {
        if let Some(cycle) = cycle_number(&name) {
            loader.cycle(cycle, &mut engagement);
        }
    }
    for row in ROWS {
        for (path, name) in loader.files(&layout::records(&loader.folder, row.kind)) {
            if name.parse::<Slug>().is_err() {
                loader.misnamed(&path, "a record");
            } else if let Some(record) = loader.read(&path, |bytes| read::record(row.kind, bytes)) {
                engagement.records.insert(Reference::Record(row.kind, name), record);
            }
        }
    }
    loader.outcomes(&mut engagement);
    engagement.walk.sort_unstable();
    engagement.settled.sort_unstable();
    loader.unread.sort_unstable();
    engagement.unread = loader.unread.iter().filter_map(|unread| unread.reference.clone()).collect();
    (engagement, loader.unread)
}

/// Several engagements whole, by id, each with what cannot be read of it.
pub fn engagements(workspace: &Workspace, ids: &[Slug]) -> Vec<(Engagement, Vec<Unread>)> {
    let mut loaded = each(ids, |id| engagement(workspace, id));
    loaded.sort_unstable_by(|a, b| a.0.id.cmp(&b.0.id));
    loaded
}

/// All engagements at the depth of a list, by id, and what cannot be read of them.
///
/// Of each, the charter, the names of the last cycle's entries and of the outcomes, and the common
/// part of the last entry.
pub fn standings(workspace: &Workspace, ids: &[Slug]) -> (Vec<Standing>, Vec<Unread>) {
    let (mut standings, unread): (Vec<_>, Vec<_>) = each(ids, |id| standing(workspace, id)).into_iter().unzip();
    standings.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let mut unread = unread.concat();
    unread.sort_unstable();
    (standings, unread)
}

/// Does the same for each id, on as many threads as there are processors; in no order.
fn each<T: Send>(ids: &[Slug], work: impl Fn(&Slug) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(ids.len().div_ceil(8).max(1));
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done = Vec::new();
        while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push(work(id));
        }
        done
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(share)).collect();
        let mut done = share();
        for other in others {
            done.extend(other.join().expect("reading an engagement does not panic"));
        }
        done
    })
}

/// One engagement at the depth of a list.
pub fn standing(workspace: &Workspace, id: &Slug) -> (Standing, Vec<Unread>) {
    let mut loader = Loader { workspace, folder: layout::engagement(&workspace.root, id), unread: Vec::new() };
    let charter = loader.read(&layout::charter(&loader.folder), read::file);
    let folders = loader.folders();
    let mut cycles: Vec<u32> = folders.iter().filter_map(|name| cycle_number(name)).collect();
    cycles.sort_unstable_by(|a, b| b.cmp(a));
    let names = |cycle| entry_names(&layout::cycle(&workspace.root, id, cycle), cycle);
    let walk = cycles.into_iter().map(names).find(|walk| !walk.is_empty()).unwrap_or_default();
    let last = walk.last().map(|entry| layout::record(&workspace.root, id, &entry.reference()));
    let entered = last.and_then(|path| loader.read(&path, read::entered)).map(|common| common.entered);
    let ended = folders.iter().any(|name| name == "outcomes");
    let outcome = if ended { last_outcome(&loader.folder).map(|(_, kind)| kind) } else { None };
    (Standing { id: id.clone(), charter, walk, entered, outcome }, loader.unread)
}

fn entry_names(folder: &Path, cycle: u32) -> Vec<EntryId> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let names = files.filter_map(|entry| entry.file_name().into_string().ok());
    let mut walk: Vec<_> = names.filter_map(|name| EntryId::in_cycle(cycle, name.strip_suffix(".yaml")?)).collect();
    walk.sort_unstable();
    walk
}

fn last_outcome(engagement: &Path) -> Option<(u32, OutcomeKind)> {
    let names = fs::read_dir(layout::outcomes(engagement)).into_iter().flatten().flatten();
    names.filter_map(|entry| outcome_name(entry.file_name().to_str()?.strip_suffix(".yaml")?)).max()
}

struct Loader<'a> {
    workspace: &'a Workspace,
    folder: PathBuf,
    unread: Vec<Unread>,
}

impl Loader<'_> {
    /// Reads one file; what is wrong with it is kept.
    fn read<T>(&mut self, path: &Path, parse: impl FnOnce(&[u8]) -> Result<T, Fault>) -> Option<T> {
        match bytes(path) {
            Ok(bytes) => match parse(&bytes) {
                Ok(value) => return Some(value),
                Err(fault) => self.unread.push(self.workspace.unread(path, &bytes, fault)),
            },
            Err(error) => {
                let missing = error.kind() == std::io::ErrorKind::NotFound;
                let (message, hint) = if missing {
                    ("is missing".to_owned(), "restore it from git, or move the folder elsewhere")
                } else {
                    (format!("cannot be read: {error}"), "check that it is a plain file you may read")
                };
                let fault = Unread::whole(self.workspace.shown(path), message, hint);
                let inner = path.strip_prefix(&self.workspace.root).unwrap_or(path);
                let reference = layout::parse(inner).map(|(_, reference)| reference);
                self.unread.push(Unread { reference, ..fault });
            }
        }
        None
    }

    /// The names of the folders in the engagement's folder.
    fn folders(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        folders.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    /// The record files of a folder with their names; what is neither record nor litter is kept as unread.
    fn files(&mut self, folder: &Path) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        if let Some(kind) = fs::symlink_metadata(folder).ok().filter(|kind| !kind.is_dir()) {
            self.strange(folder, Some(kind.file_type()));
            return files;
        }
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if layout::is_litter(&name) {
                continue;
            }
            match (name.strip_suffix(".yaml"), entry.file_type()) {
                (Some(stem), Ok(kind)) if kind.is_file() => files.push((path, stem.to_owned())),
                (Some(_), kind) => self.strange(&path, kind.ok()),
                (None, Ok(kind)) if kind.is_file() && name.ends_with(".yml") => {
                    self.misnamed(&path, "a record, whose name ends in .yaml");
                }
                _ => {}
            }
        }
        files.sort_unstable();
        files
    }

    fn strange(&mut self, path: &Path, kind: Option<FileType>) {
        let what = if kind.is_some_and(|kind| kind.is_symlink()) {
            "a symbolic link, which is not followed"
        } else {
            "no plain file"
        };
        let unread =
            Unread::whole(self.workspace.shown(path), format!("is {what}"), "put the record's file here itself");
        let inner = path.strip_prefix(&self.workspace.root).unwrap_or(path);
        self.unread.push(Unread { reference: layout::parse(inner).map(|(_, reference)| reference), ..unread });
    }

    fn misnamed(&mut self, path: &Path, what: &str) {
        let hint = "rename it: small letters, digits and single dashes, such as ana-ortiz.yaml or 06-demo.yaml";
        self.unread.push(Unread::whole(self.workspace.shown(path), format!("is not named as {what}"), hint));
    }

    fn cycle(&mut self, cycle: u32, engagement: &mut Engagement) {
        let folder = layout::cycle(&self.workspace.root, &engagement.id, cycle);
        let aside = self.files(&layout::forks(&folder));
        engagement.settled.extend(aside.iter().filter_map(|(_, name)| settled_entry(cycle, name)));
        for (path, name) in self.files(&folder) {
            if name == "pace" {
                if let Some(pace) = self.read(&path, read::file) {
                    engagement.paces.insert(cycle, pace);
                }
                continue;
            }
            let Some(id) = EntryId::in_cycle(cycle, &name) else {
                self.misnamed(&path, "an entry");
                continue;
            };
            engagement.walk.push(id);
            if let Some(entry) = self.read(&path, |bytes| read::entry(id, bytes)) {
                engagement.entries.insert(id, entry);
            }
        }
    }

    fn outcomes(&mut self, engagement: &mut Engagement) {
        for (path, name) in self.files(&layout::outcomes(&self.folder)) {
            let Some((number, kind)) = outcome_name(&name) else {
                self.misnamed(&path, "an outcome");
                continue;
            };
            engagement.last_outcome = engagement.last_outcome.max(Some((number, kind)));
            if let Some(outcome) = self.read(&path, read::file) {
                engagement.outcomes.insert((number, kind), outcome);
            }
        }
    }
}
