//! Loads an engagement in full, or all engagements at overview depth.
//!
//! Returns what could be read together with what could not; one broken file hides no other.

mod overview;
mod walk;

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub use overview::{is_open, overview, overviews};

use super::atomic::FolderEntry;
use super::each::each;
use super::places::FileTexts;
use super::workspace::{Workspace, bytes, inside, sorted};
use super::yaml::{Fault, read};
use super::{layout, names, secrets};
use crate::model::engagement::Engagement;
use crate::model::folder::Folder;
use crate::model::problem::{FileProblem, ProblemKind};
use crate::model::record::{Kind, OutcomeKind};
use crate::model::reference::{Reference, outcome_name};
use crate::model::slug::Slug;
use crate::model::step::Step;
use crate::model::words::and_list;

/// One engagement as far as it can be read, and what cannot.
pub fn engagement(workspace: &Workspace, id: &Slug) -> (Engagement, Vec<FileProblem>) {
    read_until_stable(workspace, id, whole)
}

/// The same, plus unexpected names, file contents, and secrets in comments and unreadable files, where the checks do
/// not look.
pub fn in_full(workspace: &Workspace, id: &Slug) -> ((Engagement, FileTexts), Vec<FileProblem>) {
    read_until_stable(workspace, id, |loader| {
        loader.secrets = Some(vec![]);
        let folders = names::folders(&loader.folder);
        let wrong = names::wrong(workspace, &folders);
        loader.listed = folders.into_iter().collect();
        let engagement = whole(loader);
        loader.unread.extend(wrong);
        (engagement, std::mem::take(&mut loader.texts))
    })
}

/// How often to reload before accepting that a listed file is gone.
const TRIES: u32 = 3;

/// Reloads if a file was moved after its folder was listed: readers do not wait for writers.
fn read_until_stable<T>(workspace: &Workspace, id: &Slug, read: impl Fn(&mut Loader) -> T) -> (T, Vec<FileProblem>) {
    let mut tries = 1;
    loop {
        let mut loader = Loader::of(workspace, id);
        let value = read(&mut loader);
        if !loader.moved || tries == TRIES {
            return (value, loader.unread);
        }
        tries += 1;
    }
}

fn whole(loader: &mut Loader) -> Engagement {
    let mut engagement = Engagement::unread(loader.id.clone());
    engagement.charter = loader.read(&loader.folder.join(layout::CHARTER), read::charter);
    for folder in loader.folders() {
        match folder {
            Folder::Whole => {}
            Folder::Cycle(cycle) => loader.cycle(cycle, &mut engagement),
            Folder::Records(kind) => loader.records(kind, &mut engagement),
            Folder::Outcomes => loader.outcomes(&mut engagement),
        }
    }
    loader.others();
    engagement.walk.sort_unstable();
    loader.unread.sort_unstable();
    engagement.closed = std::mem::take(&mut loader.closed);
    engagement.unread = loader.unread.iter().filter_map(|unread| unread.reference.clone()).collect();
    loader.unread.extend(loader.secrets.take().into_iter().flatten());
    engagement
}

/// Loads several engagements in full, each with its unreadable files.
pub fn engagements(workspace: &Workspace, ids: &[Slug]) -> Vec<(Engagement, Vec<FileProblem>)> {
    each(ids, |id| engagement(workspace, id))
}

/// Loads only some record kinds and the entries of some steps from several engagements; other entries by name only.
/// Includes what cannot be read.
pub fn parts(
    workspace: &Workspace,
    ids: &[Slug],
    kinds: &[Kind],
    steps: &[Step],
) -> (Vec<Engagement>, Vec<FileProblem>) {
    joined(each(ids, |id| read_until_stable(workspace, id, |loader| part(loader, kinds, steps))))
}

fn part(loader: &mut Loader, kinds: &[Kind], steps: &[Step]) -> Engagement {
    let mut engagement = Engagement::unread(loader.id.clone());
    loader.read(&loader.folder.join(layout::CHARTER), read::known_schema);
    for folder in loader.folders() {
        match folder {
            Folder::Cycle(cycle) if !steps.is_empty() => drop(loader.steps(cycle, steps, &mut engagement)),
            Folder::Records(kind) if kinds.contains(&kind) => loader.records(kind, &mut engagement),
            _ => {}
        }
    }
    engagement.walk.sort_unstable();
    engagement
}

