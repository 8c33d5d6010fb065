//! Reading: an engagement whole, or all engagements at the depth of a list.
//!
//! Gives what could be read together with what could not; one broken file hides no other.

mod standing;
mod walk;

use std::fs::FileType;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub use standing::{is_open, standing, standings};

use super::atomic::entries;
use super::each::each;
use super::layout::{self, Folder};
use super::secrets;
use super::workspace::{Workspace, bytes};
use super::yaml::{Fault, read};
use crate::model::charter::Charter;
use crate::model::engagement::Engagement;
use crate::model::problem::{Closed, FileProblem, ProblemKind};
use crate::model::record::{Kind, OutcomeKind};
use crate::model::reference::{Reference, outcome_name};
use crate::model::slug::Slug;
use crate::model::step::Step;
use crate::model::words::and_list;

/// One engagement as far as it can be read, and what cannot.
pub fn engagement(workspace: &Workspace, id: &Slug) -> (Engagement, Vec<FileProblem>) {
    steady(workspace, id, whole)
}

/// The same, and the secrets where no text of a record is: in comments, and in files that cannot be read.
pub fn closely(workspace: &Workspace, id: &Slug) -> (Engagement, Vec<FileProblem>) {
    steady(workspace, id, |loader| whole(Loader { closely: true, ..loader }))
}

/// How often an engagement is read before what its folders list and what is not there is left out.
const TRIES: u32 = 3;

/// Reads again where a file was moved after its folder was read: a reader waits for no writer.
fn steady<T>(workspace: &Workspace, id: &Slug, read: impl Fn(Loader) -> (T, Loader)) -> (T, Vec<FileProblem>) {
    let mut tries = 1;
    loop {
        let (value, loader) = read(Loader::of(workspace, id));
        if loader.moved.is_empty() || tries == TRIES {
            return (value, loader.unread);
        }
        tries += 1;
    }
}

fn whole(mut loader: Loader) -> (Engagement, Loader) {
    let mut engagement = Engagement::unread(loader.id.clone());
    engagement.charter = loader.charter();
    for folder in loader.folders() {
        match folder {
            Folder::Cycle(cycle) => loader.cycle(cycle, &mut engagement),
            Folder::Records(kind) => loader.records(kind, &mut engagement),
            Folder::Outcomes => loader.outcomes(&mut engagement),
            Folder::Documents => {}
        }
    }
    loader.others();
    engagement.walk.sort_unstable();
    loader.unread.sort_unstable();
    engagement.closed = std::mem::take(&mut loader.closed);
    engagement.unread = loader.unread.iter().filter_map(|unread| unread.reference.clone()).collect();
    loader.unread.append(&mut loader.secrets);
    (engagement, loader)
}

/// Several engagements whole, by id, each with what cannot be read of it.
pub fn engagements(workspace: &Workspace, ids: &[Slug]) -> Vec<(Engagement, Vec<FileProblem>)> {
    let mut loaded = each(ids, |id| engagement(workspace, id));
    loaded.sort_unstable_by(|a, b| a.0.id.cmp(&b.0.id));
    loaded
}

/// What is read of an engagement by those who do not need all of it.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The kinds of record.
    pub kinds: &'a [Kind],
    /// The steps whose entries are read; of the others only the names.
    pub steps: &'a [Step],
}

/// Only those parts of several engagements, by id, and what cannot be read of them.
pub fn parts(workspace: &Workspace, ids: &[Slug], parts: Parts) -> (Vec<Engagement>, Vec<FileProblem>) {
    let (mut engagements, unread): (Vec<_>, Vec<_>) =
        each(ids, |id| steady(workspace, id, |loader| part(loader, parts))).into_iter().unzip();
    engagements.sort_unstable_by(|a: &Engagement, b| a.id.cmp(&b.id));
    let mut unread = unread.concat();
    unread.sort_unstable();
    unread.dedup();
    (engagements, unread)
}

fn part<'a>(mut loader: Loader<'a>, parts: Parts) -> (Engagement, Loader<'a>) {
    let mut engagement = Engagement::unread(loader.id.clone());
    loader.read(&layout::charter(&loader.folder), read::known_schema);
    let mut cycles = Vec::new();
    for folder in loader.folders() {
        match folder {
            Folder::Cycle(cycle) if !parts.steps.is_empty() => cycles.push(cycle),
            Folder::Records(kind) if parts.kinds.contains(&kind) => loader.records(kind, &mut engagement),
            _ => {}
        }
    }
    loader.steps(&cycles, parts.steps, &mut engagement);
    (engagement, loader)
}

