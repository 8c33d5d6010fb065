//! The commands that can be undone: each a file in `.engage/undo/` with the plan that it carried out.
//!
//! A file is written before the plan is carried out, and not synced: it is a convenience of this machine, and each file
//! of a plan is compared before it is put back. A command that was undone keeps its file, with another suffix, until the
//! next command writes.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::atomic::{self, Disk as _, FileKind, NotRead, Real, retried};
use super::folder::entries;
use super::layout;
use super::save::{FilePlan, Write};
use super::workspace::Lock;

mod state;

pub use state::{Direction, Meanwhile};

/// The number of commands that can be undone.
pub const MOST: usize = 100;

/// The number of bytes that their files may have together.
pub const LARGEST: u64 = 10 * 1024 * 1024;

/// The suffix of a command that was undone.
const UNDONE: &str = ".undone";

/// What a command did, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The day on which it ran.
    pub day: String,
    /// The engagement that it changed, if it changed one.
    pub engagement: Option<String>,
    /// What it did: `add spend: Flights, 1,200.00 EUR`.
    pub sentence: String,
}

/// A command that wrote records.
#[derive(Debug, Clone)]
pub struct Done {
    /// What it did.
    pub about: About,
    /// Whether it was undone.
    pub is_undone: bool,
    path: PathBuf,
}

/// The first line of a command's file; the contents that it measures follow.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    about: About,
    /// Its files; none if they are too large to keep.
    files: Option<Vec<Change>>,
}

/// A write, with the lengths of the contents that follow: before and after.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Change {
    Create(String, usize),
    Replace(String, usize, usize),
    Move(String, String),
    Delete(String, usize),
}

/// Carries out a plan such that it can be undone; returns why it cannot, if so.
pub fn carry_out(plan: &FilePlan, lock: &mut Lock, about: &About) -> Result<Option<String>> {
    if plan.0.is_empty() {
        return Ok(None);
    }
    let kept = keep(&lock.root, plan, about);
    let done = plan.carry_out(lock);
    if let (Err(_), Ok((path, _))) = (&done, &kept)
        && plan.is_untouched()
    {
        let _ = retried(|| fs::remove_file(path));
    }
    done.map(|()| match kept {
        Ok((_, true)) => None,
        Ok((_, false)) => Some("it is too large".to_owned()),
        Err(error) => Some(format!("{error:#}")),
    })
}

/// Writes the file of a command; returns its path, and whether it holds the contents too.
fn keep(root: &Path, plan: &FilePlan, about: &About) -> Result<(PathBuf, bool)> {
    let before = numbered(root)?;
    for (_, undone) in before.iter().filter(|(_, path)| is_undone(path)) {
        retried(|| fs::remove_file(undone))?;
    }
    let done: Vec<_> = before.into_iter().filter(|(_, path)| !is_undone(path)).collect();
    let number = done.last().map_or(1, |(number, _)| number + 1);
    let (bytes, is_whole) = encoded(root, plan, about)?;
    make_room(&done, bytes.len() as u64)?;
    atomic::folder(&Real, &root.join(layout::UNDO))?;
    let path = layout::undo(root, number);
    let failed = || format!("failed to write {}", path.display());
    let mut file = File::options().write(true).create_new(true).open(&path).with_context(failed)?;
    file.write_all(&bytes).with_context(failed)?;
    Ok((path, is_whole))
}

/// Removes the oldest commands until there is room for one more of that size.
fn make_room(done: &[(u64, PathBuf)], size: u64) -> Result<()> {
    let sizes = done.iter().map(|(_, path)| fs::symlink_metadata(path).map_or(0, |file| file.len()));
    let sizes: Vec<_> = sizes.collect();
    let mut all: u64 = sizes.iter().sum();
    let mut left = done.len();
    for ((_, path), own) in done.iter().zip(sizes) {
        if left < MOST && all + size <= LARGEST {
            break;
        }
        retried(|| fs::remove_file(path)).with_context(|| format!("failed to remove {}", path.display()))?;
        (left, all) = (left - 1, all - own);
    }
    Ok(())
}

/// The file of a command, and whether the contents are in it.
fn encoded(root: &Path, plan: &FilePlan, about: &About) -> Result<(Vec<u8>, bool)> {
    let size: usize = plan.0.iter().flat_map(contents).map(<[u8]>::len).sum();
    let is_whole = size as u64 <= LARGEST;
    let files = is_whole.then(|| plan.0.iter().map(|write| change(root, write)).collect());
    let mut bytes = serde_json::to_vec(&Head { about: about.clone(), files })?;
    bytes.push(b'\n');
    plan.0.iter().filter(|_| is_whole).flat_map(contents).for_each(|content| bytes.extend(content));
    Ok((bytes, is_whole))
}

