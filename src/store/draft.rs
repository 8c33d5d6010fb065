//! Drafts: files open in the user's editor, kept under `.engage/` until they are recorded.
//!
//! Unrecorded text is never overwritten or removed: a draft is deleted only if it equals its base, the record, or what
//! was recorded from it. An unreadable draft is kept, since it may hold unrecorded text.

use std::cell::RefCell;

use super::save::{FilePlan, existing_bytes, is_free, read_plain};
use crate::store::prelude_above::*;

/// A draft of a record or a debrief, under `.engage/` until it is recorded.
#[derive(Debug)]
pub struct Draft {
    root: PathBuf,
    /// The file to edit.
    pub path: PathBuf,
    /// The base it was created from; empty if unknown.
    old: Vec<u8>,
    /// The base file, locked so that no other command opens the draft.
    held: RefCell<Option<File>>,
}

/// Another command has the draft open; exit 5.
#[derive(Debug, thiserror::Error)]
#[error("the draft {} is open in another engage process; close it there, then try again", .0.display())]
pub struct DraftInUse(PathBuf);

impl Draft {
    /// Opens a draft: the one left from last time if it was edited, else a new one with these bytes.
    pub fn begin(workspace: &Workspace, path: PathBuf, bytes: &[u8]) -> Result<Self> {
        let base = layout::draft_base(&path);
        let mut lock = workspace.lock()?;
        atomic::within(&workspace.root, &path)?;
        // first, since on Windows a locked file cannot be read
        if !is_free(&base) {
            held(&path, &base)?;
        }
        let (text, mut old) = (existing_bytes(&path)?, existing_bytes(&base)?);
        let mut plan = FilePlan::default();
        if text.is_some_and(|text| text != bytes && old.as_ref() != Some(&text)) {
            if old.is_none() {
                plan.create(base.clone(), b"");
            }
        } else {
            remove(&path)?;
            remove(&base)?;
            plan.create(base.clone(), bytes);
            plan.create(path.clone(), bytes);
            old = Some(bytes.to_vec());
        }
        plan.carry_out(&mut lock)?;
        let held = RefCell::new(Some(held(&path, &base)?));
        Ok(Self { root: workspace.root.clone(), path, old: old.unwrap_or_default(), held })
    }

    /// Keeps the text of a debrief that was not recorded: as the draft, or beside it if there is one; returns its path.
    pub fn keep_debrief(workspace: &Workspace, id: &Slug, bytes: &[u8]) -> Result<PathBuf> {
        let mut lock = workspace.lock()?;
        // what is not text cannot be opened as the draft
        let first = if std::str::from_utf8(bytes).is_ok() { 1 } else { 2 };
        let mut places = (first..).map(|copy| layout::debrief(&workspace.root, id, copy));
        let holds = |path: &Path| existing_bytes(path).is_ok_and(|kept| kept.as_deref() == Some(bytes));
        let path = places.find(|path| is_free(path) || holds(path)).context("no free number for a debrief")?;
        let mut plan = FilePlan::default();
        if is_free(&path) {
            plan.create(path.clone(), bytes);
        }
        plan.carry_out(&mut lock)?;
        Ok(path)
    }

    /// The edited draft of a debrief, if there is one.
    pub fn waiting_debrief(workspace: &Workspace, id: &Slug) -> Option<PathBuf> {
        Self::waiting(workspace, layout::debrief(&workspace.root, id, 1))
    }

    /// The path of a draft, if it was edited and not recorded.
    pub fn waiting(workspace: &Workspace, path: PathBuf) -> Option<PathBuf> {
        (atomic::within(&workspace.root, &path).is_ok() && waits(&path)).then_some(path)
    }

    /// Whether the base of the draft differs from these bytes.
    pub fn is_stale(&self, bytes: &[u8]) -> bool {
        self.old != bytes
    }

    /// Whether the base of the draft is unknown.
    pub fn is_stray(&self) -> bool {
        self.old.is_empty()
    }

    /// The draft's current content.
    pub fn text(&self) -> Result<Vec<u8>> {
        read_plain(&self.path)
    }

    /// Replaces the draft's content if it still is what was read.
    pub fn replace(&self, old: &[u8], new: &[u8]) -> Result<()> {
        let mut plan = FilePlan::default();
        plan.replace(self.path.clone(), old.to_vec(), new);
        if plan.0.is_empty() { Ok(()) } else { plan.carry_out(&mut Lock::take(&self.root)?) }
    }

