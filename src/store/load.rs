//! Loads an engagement in full, or all engagements at overview depth.
//!
//! Returns what could be read together with what could not; one broken file hides no other.

mod overview;
mod problems;
mod walk;

pub use overview::{is_open, overview};

use super::folder::OpenFolder;
use super::places::FileTexts;
use super::{evidence, names, secrets};
use crate::model::reference::outcome_name;
use crate::store::prelude_above::*;

/// One engagement as far as it can be read, and what cannot.
pub fn engagement(workspace: &Workspace, id: &Slug) -> (Engagement, Vec<FileProblem>) {
    read_until_stable(workspace, id, |loader| whole(loader, None))
}

/// The same, unless it ended: then only its outcomes are looked at.
pub fn open(workspace: &Workspace, id: &Slug) -> (Option<Engagement>, Vec<FileProblem>) {
    match is_open(workspace, id) {
        (true, _) => {
            let (engagement, unread) = engagement(workspace, id);
            (Some(engagement), unread)
        }
        (false, unread) => (None, unread),
    }
}

/// An engagement in full, and the contents of its files.
pub type WithTexts = (Engagement, FileTexts);

/// One engagement with the contents of its files, and with problems beside the records: unexpected names, secrets in
/// comments and unreadable files, documents with conflict markers, changed evidence.
pub fn in_full(workspace: &Workspace, id: &Slug) -> (WithTexts, Vec<FileProblem>) {
    let ((engagement, texts), mut unread) = read_until_stable(workspace, id, |loader| {
        loader.beside = Some(vec![]);
        let engagement = whole(loader, None);
        let mut beside = loader.beside.take().unwrap_or_default();
        beside.sort_unstable();
        loader.unread.extend(beside);
        (engagement, std::mem::take(&mut loader.texts))
    });
    unread.extend(evidence::changed(workspace, &engagement));
    ((engagement, texts), unread)
}

/// The records of some kinds, by their words, whose files hold what is looked for; other files are read and not parsed.
/// Includes what cannot be read.
pub fn for_search<'a>(
    workspace: &'a Workspace,
    id: &'a Slug,
    kinds: &[&str],
    holds: Holds<'a>,
) -> (Engagement, Vec<FileProblem>) {
    read_until_stable(workspace, id, |loader| whole(loader, Some((kinds, holds))))
}

/// How often to reload before accepting that a listed file is gone.
const TRIES: u32 = 3;

/// Reloads if a file was moved after its folder was listed: readers do not wait for writers.
fn read_until_stable<'a, T>(
    workspace: &'a Workspace,
    id: &'a Slug,
    read: impl Fn(&mut Loader<'a>) -> T,
) -> (T, Vec<FileProblem>) {
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

fn whole<'a>(loader: &mut Loader<'a>, search: Option<(&[&str], Holds<'a>)>) -> Engagement {
    let is_wanted = |kind: &str| search.is_none_or(|(kinds, _)| kinds.contains(&kind));
    let mut engagement = Engagement::unread(loader.id.clone());
    let top = loader.top();
    let charter = loader.charter(&top, |bytes| match search {
        Some((_, holds)) if !is_wanted("engagement") || !holds(bytes) => read::known_schema(bytes).map(|()| None),
        _ => read::charter(bytes).map(Some),
    });
    engagement.charter = charter.flatten();
    loader.holds = search.map(|(_, holds)| holds);
    for folder in loader.folders(&top) {
        match folder {
            _ if search.is_some_and(|(kinds, _)| !kinds.iter().any(|kind| folder.may_hold(kind))) => {}
            Folder::Whole => {}
            Folder::Cycle(cycle) => loader.cycle(&top, cycle, is_wanted, &mut engagement),
            Folder::Records(kind) => loader.records(&top, kind, &mut engagement),
            Folder::Outcomes => loader.outcomes(&top, &mut engagement),
        }
    }
    loader.others();
    engagement.walk.sort_unstable();
    loader.unread.sort_unstable();
    engagement.closed = std::mem::take(&mut loader.closed);
    engagement.unread = loader.unread.iter().filter_map(|unread| unread.reference.clone()).collect();
    engagement
}

/// A folder in an engagement's folder, or that folder itself.
struct Listed {
    /// Its path in the engagement's folder, such as `cycle-1/forks`; empty for that folder itself.
    inner: String,
    /// The folder, to read from, or why it could not be opened.
    open: io::Result<OpenFolder>,
    /// What it has in it, leftovers too.
    entries: Vec<FolderEntry>,
}

impl Listed {
    /// The folder, if it could be opened.
    fn open(&self) -> io::Result<&OpenFolder> {
        let again = |error: &io::Error| error.raw_os_error().map_or(error.kind().into(), io::Error::from_raw_os_error);
        self.open.as_ref().map_err(again)
    }

    /// The path in the engagement's folder of something in it.
    fn path(&self, name: &str) -> String {
        if self.inner.is_empty() { name.to_owned() } else { format!("{}/{name}", self.inner) }
    }
}

/// Says whether a file is to be parsed.
type Holds<'a> = &'a dyn Fn(&[u8]) -> bool;

struct Loader<'a> {
    workspace: &'a Workspace,
    id: &'a Slug,
    /// The file being read.
    bytes: Vec<u8>,
    /// Whether a file is parsed, by its bytes. `None` parses all; a file that is too large always counts as an error.
    holds: Option<Holds<'a>>,
    /// Folders that are not part of the record.
    unknown: Vec<String>,
    unread: Vec<FileProblem>,
    /// Record folders that exist and cannot be read.
    closed: Vec<Folder>,
    /// Whether a file disappeared after its folder was listed.
    moved: bool,
    /// What was found beside the records, if requested.
    beside: Option<Vec<FileProblem>>,
    /// The files, if what is beside the records is requested.
    texts: FileTexts,
}