/// Several loaded engagements, and what cannot be read of them.
fn joined<T>(loaded: Vec<(T, Vec<FileProblem>)>) -> (Vec<T>, Vec<FileProblem>) {
    let (loaded, unread): (Vec<_>, Vec<_>) = loaded.into_iter().unzip();
    let mut unread = unread.concat();
    unread.sort_unstable();
    (loaded, unread)
}

struct Loader<'a> {
    workspace: &'a Workspace,
    id: &'a Slug,
    /// The folder of the engagement.
    folder: PathBuf,
    /// The contents of folders listed so far.
    listed: HashMap<PathBuf, Vec<FolderEntry>>,
    /// Folders that are not part of the record.
    unknown: Vec<PathBuf>,
    unread: Vec<FileProblem>,
    /// Record folders that exist and cannot be read.
    closed: Vec<Folder>,
    /// Whether a file disappeared after its folder was listed.
    moved: bool,
    /// Secrets found, if requested.
    secrets: Option<Vec<FileProblem>>,
    /// The files, if secrets are requested.
    texts: FileTexts,
}

impl<'a> Loader<'a> {
    fn of(workspace: &'a Workspace, id: &'a Slug) -> Self {
        let folder = layout::engagement(&workspace.root, id);
        Self {
            workspace,
            id,
            folder,
            listed: HashMap::new(),
            unknown: vec![],
            unread: vec![],
            closed: vec![],
            moved: false,
            secrets: None,
            texts: FileTexts::new(),
        }
    }

    /// Reads one file; stores its errors.
    fn read<T>(&mut self, path: &Path, parse: impl Fn(&[u8]) -> Result<T, Fault>) -> Option<T> {
        let bytes = bytes(path).map_err(|error| self.gone(path, &error)).ok()?;
        let read = parse(&bytes);
        let look = if read.is_ok() { secrets::in_comments } else { secrets::anywhere };
        let read = read.map_err(|fault| self.unread.push(self.workspace.unread(path, &bytes, fault))).ok();
        self.look_through(path, bytes, look);
        read
    }

    /// Stores that a file cannot be read; only a missing charter is an error, other missing files were moved.
    fn gone(&mut self, path: &Path, error: &std::io::Error) {
        if error.kind() != ErrorKind::NotFound {
            self.unreadable(path, error, "check that it is a regular file that you can read");
        } else if path == self.folder.join(layout::CHARTER) {
            let hint = "restore it from git, or move the folder elsewhere";
            self.keep(path, ProblemKind::Unreadable, "missing", hint);
        } else {
            self.moved = true;
        }
    }

    /// Stores a file and the secrets in it, if requested.
    fn look_through(&mut self, path: &Path, bytes: Vec<u8>, of: impl Fn(&Workspace, &Path, &[u8]) -> Vec<FileProblem>) {
        if let Some(secrets) = &mut self.secrets {
            secrets.extend(of(self.workspace, path, &bytes));
            self.texts.insert(path.into(), bytes);
        }
    }

    /// The entries of a folder without leftovers; empty if there is no such folder.
    fn inside(&mut self, folder: &Path) -> Vec<FolderEntry> {
        if let Some(listed) = self.listed.remove(folder) {
            return sorted(listed);
        }
        inside(folder).unwrap_or_else(|error| {
            self.unreadable(folder, &error, "check that it is a folder that you can read");
            self.close(folder);
            Vec::new()
        })
    }

    /// The record folders of the engagement's folder; stores anything else that looks like a part of it.
    ///
    /// `None` if the charter, which is read first, has a newer schema than this program supports.
    fn folders(&mut self) -> Vec<Folder> {
        if self.unread.iter().any(|unread| unread.kind == ProblemKind::Newer) {
            self.closed.push(Folder::Whole);
            return vec![];
        }
        let mut folders = Vec::new();
        let known = [self.folder.join(layout::CHARTER), layout::documents(&self.workspace.root, self.id)];
        for found in self.inside(&self.folder.clone()) {
            match layout::folder(&found.name) {
                Some(folder) if found.kind.is_dir() => folders.push(folder),
                Some(_) => {
                    self.strange(&found.path, "folder");
                    self.close(&found.path);
                }
                None if known.contains(&found.path) => {}
                None if layout::is_yaml(&found.name) => {
                    let hint = layout::meant(&found.name);
                    self.keep(&found.path, ProblemKind::Misnamed, "not a valid name for a record", hint);
                }
                None if found.kind.is_dir() => self.unknown.push(found.path),
                None => {}
            }
        }
        folders
    }