    /// Removes the draft; keeps it and returns false if its content differs from what was recorded.
    pub fn end(&self, taken: &[u8]) -> Result<bool> {
        let end = || {
            let _lock = Lock::take(&self.root)?;
            let is_taken = existing_bytes(&self.path)?.is_none_or(|text| text == taken);
            if is_taken {
                remove(&self.path)?;
                // on Windows an open file keeps its name
                drop(self.held.take());
                remove(&layout::draft_base(&self.path))?;
            }
            anyhow::Ok(is_taken)
        };
        end().with_context(|| format!("failed to remove the draft {}", self.path.display()))
    }
}

/// Whether a draft has unrecorded text, that is, differs from its base. An unreadable draft counts.
pub(super) fn waits(path: &Path) -> bool {
    match existing_bytes(path) {
        Ok(Some(text)) => existing_bytes(&layout::draft_base(path)).ok().flatten() != Some(text),
        Ok(None) => false,
        Err(_) => true,
    }
}

/// The base of a draft, locked until it is dropped or the process ends.
fn held(path: &Path, base: &Path) -> Result<File> {
    let opened = retried(|| atomic::open(File::options().read(true).write(true), base));
    let (file, _) = opened.with_context(|| format!("failed to open {}", base.display()))?;
    match retried(|| file.try_lock().map_err(Into::into)) {
        Ok(()) => Ok(file),
        Err(error) if error.kind() == ErrorKind::WouldBlock => Err(DraftInUse(path.to_owned()).into()),
        Err(error) => Err(error).with_context(|| format!("failed to lock {}", base.display())),
    }
}

fn remove(path: &Path) -> Result<()> {
    let removed = existing(retried(|| fs::remove_file(path))).map(drop);
    removed.with_context(|| format!("failed to remove the draft {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(root: &Path) -> Result<Draft> {
        let path = layout::draft(root, &"harbor-search".parse().unwrap(), &"engagement".parse().unwrap());
        Draft::begin(&Workspace::open(root, root), path, b"title: Search\n")
    }

    #[test]
    fn a_draft_goes_only_while_it_holds_what_was_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let begun = draft(folder.path()).unwrap();
        assert!(!begun.end(b"title: taken\n").unwrap());
        assert_eq!(begun.text().unwrap(), b"title: Search\n");
        assert!(begun.end(b"title: Search\n").unwrap());
        assert!(!begun.path.exists() && !layout::draft_base(&begun.path).exists());
        assert!(begun.end(b"").unwrap());
    }

    #[test]
    fn a_draft_waits_unless_it_is_known_to_be_what_it_was_begun_from() {
        let folder = tempfile::tempdir().unwrap();
        let path = draft(folder.path()).unwrap().path;
        let base = layout::draft_base(&path);
        assert!(!waits(&path));
        fs::remove_file(&base).unwrap();
        assert!(waits(&path));
        fs::create_dir(&base).unwrap();
        assert!(waits(&path));
        assert!(waits(&base), "a folder may not be taken for no draft");
        assert!(draft(folder.path()).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"title: Search\n");
        fs::remove_file(&path).unwrap();
        assert!(!waits(&path));
    }

    #[test]
    fn a_draft_is_held_as_long_as_it_is_at_work() {
        let folder = tempfile::tempdir().unwrap();
        let first = draft(folder.path()).unwrap();
        assert!(draft(folder.path()).unwrap_err().is::<DraftInUse>());
        drop(first);
        assert!(draft(folder.path()).is_ok());
    }

    #[test]
    fn debriefs_that_are_kept_at_once_are_all_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (root, id) = (folder.path(), "harbor-search".parse().unwrap());
        let keep = |text: &String| {
            let kept = Draft::keep_debrief(&Workspace::open(root, root), &id, text.as_bytes());
            kept.unwrap()
        };
        let texts: Vec<_> = (0..12).map(|number| format!("Anna: {number}\n")).collect();
        let kept: Vec<_> = std::thread::scope(|scope| {
            let all: Vec<_> =
                texts.iter().map(|text| scope.spawn(|| fs::read_to_string(keep(text)).unwrap())).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(kept, texts);
    }
}