/// The contents of a write: before and after.
fn contents(write: &Write) -> Vec<&[u8]> {
    match write {
        Write::Create(_, bytes) | Write::Delete(_, bytes) => vec![bytes],
        Write::Replace(_, old, new) => vec![old, new],
        Write::Move(..) => vec![],
    }
}

fn change(root: &Path, write: &Write) -> Change {
    let name = |path: &Path| layout::from(root, path);
    match write {
        Write::Create(path, new) => Change::Create(name(path), new.len()),
        Write::Replace(path, old, new) => Change::Replace(name(path), old.len(), new.len()),
        Write::Move(from, to) => Change::Move(name(from), name(to)),
        Write::Delete(path, old) => Change::Delete(name(path), old.len()),
    }
}

/// The commands, the oldest first; files that cannot be read are listed apart.
pub fn all(root: &Path) -> Result<(Vec<Done>, Vec<PathBuf>)> {
    let (mut done, mut unread) = (Vec::new(), Vec::new());
    for (_, path) in numbered(root)? {
        match content(&path)?.as_deref().and_then(head) {
            Some((head, _)) => done.push(Done { about: head.about, is_undone: is_undone(&path), path }),
            None => unread.push(path),
        }
    }
    Ok((done, unread))
}

/// The first line of a command's file, and where its contents begin.
fn head(bytes: &[u8]) -> Option<(Head, usize)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
    let lengths = head.files.iter().flatten().map(|change| match change {
        Change::Create(_, length) | Change::Delete(_, length) => *length,
        Change::Replace(_, old, new) => old + new,
        Change::Move(..) => 0,
    });
    (lengths.sum::<usize>() == bytes.len() - end - 1).then_some((head, end + 1))
}

impl Done {
    /// The plan that the command carried out; `None` if it was too large to keep.
    pub fn plan(&self, root: &Path) -> Result<Option<FilePlan>> {
        let bytes = content(&self.path)?.unwrap_or_default();
        let (head, mut at) = head(&bytes).with_context(|| NotRead::at(&self.path))?;
        let mut take = |length: usize| {
            at += length;
            bytes[at - length..at].to_vec()
        };
        let Some(files) = head.files else { return Ok(None) };
        let writes = files.into_iter().map(|change| {
            Ok(match change {
                Change::Create(path, new) => Write::Create(inside(root, &path)?, take(new)),
                Change::Replace(path, old, new) => Write::Replace(inside(root, &path)?, take(old), take(new)),
                Change::Move(from, to) => Write::Move(inside(root, &from)?, inside(root, &to)?),
                Change::Delete(path, old) => Write::Delete(inside(root, &path)?, take(old)),
            })
        });
        writes.collect::<Result<_>>().map(|writes| Some(FilePlan(writes)))
    }

    /// Marks the command as undone, or as done again.
    pub fn mark(&self, direction: Direction) -> Result<()> {
        let suffix = if direction == Direction::Undo { UNDONE } else { "" };
        let path = self.path.with_extension(suffix.trim_start_matches('.'));
        retried(|| fs::rename(&self.path, &path)).with_context(|| format!("failed to write {}", path.display()))
    }
}

/// A path of a command's file; one that leads out of the workspace is an error.
fn inside(root: &Path, name: &str) -> Result<PathBuf> {
    let path = layout::normal(&root.join(name));
    anyhow::ensure!(path.starts_with(layout::normal(root)), "`{name}` is outside of the workspace");
    Ok(path)
}

/// Removes the file of a command that was killed while it was written.
pub fn remove(path: &Path, _lock: &Lock) -> Result<()> {
    retried(|| fs::remove_file(path)).with_context(|| format!("failed to remove {}", path.display()))
}

/// The bytes of a plain file of any size; `None` if nothing is there.
fn content(path: &Path) -> Result<Option<Vec<u8>>> {
    match retried(|| Real.read(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| NotRead::at(path)),
    }
}

fn is_undone(path: &Path) -> bool {
    path.extension().is_some()
}

/// The files of the commands and their numbers, in order.
fn numbered(root: &Path) -> Result<Vec<(u64, PathBuf)>> {
    let folder = root.join(layout::UNDO);
    atomic::folder_within(root, &folder)?;
    let inside = match entries(&folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
        inside => inside.with_context(|| NotRead::at(&folder))?,
    };
    let number = |name: &str| name.strip_suffix(UNDONE).unwrap_or(name).parse::<u64>().ok();
    let files = inside.into_iter().filter(|found| found.kind == FileKind::File);
    let mut files: Vec<_> = files.filter_map(|file| Some((number(&file.name)?, folder.join(&file.name)))).collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests;
