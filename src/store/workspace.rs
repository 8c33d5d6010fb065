//! The workspace: its path, settings, engagements and lock.

use std::fs::{self, File};
use std::io::Read as _;
use std::ops::Range;

use super::atomic::{self, NotRead, existing, retried};
use super::folder::{FileKind, FolderEntry, entries};
use super::layout;
pub use super::lock::{Busy, Lock};
use super::yaml::{Fault, LARGEST, read};
use crate::insight::secrets;
use crate::model::settings::Settings;
use crate::model::shell::for_shell;
use crate::store::prelude::*;

/// A folder with engagements.
#[derive(Debug)]
pub struct Workspace {
    /// The folder.
    pub root: PathBuf,
    /// Its settings; the defaults if there is no file.
    pub settings: Settings,
    /// Why `engage.yaml` could not be read, if it could not.
    pub unread: Option<FileProblem>,
    here: PathBuf,
}

impl Workspace {
    /// The nearest workspace folder, from a folder upwards.
    pub fn discover(from: &Path) -> Option<PathBuf> {
        from.ancestors().find(|folder| layout::is_workspace(folder)).map(Path::to_owned)
    }

    /// Opens a workspace with its settings; paths are shown relative to `here`.
    pub fn open(root: &Path, here: &Path) -> Self {
        let path = root.join(layout::SETTINGS);
        let (root, here) = (root.to_owned(), here.to_owned());
        let mut workspace = Self { root, settings: Settings::default(), unread: None, here };
        match bytes(&path) {
            Ok(bytes) => match read::optional_file(&bytes) {
                Ok(settings) => workspace.settings = settings,
                Err(fault) => workspace.unread = Some(workspace.unread(&path, &bytes, fault)),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => workspace.unread = Some(FileProblem::unreadable(workspace.shown(&path), &error)),
        }
        workspace
    }

    /// The same workspace with paths shown relative to the root of its git repository, if it is in one.
    pub fn shown_from_repository(self) -> Self {
        match layout::repository(&self.root) {
            // opened again, since an error in the settings has a path too
            Some(here) => Self::open(&self.root, here),
            None => self,
        }
    }

    /// A display path that a command accepts: relative to `here`, in the workspace also upwards; else absolute.
    pub fn shown(&self, path: &Path) -> String {
        layout::one_line(&self.path_from_here(path))
    }

    /// The same, quoted for a shell.
    pub fn word(&self, path: &Path) -> String {
        for_shell(&self.path_from_here(path)).into_owned()
    }

    /// The same, not quoted.
    pub fn path_from_here(&self, path: &Path) -> String {
        let upward = self.here.ancestors().take_while(|folder| folder.starts_with(&self.root));
        match upward.enumerate().find(|(_, folder)| path.starts_with(folder)) {
            Some((up, folder)) => {
                let shown = format!("{}{}", "../".repeat(up), layout::from(folder, path));
                shown.strip_suffix("/.").map_or(shown.clone(), ToOwned::to_owned)
            }
            None => layout::from(&self.here, path),
        }
    }

    /// A problem with a file, with its display path.
    pub(super) fn unread(&self, path: &Path, bytes: &[u8], fault: Fault) -> FileProblem {
        let text = String::from_utf8_lossy(bytes);
        let line = text.lines().nth(fault.line.saturating_sub(1));
        let line = line.filter(|line| line.chars().count() <= 160 && !line.starts_with('\u{fffd}'));
        let line = line.filter(|line| !is_of_a_secret(&text, line));
        let record = self.record(path);
        let hint = match (fault.kind == ProblemKind::ConflictMarkers, fault.hint, &record) {
            (true, Some(by_hand), _) => {
                let resolve = Remedy::engage(["resolve", &self.path_from_here(path)]);
                Some(format!("{resolve} merges it; if the markers were committed: {by_hand}").into())
            }
            (_, None, Some((id, reference))) => Some(Remedy::edit(reference, id)),
            (_, hint, _) => hint.map(Remedy::from),
        };
        let excerpt = line.map(|line| secrets::masked(line.trim_start_matches('\u{feff}').trim_end()));
        let reference = record.map(|(_, reference)| reference);
        let whole = FileProblem::whole(self.shown(path), fault.message, "").at((fault.line, fault.column));
        FileProblem { kind: fault.kind, hint, excerpt, reference, ..whole }
    }

    /// The engagement and record at a path.
    pub(super) fn record(&self, path: &Path) -> Option<(Slug, Reference)> {
        layout::parse(path.strip_prefix(&self.root).ok()?)
    }

    /// Whether a folder, or anything else, has that id.
    pub fn has(&self, id: &Slug) -> bool {
        retried(|| fs::symlink_metadata(layout::engagement(&self.root, id))).is_ok()
    }

    /// Whether the engagement's folder is a real folder and not a link.
    pub fn is_folder(&self, id: &Slug) -> bool {
        retried(|| fs::symlink_metadata(layout::engagement(&self.root, id))).is_ok_and(|kind| kind.is_dir())
    }

    /// Whether a folder is empty, or has only what a killed `engage new` left of its file.
    pub fn is_unused(&self, id: &Slug) -> bool {
        let inside = entries(&layout::engagement(&self.root, id));
        self.is_folder(id) && inside.is_ok_and(|inside| inside.iter().all(|found| layout::is_temporary(&found.name)))
    }

    /// The ids of all engagements, sorted, and the folders whose names are not valid ids.
    pub fn ids(&self) -> Result<(Vec<Slug>, Vec<FileProblem>)> {
        let folder = self.root.join(layout::ENGAGEMENTS);
        let (mut ids, mut unread) = (Vec::new(), Vec::new());
        for FolderEntry { name, kind } in inside(&folder).with_context(|| NotRead::at(&folder))? {
            let wrong = |message: &str, hint| FileProblem::whole(self.shown(&folder.join(&name)), message, hint);
            match name.parse() {
                _ if kind == FileKind::File => {}
                Ok(id) if kind == FileKind::Folder => ids.push(id),
                Ok(_) => unread.push(wrong(STRANGE, "put the real folder of the engagement here")),
                Err(message) => {
                    let wrong = wrong(&format!("not an engagement: {message}"), "rename the folder");
                    unread.push(wrong.of(ProblemKind::Misnamed));
                }
            }
        }
        ids.sort_unstable();
        Ok((ids, unread))
    }

    /// Takes the writer's lock; waits up to ten seconds.
    pub fn lock(&self) -> Result<Lock> {
        Lock::take(&self.root)
    }
}

/// Whether a line belongs to a secret of several lines and would not be recognized alone.
fn is_of_a_secret(text: &str, line: &str) -> bool {
    let start = line.as_ptr().addr() - text.as_ptr().addr();
    let holds = |at: &Range<usize>| at.start < start + line.len() && start < at.end && text[at.clone()].contains('\n');
    secrets::within("", text).iter().any(|(at, _)| holds(at))
}

/// The message for something else in the place of a folder.
pub(super) const STRANGE: &str = "not a folder (links are not followed)";

/// The entries of a folder without leftovers, by name; empty if there is no such folder.
pub(super) fn inside(folder: &Path) -> std::io::Result<Vec<FolderEntry>> {
    Ok(existing(entries(folder))?.map_or(vec![], |inside| sorted(&inside).cloned().collect()))
}

/// The entries of a folder without leftovers, by name.
pub(super) fn sorted(inside: &[FolderEntry]) -> impl Iterator<Item = &FolderEntry> {
    let mut inside: Vec<_> = inside.iter().filter(|found| !layout::is_litter(&found.name)).collect();
    inside.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    inside.into_iter()
}

/// The bytes of a plain file, at most one more than the largest record.
///
/// Links are not followed, and files that block on open, such as pipes, are not opened. A file of a known size is read
/// without a second call.
pub(super) fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let (file, kind) = atomic::open(File::options().read(true), path)?;
    let most = match usize::try_from(kind.len()) {
        Ok(size @ 1..=LARGEST) => size,
        _ => LARGEST + 1,
    };
    let mut bytes = Vec::with_capacity(if most > LARGEST { 0 } else { most });
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_file_of_any_size_no_more_is_read_than_shows_that_it_is_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.yaml");
        File::create(&path).unwrap().set_len(16 * LARGEST as u64).unwrap();
        assert_eq!(bytes(&path).unwrap().len(), LARGEST + 1);
    }

    #[test]
    fn a_line_is_shown_only_where_it_can_be_read() {
        let workspace = Workspace::open(Path::new("/w"), Path::new("/w"));
        let shown = |line: &str| {
            let text = format!("{line}\n");
            let fault = read::optional_file::<Settings>(text.as_bytes()).unwrap_err();
            workspace.unread(Path::new("/w/engage.yaml"), text.as_bytes(), fault).excerpt
        };
        assert_eq!(shown("cadence: x").as_deref(), Some("cadence: x"));
        assert_eq!(shown(&format!("cadence: {}", "x".repeat(160))), None);
    }

    #[test]
    fn a_path_is_shown_as_it_is_from_where_one_stands() {
        let shown = |here: &str, path: &str| Workspace::open(Path::new("/w"), Path::new(here)).shown(Path::new(path));
        assert_eq!(shown("/w", "/w/.engage/drafts/a.md"), ".engage/drafts/a.md");
        assert_eq!(shown("/w/a/goals", "/w/a/goals/x.yaml"), "x.yaml");
        assert_eq!(shown("/w/a/goals", "/w/a/people/y.yaml"), "../people/y.yaml");
        assert_eq!(shown("/w/a/goals", "/w/.engage/drafts/a.md"), "../../.engage/drafts/a.md");
        assert_eq!((shown("/w/a/goals", "/w"), shown("/w", "/w")), ("../..".to_owned(), ".".to_owned()));
        assert_eq!((shown("/w/a", "/elsewhere/x"), shown("/", "/w/a")), ("/elsewhere/x".into(), "w/a".into()));
        assert_eq!(shown("/elsewhere", "/w/a"), "/w/a");
    }
}