struct Loader<'a> {
    workspace: &'a Workspace,
    id: &'a Slug,
    /// The engagement's.
    folder: PathBuf,
    /// Folders that the record does not know.
    unknown: Vec<PathBuf>,
    unread: Vec<FileProblem>,
    /// Folders of the record that are there and cannot be read.
    closed: Vec<Closed>,
    /// Files that were gone after their folder had listed them.
    moved: Vec<PathBuf>,
    /// Whether secrets are looked for.
    closely: bool,
    secrets: Vec<FileProblem>,
}

/// Something in a folder.
struct Found {
    path: PathBuf,
    name: String,
    kind: FileType,
}

impl<'a> Loader<'a> {
    fn of(workspace: &'a Workspace, id: &'a Slug) -> Self {
        let folder = layout::engagement(&workspace.root, id);
        let (unknown, unread, closed) = (Vec::new(), Vec::new(), Vec::new());
        let (secrets, moved) = (Vec::new(), Vec::new());
        Self { workspace, id, folder, unknown, unread, closed, moved, closely: false, secrets }
    }

    /// Reads one file; what is wrong with it is kept.
    fn read<T>(&mut self, path: &Path, parse: impl Fn(&[u8]) -> Result<T, Fault>) -> Option<T> {
        match bytes(path) {
            Ok(bytes) => match parse(&bytes) {
                Ok(value) => {
                    if self.closely {
                        self.secrets.extend(secrets::in_comments(self.workspace, path, &bytes));
                    }
                    return Some(value);
                }
                Err(fault) => {
                    self.unread.push(self.workspace.unread(path, &bytes, fault));
                    self.look_through(path, &bytes);
                }
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if path == layout::charter(&self.folder) {
                    self.keep(
                        path,
                        ProblemKind::Unreadable,
                        "is missing",
                        "restore it from git, or move the folder elsewhere",
                    );
                } else {
                    self.moved.push(path.to_owned());
                }
            }
            Err(error) => self.unreadable(path, &error, "check that it is a plain file you may read"),
        }
        None
    }

    /// Keeps the secrets of a file that is no record, where they are looked for.
    fn look_through(&mut self, path: &Path, bytes: &[u8]) {
        if self.closely {
            self.secrets.extend(secrets::anywhere(self.workspace, path, bytes));
        }
    }

    /// The charter.
    fn charter(&mut self) -> Option<Charter> {
        self.read(&layout::charter(&self.folder), read::charter)
    }

    /// What is in a folder but litter; nothing where there is no such folder.
    fn inside(&mut self, folder: &Path) -> Vec<Found> {
        let hint = "check that it is a folder you may read";
        let entries = match entries(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
            Err(error) => {
                self.unreadable(folder, &error, hint);
                self.close(folder);
                return Vec::new();
            }
        };
        let mut inside = Vec::new();
        for entry in entries {
            match entry.file_type().map(|kind| (kind, entry)) {
                Ok((kind, entry)) => {
                    let name = entry.file_name().to_string_lossy().into_owned();
                    inside.push(Found { path: entry.path(), name, kind });
                }
                Err(error) => {
                    self.unreadable(folder, &error, hint);
                    self.close(folder);
                }
            }
        }
        inside.retain(|found| !layout::is_litter(&found.name));
        inside
    }

    /// The folders of the record in the engagement's folder; what else looks like a part of it is kept.
    ///
    /// None where the charter, which is read before, is of a newer schema than this program knows.
    fn folders(&mut self) -> Vec<Folder> {
        if self.unread.iter().any(|unread| unread.kind == ProblemKind::Newer) {
            self.closed.push(Closed::Whole);
            return vec![];
        }
        let mut folders = Vec::new();
        let charter = layout::charter(&self.folder);
        for found in self.inside(&self.folder.clone()) {
            match layout::folder(&found.name) {
                Some(folder) if found.kind.is_dir() => folders.push(folder),
                Some(Folder::Documents) => {}
                Some(_) => {
                    self.strange(&found.path, found.kind, "folder");
                    self.close(&found.path);
                }
                None if found.path == charter => {}
                None if layout::is_yaml(&found.name) => {
                    self.keep(
                        &found.path,
                        ProblemKind::Misnamed,
                        "is not named as a record",
                        layout::meant(&found.name),
                    );
                }
                None if found.kind.is_dir() => self.unknown.push(found.path),
                None => {}
            }
        }
        folders
    }