impl<'a> Loader<'a> {
    fn of(workspace: &'a Workspace, id: &'a Slug) -> Self {
        Self {
            workspace,
            id,
            bytes: vec![],
            holds: None,
            unknown: vec![],
            unread: vec![],
            closed: vec![],
            moved: false,
            beside: None,
            texts: FileTexts::new(),
        }
    }

    /// The path of something in the engagement's folder.
    fn path(&self, inner: &str) -> PathBuf {
        let folder = layout::engagement(&self.workspace.root, self.id);
        if inner.is_empty() { folder } else { folder.join(inner) }
    }

    /// The engagement's folder.
    fn top(&mut self) -> Listed {
        let open = OpenFolder::at(&self.path(""));
        self.listed(String::new(), open)
    }

    /// A folder in another one.
    fn list(&mut self, above: &Listed, name: &str) -> Listed {
        let open = above.open().and_then(|above| above.folder(name));
        // it was listed before: another command moved it
        self.moved |= above.open.is_ok() && open.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound);
        self.listed(above.path(name), open)
    }

    /// An opened folder and its entries; none if the folder does not exist.
    fn listed(&mut self, inner: String, open: io::Result<OpenFolder>) -> Listed {
        let listed = open.and_then(|mut open| open.entries().map(|entries| (Ok(open), entries)));
        let (open, entries) = listed.unwrap_or_else(|error| {
            if error.kind() != ErrorKind::NotFound {
                self.unreadable(&inner, &error, "check that it is a folder that you can read");
                self.close(&inner);
            }
            (Err(error), vec![])
        });
        let path = self.path(&inner);
        if let Some(beside) = &mut self.beside {
            beside.extend(names::wrong_in(self.workspace, &path, &entries));
        }
        Listed { inner, open, entries }
    }

    /// Reads the charter; a missing one is an error.
    fn charter<T>(&mut self, top: &Listed, parse: impl Fn(&[u8]) -> Result<T, Fault>) -> Option<T> {
        let listed = top.entries.iter().find(|found| found.name == layout::CHARTER);
        if listed.is_some_and(|found| found.kind != FileKind::File) {
            let strange = io::Error::other("it is not a regular file (links are not followed)");
            self.gone(layout::CHARTER, &strange);
            return None;
        }
        self.read(top, layout::CHARTER, parse)
    }

    /// Reads one file; stores its errors.
    fn read<T>(&mut self, folder: &Listed, name: &str, parse: impl Fn(&[u8]) -> Result<T, Fault>) -> Option<T> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        let read = folder.open().and_then(|open| open.read(name, LARGEST, &mut bytes));
        let parsed = match read {
            Ok(()) if bytes.len() <= LARGEST && self.holds.is_some_and(|holds| !holds(&bytes)) => None,
            Ok(()) => self.parsed(&folder.path(name), &bytes, parse),
            Err(error) => {
                self.gone(&folder.path(name), &error);
                None
            }
        };
        self.bytes = bytes;
        parsed
    }

    fn parsed<T>(&mut self, inner: &str, bytes: &[u8], parse: impl Fn(&[u8]) -> Result<T, Fault>) -> Option<T> {
        let read = parse(bytes);
        let look = if read.is_ok() { secrets::in_comments } else { secrets::anywhere };
        let read = read.map_err(|fault| self.unread.push(self.workspace.unread(&self.path(inner), bytes, fault))).ok();
        if self.beside.is_some() {
            self.look_through(inner, bytes, look);
        }
        read
    }

    /// The record folders of the engagement's folder; stores anything else that looks like a part of it.
    ///
    /// Empty if the charter, which is read first, has a newer schema than this program supports.
    fn folders(&mut self, top: &Listed) -> Vec<Folder> {
        let is_newer = self.unread.iter().any(|unread| unread.kind == ProblemKind::Newer);
        if is_newer {
            self.closed.push(Folder::Whole);
        }
        let mut folders = Vec::new();
        for found in sorted(&top.entries) {
            match layout::folder(&found.name) {
                _ if found.name == layout::DOCUMENTS && found.kind == FileKind::Folder => self.documents(),
                _ if is_newer && found.kind == FileKind::Folder => self.names_below(&found.name),
                _ if is_newer => {}
                Some(folder) if found.kind == FileKind::Folder => folders.push(folder),
                Some(_) => {
                    self.strange(&found.name, "folder");
                    self.close(&found.name);
                }
                None if [layout::CHARTER, layout::DOCUMENTS].contains(&found.name.as_str()) => {}
                None if layout::is_yaml(&found.name) => {
                    let hint = layout::meant(&found.name);
                    self.keep(&found.name, ProblemKind::Misnamed, "not a valid name for a record", hint);
                }
                None if found.kind == FileKind::Folder => self.unknown.push(found.name.clone()),
                None => {}
            }
        }
        folders
    }

    /// The record files of a folder by name; anything else that could be a record is stored as unread.
    fn named<T>(&mut self, folder: &Listed, what: &str, say: impl Fn(&str) -> Option<T>) -> Vec<(T, String)> {
        let mut files = Vec::new();
        for FolderEntry { name, kind } in sorted(&folder.entries) {
            let path = || folder.path(name);
            match name.strip_suffix(".yaml") {
                Some(stem) if *kind == FileKind::File => match say(stem) {
                    Some(value) => files.push((value, name.clone())),
                    None => self.misnamed(folder, name, what),
                },
                Some(_) => self.strange(&path(), "regular file"),
                None if *kind == FileKind::Folder => self.unknown.push(path()),
                None if *kind == FileKind::Strange && !name.contains('.') => self.strange(&path(), "regular file"),
                None if layout::is_yaml(name) || say(name).is_some() => {
                    self.misnamed(folder, name, "a record, which must end in .yaml");
                }
                None => {}
            }
        }
        files
    }

    fn records(&mut self, top: &Listed, kind: Kind, engagement: &mut Engagement) {
        let reference = |name: &str| name.parse::<Slug>().is_ok().then(|| Reference::Record(kind, name.to_owned()));
        let folder = self.list(top, kind.folder());
        for (reference, name) in self.named(&folder, "a record", reference) {
            if let Some(record) = self.read(&folder, &name, |bytes| read::record(kind, bytes)) {
                engagement.records.insert(reference, record);
            }
        }
    }

    fn outcomes(&mut self, top: &Listed, engagement: &mut Engagement) {
        let folder = self.list(top, layout::OUTCOMES);
        for (outcome, name) in self.named(&folder, "an outcome", outcome_name) {
            engagement.last_outcome = engagement.last_outcome.max(Some(outcome));
            if let Some(read) = self.read(&folder, &name, read::file) {
                engagement.outcomes.insert(outcome, read);
            }
        }
    }
}
