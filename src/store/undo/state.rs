//! Whether the files of a plan are as they were before it or after it, and the plan that takes them there.

use crate::store::prelude_above::*;
use crate::store::save::{FilePlan, Write, existing_bytes, is_free};

/// Undo or redo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the files before.
    Undo,
    /// To the files after.
    Redo,
}

/// Where the file of a write is now, what is there, and whether it is as before or after the write.
#[derive(Debug)]
struct State {
    path: PathBuf,
    found: Option<Vec<u8>>,
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

    /// The writes that take the files from after to before, or back; else what happened since to the first file that is
    /// neither.
    pub fn towards(&self, direction: Direction) -> Result<Result<Self, Write>> {
        let mut plan = Self::default();
        for (write, State { path, found, is_before, is_after }) in self.0.iter().zip(self.states()?) {
            let (before, after) = contents(write);
            let (is_there, is_here, expected, back) = match direction {
                Direction::Undo => (is_before, is_after, after, inverse(write)),
                Direction::Redo => (is_after, is_before, before, write.clone()),
            };
            match (is_there, is_here) {
                (true, _) => {}
                (false, true) => plan.0.push(back),
                (false, false) if matches!(write, Write::Move(..)) => return Ok(Err(back)),
                (false, false) => {
                    let expected = expected.unwrap_or_default().to_owned();
                    return Ok(Err(match found {
                        Some(found) => Write::Replace(path, expected, found),
                        None => Write::Delete(path, expected),
                    }));
                }
            }
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
    let path = now(write.path());
    if let Write::Move(from, _) = write {
        let (is_from, is_to) = (!is_free(&now(from)), !is_free(&path));
        // a copy that was interrupted between the two names is as after
        let is_after = is_to && (!is_from || !path.is_dir());
        return Ok(State { path, found: None, is_before: is_from && !is_to, is_after });
    }
    let ((before, after), found) = (contents(write), existing_bytes(&path)?);
    let (is_before, is_after) = (found.as_deref() == before, found.as_deref() == after);
    Ok(State { path, found, is_before, is_after })
}

/// What a file contains before a write and after it; `None` is no file.
fn contents(write: &Write) -> (Option<&[u8]>, Option<&[u8]>) {
    match write {
        Write::Create(_, new) => (None, Some(new)),
        Write::Replace(_, old, new) => (Some(old), Some(new)),
        Write::Move(..) => (None, None),
        Write::Delete(_, old) => (Some(old), None),
    }
}

fn inverse(write: &Write) -> Write {
    match write.clone() {
        Write::Create(path, new) => Write::Delete(path, new),
        Write::Replace(path, old, new) => Write::Replace(path, new, old),
        Write::Move(from, to) => Write::Move(to, from),
        Write::Delete(path, old) => Write::Create(path, old),
    }
}