    /// The record files of a folder with their names; what else could be a record is kept as unread.
    fn files(&mut self, folder: &Path, is_name: impl Fn(&str) -> bool) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        for Found { path, name, kind } in self.inside(folder) {
            match name.strip_suffix(".yaml") {
                Some(stem) if kind.is_file() => files.push((path, stem.to_owned())),
                Some(_) => self.strange(&path, kind, "plain file"),
                None if kind.is_dir() => self.unknown.push(path),
                None if kind.is_symlink() && !name.contains('.') => self.strange(&path, kind, "plain file"),
                None if layout::is_yaml(&name) || is_name(&name) => {
                    self.misnamed(&path, "a record, whose name ends in .yaml");
                }
                None => {}
            }
        }
        files.sort_unstable();
        files
    }

    /// Keeps as unread, of the folders that the record does not know, those that hold records all the same.
    fn others(&mut self) {
        for folder in std::mem::take(&mut self.unknown) {
            if self.inside(&folder).iter().any(|found| layout::is_yaml(&found.name)) {
                let name = folder.file_name().unwrap_or_default().to_string_lossy();
                let above = folder.parent().filter(|above| **above != self.folder);
                let hint = match above.and_then(Path::file_name) {
                    Some(above) => format!("move its files up into {}/", above.to_string_lossy()),
                    None => layout::meant(&name),
                };
                self.keep(&folder, ProblemKind::Unreadable, "is no folder of the record", hint);
            }
        }
    }

    /// Keeps what is wrong with a file or folder as a whole.
    fn keep(&mut self, path: &Path, kind: ProblemKind, message: impl Into<String>, hint: impl Into<String>) {
        let inner = path.strip_prefix(&self.workspace.root).unwrap_or(path);
        let reference = layout::parse(inner).map(|(_, reference)| reference);
        let unread = FileProblem::whole(self.workspace.shown(path), message, hint);
        self.unread.push(FileProblem { kind, reference, ..unread });
    }

    /// Keeps that a folder of the record cannot be read.
    fn close(&mut self, path: &Path) {
        let inner = path.strip_prefix(&self.folder).ok().and_then(Path::to_str);
        self.closed.extend(inner.and_then(|inner| match layout::folder(inner) {
            Some(Folder::Cycle(cycle)) => Some(Closed::Cycle(cycle)),
            Some(Folder::Records(kind)) => Some(Closed::Records(kind)),
            Some(Folder::Outcomes) => Some(Closed::Outcomes),
            Some(Folder::Documents) => None,
            None => inner.is_empty().then_some(Closed::Whole),
        }));
    }

    fn unreadable(&mut self, path: &Path, error: &std::io::Error, hint: &str) {
        self.keep(path, ProblemKind::Unreadable, format!("cannot be read: {error}"), hint);
    }

    fn strange(&mut self, path: &Path, kind: FileType, wanted: &str) {
        let is_link = kind.is_symlink();
        let what = if is_link { "a symbolic link, which is not followed".to_owned() } else { format!("no {wanted}") };
        let whose = if wanted == "folder" { "folder" } else { "record's file" };
        self.keep(path, ProblemKind::Unreadable, format!("is {what}"), format!("put the {whose} here itself"));
    }

    fn misnamed(&mut self, path: &Path, what: &str) {
        let hint = match what {
            "an entry" => format!(
                "name it by a number and a step, such as 06-demo.yaml; steps are {}",
                and_list(&Step::ALL.iter().map(|step| step.word()).collect::<Vec<_>>())
            ),
            _ => "rename it: small letters, digits and single dashes, such as ana-ortiz.yaml".to_owned(),
        };
        self.keep(path, ProblemKind::Misnamed, format!("is not named as {what}"), hint);
        if self.closely {
            self.look_through(path, &bytes(path).unwrap_or_default());
        }
    }

    fn records(&mut self, kind: Kind, engagement: &mut Engagement) {
        let is_name = |name: &str| name.parse::<Slug>().is_ok();
        for (path, name) in self.files(&layout::records(&self.folder, kind), is_name) {
            if !is_name(&name) {
                self.misnamed(&path, "a record");
            } else if let Some(record) = self.read(&path, |bytes| read::record(kind, bytes)) {
                engagement.records.insert(Reference::Record(kind, name), record);
            }
        }
    }

    fn outcomes(&mut self, engagement: &mut Engagement) {
        for (outcome, path) in self.outcome_names() {
            engagement.last_outcome = engagement.last_outcome.max(Some(outcome));
            if let Some(read) = self.read(&path, read::file) {
                engagement.outcomes.insert(outcome, read);
            }
        }
    }

    /// The outcomes by their names, with their files.
    fn outcome_names(&mut self) -> Vec<((u32, OutcomeKind), PathBuf)> {
        let mut outcomes = Vec::new();
        for (path, name) in self.files(&layout::outcomes(&self.folder), |name| outcome_name(name).is_some()) {
            match outcome_name(&name) {
                Some(outcome) => outcomes.push((outcome, path)),
                None => self.misnamed(&path, "an outcome"),
            }
        }
        outcomes
    }
}
