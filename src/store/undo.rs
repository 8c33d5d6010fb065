//! The commands that can be undone: each a file in `.engage/undo/` with the plan that it carried out.
//!
//! A file is written before the plan is carried out, and not synced: it is a convenience of this machine, and each file
//! of a plan is compared before it is put back. A command that was undone keeps its file, with another suffix, until the
//! next command writes.

use std::io::Write as _;

use anyhow::ensure;
use serde::{Deserialize, Serialize};

use super::save::{FilePlan, existing_bytes};
use crate::store::prelude_above::*;

mod state;

pub use state::Direction;

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

/// A command that wrote records, as its file has it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Done {
    /// What it did.
    pub about: About,
    /// What it wrote; `None` if that is too large to keep.
    pub plan: Option<FilePlan>,
    /// Whether it was undone.
    #[serde(skip)]
    pub is_undone: bool,
    #[serde(skip)]
    path: PathBuf,
}

/// Carries out a plan such that it can be undone; returns why it cannot, if so.
pub fn carry_out(plan: &FilePlan, lock: &mut Lock, about: About) -> Result<Option<String>> {
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

/// Writes the file of a command; returns its path, and whether it has the plan.
fn keep(root: &Path, plan: &FilePlan, about: About) -> Result<(PathBuf, bool)> {
    let before = numbered(root)?;
    for (_, undone) in before.iter().filter(|(_, path)| is_undone(path)) {
        retried(|| fs::remove_file(undone))?;
    }
    let done: Vec<_> = before.into_iter().filter(|(_, path)| !is_undone(path)).collect();
    let number = done.last().map_or(1, |(number, _)| number + 1);
    let (bytes, is_whole) = encoded(root, plan.clone(), about)?;
    make_room(&done, bytes.len() as u64)?;
    atomic::folder(&Real, &root.join(layout::UNDO))?;
    let path = layout::undo(root, number);
    let failed = || format!("failed to write {}", path.display());
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.write(true).create_new(true).open(&path).with_context(failed)?;
    file.write_all(&bytes).with_context(failed)?;
    Ok((path, is_whole))
}

/// The content of a command's file, with paths from the root, and whether the plan is in it.
fn encoded(root: &Path, mut plan: FilePlan, about: About) -> Result<(Vec<u8>, bool)> {
    plan.paths_mut().for_each(|path| *path = layout::from(root, path).into());
    let mut done = Done { about, plan: Some(plan), is_undone: false, path: PathBuf::new() };
    let bytes = serde_json::to_vec(&done)?;
    if bytes.len() as u64 <= LARGEST {
        return Ok((bytes, true));
    }
    done.plan = None;
    Ok((serde_json::to_vec(&done)?, false))
}

/// Removes the oldest commands until there is room for one more of that size.
fn make_room(done: &[(u64, PathBuf)], size: u64) -> Result<()> {
    let mut all = size;
    let fits = |(_, path): &&(u64, PathBuf)| {
        all += fs::symlink_metadata(path).map_or(0, |file| file.len());
        all <= LARGEST
    };
    let kept = done.iter().rev().take(MOST - 1).take_while(fits).count();
    let mut oldest = done[..done.len() - kept].iter().map(|(_, path)| path);
    oldest.try_for_each(|path| {
        retried(|| fs::remove_file(path)).with_context(|| format!("failed to remove {}", path.display()))
    })
}

/// The commands, the oldest first, without those that were killed before they wrote anything else.
pub fn all(root: &Path) -> Result<Vec<Done>> {
    numbered(root)?.into_iter().filter_map(|(_, path)| done_at(root, path).transpose()).collect()
}

/// The command of a file; `None` if the file was cut short.
fn done_at(root: &Path, path: PathBuf) -> Result<Option<Done>> {
    let bytes = existing_bytes(&path)?.unwrap_or_default();
    let Ok(mut done) = serde_json::from_slice::<Done>(&bytes) else { return Ok(None) };
    for name in done.plan.iter_mut().flat_map(FilePlan::paths_mut) {
        let inside = layout::normal(&root.join(&*name));
        ensure!(inside.starts_with(layout::normal(root)), "`{}` is outside of the workspace", name.display());
        *name = inside;
    }
    (done.is_undone, done.path) = (is_undone(&path), path);
    Ok(Some(done))
}

impl Done {
    /// Marks the command as undone, or as done again.
    pub fn mark(&self, direction: Direction) -> Result<()> {
        let suffix = if direction == Direction::Undo { UNDONE } else { "" };
        let path = self.path.with_extension(suffix.trim_start_matches('.'));
        retried(|| fs::rename(&self.path, &path)).with_context(|| format!("failed to write {}", path.display()))
    }
}

fn is_undone(path: &Path) -> bool {
    path.extension().is_some()
}

/// The files of the commands and their numbers, in order.
fn numbered(root: &Path) -> Result<Vec<(u64, PathBuf)>> {
    let folder = root.join(layout::UNDO);
    atomic::folder_within(root, &folder)?;
    let inside = existing(entries(&folder)).with_context(|| NotRead::at(&folder))?.unwrap_or_default();
    let number = |name: &str| name.strip_suffix(UNDONE).unwrap_or(name).parse::<u64>().ok();
    let files = inside.into_iter().filter(|found| found.kind == FileKind::File);
    let mut files: Vec<_> = files.filter_map(|file| Some((number(&file.name)?, folder.join(&file.name)))).collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests;