    /// The record files of a folder by name; anything else that could be a record is stored as unread.
    fn named<T>(&mut self, folder: &Path, what: &str, say: impl Fn(&str) -> Option<T>) -> Vec<(T, PathBuf)> {
        let mut files = Vec::new();
        for FolderEntry { path, name, kind } in self.inside(folder) {
            match name.strip_suffix(".yaml") {
                Some(stem) if kind.is_file() => match say(stem) {
                    Some(value) => files.push((value, path)),
                    None => self.misnamed(&path, what),
                },
                Some(_) => self.strange(&path, "regular file"),
                None if kind.is_dir() => self.unknown.push(path),
                None if kind.is_symlink() && !name.contains('.') => self.strange(&path, "regular file"),
                None if layout::is_yaml(&name) || say(&name).is_some() => {
                    self.misnamed(&path, "a record, which must end in .yaml");
                }
                None => {}
            }
        }
        files
    }

    /// Stores as unread those unknown folders that contain records.
    fn others(&mut self) {
        for folder in std::mem::take(&mut self.unknown) {
            if self.inside(&folder).iter().any(|found| layout::is_yaml(&found.name)) {
                let name = folder.file_name().unwrap_or_default().to_string_lossy();
                let above = folder.parent().filter(|above| **above != self.folder);
                let hint = match above.and_then(Path::file_name) {
                    Some(above) => format!("move its files up into {}/", above.to_string_lossy()),
                    None => layout::meant(&name),
                };
                self.keep(&folder, ProblemKind::Unreadable, "unknown folder", hint);
            }
        }
    }

    /// Stores an error about a file or folder as a whole.
    fn keep(&mut self, path: &Path, kind: ProblemKind, message: impl Into<String>, hint: impl Into<String>) {
        let reference = self.workspace.record(path).map(|(_, reference)| reference);
        let unread = FileProblem::whole(self.workspace.shown(path), message, hint);
        self.unread.push(FileProblem { kind, reference, ..unread });
    }

    /// Stores that a record folder cannot be read.
    fn close(&mut self, path: &Path) {
        let inner = path.strip_prefix(&self.folder).ok().and_then(Path::to_str);
        self.closed.extend(inner.and_then(layout::folder));
    }

    fn unreadable(&mut self, path: &Path, error: &std::io::Error, hint: &str) {
        self.keep(path, ProblemKind::Unreadable, format!("cannot be read: {error}"), hint);
    }

    fn strange(&mut self, path: &Path, expected: &str) {
        let what = if expected == "folder" { "folder" } else { "file" };
        let hint = format!("put the real {what} here");
        self.keep(path, ProblemKind::Unreadable, format!("not a {expected} (links are not followed)"), hint);
    }

    fn misnamed(&mut self, path: &Path, what: &str) {
        let hint = match what {
            "a step" => format!(
                "rename it to a two-digit number and a step, such as 06-demo.yaml; the steps are {}",
                and_list(Step::ALL.iter().map(|step| step.word()))
            ),
            "an outcome" => "rename it to a two-digit number and an outcome, such as 01-called-off.yaml".to_owned(),
            _ => "rename it; use lower-case letters, digits and single dashes, such as ana-ortiz.yaml".to_owned(),
        };
        self.keep(path, ProblemKind::Misnamed, format!("not a valid name for {what}"), hint);
        self.look_through(path, bytes(path).unwrap_or_default(), secrets::anywhere);
    }

    fn records(&mut self, kind: Kind, engagement: &mut Engagement) {
        let reference = |name: &str| name.parse::<Slug>().is_ok().then(|| Reference::Record(kind, name.to_owned()));
        for (reference, path) in self.named(&self.folder.join(kind.folder()), "a record", reference) {
            if let Some(record) = self.read(&path, |bytes| read::record(kind, bytes)) {
                engagement.records.insert(reference, record);
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

    /// The outcomes by name, with their files.
    fn outcome_names(&mut self) -> Vec<((u32, OutcomeKind), PathBuf)> {
        self.named(&self.folder.join(layout::OUTCOMES), "an outcome", outcome_name)
    }
}
