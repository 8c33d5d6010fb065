//! Writing: a plan of whole files, carried out in order under the lock.
//!
//! An interrupted write leaves a readable record: files are written before those that refer to them.

use std::io::Read as _;

use serde::{Deserialize, Serialize};

use super::atomic::Changed;
use crate::model::date::Date;
use crate::model::digest;
use crate::store::prelude_above::*;

/// A file to write, move or remove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Write {
    /// A new file: path, content.
    Create(PathBuf, #[serde(with = "as_text")] Vec<u8>),
    /// New content for a file: path, old, new.
    Replace(PathBuf, #[serde(with = "as_text")] Vec<u8>, #[serde(with = "as_text")] Vec<u8>),
    /// A move of a file or of a whole folder: from, to.
    Move(PathBuf, PathBuf),
    /// The removal of a file: path, content.
    Delete(PathBuf, #[serde(with = "as_text")] Vec<u8>),
}

/// Bytes in JSON: a text in which each byte is the character of that number.
mod as_text {
    use serde::de::{Deserialize as _, Deserializer, Error as _};
    use serde::ser::Serializer;

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&bytes.iter().map(|byte| char::from(*byte)).collect::<String>())
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        text.chars().map(|character| u8::try_from(character).map_err(D::Error::custom)).collect()
    }
}

/// The files that a command writes, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePlan(pub Vec<Write>);

impl FilePlan {
    /// Plans a new file.
    pub fn create(&mut self, path: PathBuf, text: impl Into<Vec<u8>>) {
        self.0.push(Write::Create(path, text.into()));
    }

    /// Plans new content for a file, unless it has that content already.
    pub fn replace(&mut self, path: PathBuf, old: Vec<u8>, new: impl Into<Vec<u8>>) {
        let new = new.into();
        if old != new {
            self.0.push(Write::Replace(path, old, new));
        }
    }

    /// Plans to write a file of a workspace, overwriting what is there.
    pub fn put(&mut self, root: &Path, path: PathBuf, text: impl Into<Vec<u8>>) -> Result<()> {
        atomic::within_own(root, &path)?;
        match retried(|| Real.kind(&path)).with_context(|| NotRead::at(&path))? {
            Some(FileKind::File) => {
                let old = fs::read(&path).with_context(|| NotRead::at(&path))?;
                self.replace(path, old, text);
            }
            Some(_) => {
                anyhow::bail!(
                    "failed to write {}: it is not a regular file; use another path, or `-o -` for standard output",
                    path.display()
                )
            }
            None => self.create(path, text),
        }
        Ok(())
    }

    /// The paths of all files, before and after.
    pub fn paths_mut(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        self.0.iter_mut().flat_map(|write| match write {
            Write::Move(from, to) => vec![from, to],
            Write::Create(path, _) | Write::Replace(path, _, _) | Write::Delete(path, _) => vec![path],
        })
    }

    /// Writes all files, in order.
    pub fn carry_out(&self, lock: &mut Lock) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        for path in self.0.iter().flat_map(Write::paths) {
            atomic::within_own(&lock.root, path)?;
        }
        lock.record_folders(self.0.iter().map(Write::path))?;
        self.write(&Real, &lock.root.join(layout::ENGAGEMENTS))?;
        lock.clear_folders();
        Ok(())
    }

    /// Writes all files, in order; the folder `root` stays when it becomes empty.
    fn write(&self, disk: &impl Disk, root: &Path) -> Result<()> {
        for (done, write) in self.0.iter().enumerate() {
            write.carry_out(disk, root).map_err(|error| match done.checked_sub(1).map(|last| self.0[last].path()) {
                None => error,
                Some(last) => {
                    let (all, were) = (self.0.len(), if done == 1 { "was" } else { "were" });
                    error.context(format!("{done} of {all} files {were} written; the last was {}", last.display()))
                }
            })?;
        }
        Ok(())
    }
}

impl Write {
    fn carry_out(&self, disk: &impl Disk, root: &Path) -> Result<()> {
        match self {
            Self::Create(path, bytes) => atomic::create(disk, path, bytes),
            Self::Replace(path, old, new) => atomic::replace(disk, path, old, new),
            Self::Move(from, to) => atomic::rename(disk, from, to),
            Self::Delete(path, old) => atomic::remove(disk, root, path, old),
        }
    }

