//! Whether the files of a plan are as they were before it or after it, and the plan that takes them there.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::content;
use crate::store::atomic::retried;
use crate::store::save::{FilePlan, Write};

/// Undo or redo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the files before.
    Undo,
    /// To the files after.
    Redo,
}

/// A file that changed since: it is neither as before nor as after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meanwhile {
    /// The file.
    pub path: PathBuf,
    /// What the command left, or found, there.
    pub expected: Vec<u8>,
    /// What is there; nothing if it is gone.
    pub found: Option<Vec<u8>>,
}

/// Where the file of a write is now, and whether it is as before or after it.
#[derive(Debug, Clone)]
struct State {
    path: PathBuf,
    is_before: bool,
    is_after: bool,
}

impl FilePlan {
    /// The states of all writes.
    fn states(&self) -> Result<Vec<State>> {
        let mut moved: Vec<(&Path, &Path)> = Vec::new();
        let mut states = Vec::new();
        for write in self.0.iter().rev() {
            let state = state(write, &moved)?;
            if let (Write::Move(from, to), true) = (write, state.is_after) {
                moved.insert(0, (from, to));
            }
            states.push(state);
        }
        states.reverse();
        Ok(states)
    }

    /// Whether no write was carried out.
    pub(super) fn is_untouched(&self) -> bool {
        self.states().is_ok_and(|states| !states.iter().any(|state| state.is_after))
    }

    /// The writes that take the files from after to before, or back; the first file that changed since.
    pub fn towards(&self, direction: Direction) -> Result<Result<Self, Meanwhile>> {
        let mut plan = Self::default();
        for (write, state) in self.0.iter().zip(self.states()?) {
            let (is_there, is_here) = match direction {
                Direction::Undo => (state.is_before, state.is_after),
                Direction::Redo => (state.is_after, state.is_before),
            };
            if is_there {
                continue;
            }
            if !is_here {
                let found = content(&state.path)?;
                return Ok(Err(Meanwhile { path: state.path, expected: expected(write, direction), found }));
            }
            plan.0.push(if direction == Direction::Undo { inverse(write) } else { write.clone() });
        }
        if direction == Direction::Undo {
            plan.0.reverse();
        }
        Ok(Ok(plan))
    }
}

/// The state of a write; `moved` are the later moves that were carried out, in order.
fn state(write: &Write, moved: &[(&Path, &Path)]) -> Result<State> {
    let now = |path: &Path| {
        moved.iter().fold(path.to_owned(), |path, (from, to)| match path.strip_prefix(from) {
            Ok(inner) if inner.as_os_str().is_empty() => (*to).to_owned(),
            Ok(inner) => to.join(inner),
            Err(_) => path,
        })
    };
    let is_there = |path: &Path| retried(|| fs::symlink_metadata(path)).is_ok();
    let path = now(write.path());
    let (is_before, is_after) = match write {
        Write::Create(_, new) => is(&path, None, Some(new))?,
        Write::Replace(_, old, new) => is(&path, Some(old), Some(new))?,
        Write::Delete(_, old) => is(&path, Some(old), None)?,
        Write::Move(from, _) => {
            let (from, to) = (is_there(&now(from)), is_there(&path));
            (from && !to, to)
        }
    };
    Ok(State { path, is_before, is_after })
}

/// Whether a file has the content of before, and that of after; `None` is no file.
fn is(path: &Path, before: Option<&[u8]>, after: Option<&[u8]>) -> Result<(bool, bool)> {
    let found = content(path)?;
    Ok((found.as_deref() == before, found.as_deref() == after))
}

fn inverse(write: &Write) -> Write {
    match write.clone() {
        Write::Create(path, new) => Write::Delete(path, new),
        Write::Replace(path, old, new) => Write::Replace(path, new, old),
        Write::Move(from, to) => Write::Move(to, from),
        Write::Delete(path, old) => Write::Create(path, old),
    }
}

/// What a write should have left, or found before it.
fn expected(write: &Write, direction: Direction) -> Vec<u8> {
    match (write, direction) {
        (Write::Create(_, new) | Write::Replace(_, _, new), Direction::Undo) => new.clone(),
        (Write::Delete(_, old) | Write::Replace(_, old, _), Direction::Redo) => old.clone(),
        _ => vec![],
    }
}