    /// The file before and after the write.
    fn paths(&self) -> impl Iterator<Item = &Path> {
        let from = if let Self::Move(from, _) = self { Some(from.as_path()) } else { None };
        from.into_iter().chain([self.path()])
    }

    /// The file after the write, or the one that was removed.
    pub fn path(&self) -> &Path {
        match self {
            Self::Create(path, _) | Self::Replace(path, _, _) | Self::Move(_, path) | Self::Delete(path, _) => path,
        }
    }
}

/// The content of a record's file, to change it.
pub fn read(workspace: &Workspace, id: &Slug, reference: &Reference) -> Result<(PathBuf, Vec<u8>)> {
    let path = layout::record(&workspace.root, id, reference);
    let old = content(&path)?;
    Ok((path, old))
}

/// The content of a file that a person writes, to change it.
pub fn content(path: &Path) -> Result<Vec<u8>> {
    let old = read_plain(path)?;
    not_too_large(&path.display().to_string(), &old)?;
    Ok(old)
}

/// The bytes of a plain file; a link is not followed.
pub(super) fn read_plain(path: &Path) -> Result<Vec<u8>> {
    bytes(path).with_context(|| NotRead::at(path))
}

/// The same fact is recorded already; refused unless it is to be recorded again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Already(pub Reference);

/// The name of a dated record: day, slug, and the first characters of its content's digest.
///
/// Four characters, or more if another record has the same four; `-2` and so on for the same fact again. `planned` says
/// of a name that is not on the disk whether a planned record has it, and whether that is the same fact.
#[expect(clippy::too_many_arguments, reason = "all that makes a name")]
pub fn dated(
    workspace: &Workspace,
    id: &Slug,
    kind: Kind,
    day: Date,
    slug: &Slug,
    text: &str,
    again: bool,
    planned: impl Fn(&Reference) -> Option<bool>,
) -> Result<Result<Reference, Already>> {
    let named = |name: String| Reference::Record(kind, name);
    for length in 4..=16 {
        let name = format!("{day}-{slug}-{}", digest::base32(text.as_bytes(), length));
        match existing_bytes(&layout::record(&workspace.root, id, &named(name.clone())))? {
            None => match planned(&named(name.clone())) {
                None => return Ok(Ok(named(name))),
                Some(true) => return Ok(Err(Already(named(name)))),
                Some(false) => {}
            },
            Some(bytes) if is_other(&bytes, text, &name, length) => {}
            Some(_) if !again => return Ok(Err(Already(named(name)))),
            Some(_) => {
                let mut copies = (2..).map(|copy| named(format!("{name}-{copy}")));
                let free = copies.find(|copy| is_free(&layout::record(&workspace.root, id, copy)));
                return free.map(Ok).context("no free number for this record");
            }
        }
    }
    Err(Changed(layout::engagement(&workspace.root, id).join(kind.folder())).into())
}

/// Whether the file of that name is a different fact whose digest has the same prefix.
fn is_other(bytes: &[u8], text: &str, name: &str, length: usize) -> bool {
    bytes != text.as_bytes() && name.ends_with(&digest::base32(bytes, length))
}

/// The bytes of a plain file, `None` if nothing is there; an unreadable file is an error.
pub(super) fn existing_bytes(path: &Path) -> Result<Option<Vec<u8>>> {
    existing(retried(|| Real.read(path))).with_context(|| NotRead::at(path))
}

/// Whether nothing is at a path.
pub fn is_free(path: &Path) -> bool {
    retried(|| fs::symlink_metadata(path)).is_err()
}

/// Whether a folder is at a path.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether two plain files hold the same bytes.
pub fn is_same(one: &Path, other: &Path) -> bool {
    matches!((bytes(one), bytes(other)), (Ok(one), Ok(other)) if one == other)
}

/// The text of a file or of standard input as a command-line value: at most the size of the largest record.
pub fn text_of(shown: &str, from: impl std::io::Read) -> Result<String> {
    let bytes = bytes_of(shown, from)?;
    String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("failed to read {shown}: it is not UTF-8"))
}

/// The bytes of a file or of standard input.
pub fn bytes_of(shown: &str, from: impl std::io::Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST as u64 + 1).read_to_end(&mut bytes).with_context(|| NotRead(shown.to_owned()))?;
    not_too_large(shown, &bytes)?;
    Ok(bytes)
}

/// Rejects input that was truncated at the limit.
fn not_too_large(shown: &str, bytes: &[u8]) -> Result<()> {
    anyhow::ensure!(
        bytes.len() <= LARGEST,
        "failed to read {shown}: it is too large; at most {LARGEST} bytes are read"
    );
    Ok(())
}

/// The text of a file as a command-line value.
pub fn read_text(path: &Path) -> Result<String> {
    text_of(&path.display().to_string(), read_bytes(path)?.as_slice())
}

/// The bytes of a file.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let file = fs::File::open(path).with_context(|| NotRead::at(path))?;
    bytes_of(&path.display().to_string(), file)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::ErrorKind;

    use super::*;
    use crate::store::atomic::{DiskFault, Left, MemoryDisk};

    const BEFORE: [(&str, &str); 3] =
        [("/w/goals/find.yaml", "open"), ("/w/cycle-1/04-dev.yaml", "losing"), ("/w/notes/old.yaml", "old")];

    fn plan() -> FilePlan {
        let mut plan = FilePlan::default();
        plan.create("/w/people/kim.yaml".into(), "Kim");
        plan.replace("/w/goals/find.yaml".into(), b"open".to_vec(), "met, says Kim");
        plan.0.push(Write::Move("/w/cycle-1/04-dev.yaml".into(), "/w/cycle-1/forks/04-dev.yaml".into()));
        plan.0.push(Write::Delete("/w/notes/old.yaml".into(), b"old".to_vec()));
        plan
    }

    fn write(plan: &FilePlan, disk: &MemoryDisk) -> Result<()> {
        plan.write(disk, Path::new("/w"))
    }

    /// The files after a number of the plan's writes.
    fn after(writes: usize) -> BTreeMap<String, String> {
        let disk = MemoryDisk::with(&BEFORE);
        write(&FilePlan(plan().0.into_iter().take(writes).collect()), &disk).unwrap();
        disk.left(Left::Synced)
    }

    fn operations() -> usize {
        let disk = MemoryDisk::with(&BEFORE);
        write(&plan(), &disk).unwrap();
        disk.done()
    }

    #[test]
    fn a_stop_between_any_two_files_leaves_those_before_it_whole_and_those_after_it_alone() {
        let stages: Vec<_> = (0..=4).map(after).collect();
        for at in 1..=operations() {
            for (fault, left) in [
                (DiskFault::KilledAfter(at), Left::All),
                (DiskFault::KilledAfter(at), Left::NamesFirst),
                (DiskFault::KilledIn(at), Left::All),
                (DiskFault::Once(at, ErrorKind::StorageFull), Left::All),
            ] {
                let disk = MemoryDisk::failing(&BEFORE, fault);
                let _ = write(&plan(), &disk);
                let mut left = disk.left(left);
                left.retain(|path, _| !path.contains("/.engage-"));
                assert!(stages.contains(&left), "{fault:?}: {left:?}");
            }
        }
    }

    #[test]
    fn what_is_written_already_is_said_when_the_rest_cannot_be() {
        let all = operations();
        let mut messages = std::collections::BTreeSet::new();
        for at in 1..=all {
            let disk = MemoryDisk::failing(&BEFORE, DiskFault::Once(at, ErrorKind::StorageFull));
            let error = format!("{:#}", write(&plan(), &disk).unwrap_err());
            let is_later = error.contains(" of 4 files ");
            messages.insert(error.split(": failed").next().filter(|_| is_later).map(ToOwned::to_owned));
        }
        let one = "1 of 4 files was written; the last was /w/people/kim.yaml".to_owned();
        let two = "2 of 4 files were written; the last was /w/goals/find.yaml".to_owned();
        let three = "3 of 4 files were written; the last was /w/cycle-1/forks/04-dev.yaml".to_owned();
        assert_eq!(messages.into_iter().collect::<Vec<_>>(), [None, Some(one), Some(two), Some(three)]);
    }

    #[test]
    fn a_plan_that_meets_what_changed_underneath_is_told_so_wherever_it_stands_in_it() {
        let disk = MemoryDisk::with(&[("/w/goals/find.yaml", "other"), BEFORE[1], BEFORE[2]]);
        assert!(write(&plan(), &disk).unwrap_err().is::<Changed>());
    }
}
