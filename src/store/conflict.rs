//! The files of a workspace that git could not merge, with the versions of each.

mod marked;

use std::path::{Path, PathBuf};

use super::git::{Repository, Unasked, Unmerged};
use super::layout;
use super::merge::From;
use super::workspace::{Workspace, bytes};
use super::yaml::{Fault, LARGEST, read, readable};
use crate::model::field::{Field, Fields as _};
use crate::model::problem::ProblemKind;
use crate::model::reference::Reference;
use crate::model::settings::Settings;
use crate::model::slug::Slug;

/// What a file in conflict is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A record of an engagement.
    Record(Slug, Reference),
    /// The settings of the workspace.
    Settings,
    /// An entry in `forks/`.
    InForks(Slug, Reference),
    /// Nothing that `engage` could merge.
    Stranger,
}

/// How far the conflict of a file is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The file is as git left it.
    Open,
    /// Somebody resolved it; git waits to be told.
    Settled,
    /// It is as one side has it; `left` where git left it so, else somebody chose that.
    Whole {
        /// The side.
        side: From,
        /// Whether nobody chose it.
        left: bool,
    },
    /// Somebody began to work on it: this line is in no version, or something that git left there is gone.
    Touched(Option<usize>),
}

/// A file that git could not merge.
#[derive(Debug)]
pub struct Conflict {
    /// The file.
    pub path: PathBuf,
    /// What it is.
    pub what: What,
    /// What both sides began from; none where both made it.
    pub base: Option<Vec<u8>>,
    /// What stood here; none where ours deleted it.
    pub ours: Option<Vec<u8>>,
    /// What came in; none where theirs deleted it.
    pub theirs: Option<Vec<u8>>,
    /// What is in the folder now; none where there is no such file.
    pub now: Option<Vec<u8>>,
    /// What git left there, where it kept that.
    pub left: Option<Vec<u8>>,
    /// A version that is larger than a record may be.
    pub too_large: Option<&'static str>,
}

/// The files of a workspace that git could not merge, by path.
pub fn all(workspace: &Workspace, repository: &Repository) -> Result<Vec<Conflict>, Unasked> {
    repository.unmerged()?.iter().map(|unmerged| conflict(workspace, repository, unmerged)).collect()
}

fn conflict(workspace: &Workspace, repository: &Repository, unmerged: &Unmerged) -> Result<Conflict, Unasked> {
    let path = workspace.root.join(&unmerged.path);
    let what = what(workspace, unmerged, &path);
    let (base, ours, theirs, now) = (None, None, None, None);
    let mut conflict = Conflict { path, what, base, ours, theirs, now, left: None, too_large: None };
    if conflict.what != What::Stranger {
        conflict.now = bytes(&conflict.path).ok();
        for (side, object) in [("base", &unmerged.base), ("ours", &unmerged.ours), ("theirs", &unmerged.theirs)] {
            let Some(object) = object else { continue };
            let bytes = repository.blob(object, LARGEST)?;
            if bytes.is_none() {
                conflict.too_large = Some(side);
            }
            match side {
                "base" => conflict.base = bytes,
                "ours" => conflict.ours = bytes,
                _ => conflict.theirs = bytes,
            }
        }
        conflict.left = repository.left(&unmerged.path, LARGEST);
    }
    Ok(conflict)
}

/// Whether an engagement is of a newer schema than this program knows, in the folder or on a side; the fault says so.
pub fn newer(workspace: &Workspace, conflicts: &[Conflict], id: &Slug) -> Option<Fault> {
    let charter = layout::charter(&layout::engagement(&workspace.root, id));
    let here = bytes(&charter).ok();
    let sides = conflicts.iter().filter(|conflict| conflict.path == charter);
    let sides = sides.flat_map(|conflict| [&conflict.ours, &conflict.theirs]).flatten();
    here.iter().chain(sides).find_map(|bytes| read::known_schema(bytes).err())
}

fn what(workspace: &Workspace, unmerged: &Unmerged, path: &Path) -> What {
    match layout::parse(&unmerged.path) {
        Some((id, reference)) if unmerged.is_plain => What::Record(id, reference),
        None if unmerged.is_plain && path == layout::settings(&workspace.root) => What::Settings,
        None if unmerged.is_plain => {
            layout::in_forks(&unmerged.path).map_or(What::Stranger, |(id, entry)| What::InForks(id, entry.reference()))
        }
        _ => What::Stranger,
    }
}

impl Conflict {
    /// The engagement that the file is of.
    pub fn engagement(&self) -> Option<&Slug> {
        match &self.what {
            What::Record(id, _) | What::InForks(id, _) => Some(id),
            What::Settings | What::Stranger => None,
        }
    }

    /// The keys that the file may have.
    pub fn fields(&self) -> Vec<Field> {
        match &self.what {
            What::Record(_, reference) | What::InForks(_, reference) => read::fields(reference),
            What::Settings => Settings::FIELDS.to_vec(),
            What::Stranger => vec![],
        }
    }

    /// Whether bytes are sound as this file.
    pub fn check(&self, bytes: &[u8]) -> Result<(), Fault> {
        match &self.what {
            What::Record(_, reference) | What::InForks(_, reference) => read::check(reference, bytes),
            What::Settings => read::optional_file::<Settings>(bytes).map(drop),
            What::Stranger => Ok(()),
        }
    }

    /// How far it is settled, by what is in the folder now.
    pub fn state(&self) -> State {
        let Some(now) = &self.now else { return State::Open };
        if readable(now).is_err_and(|fault| fault.kind == ProblemKind::ConflictMarkers) {
            return marked::state(now, [&self.base, &self.ours, &self.theirs]);
        }
        let is = |side: &Option<Vec<u8>>| side.as_ref().is_some_and(|side| lines(side).eq(lines(now)));
        match (&self.ours, &self.theirs) {
            // where git did not keep what it left: of a file that it does not merge it leaves ours
            (Some(_), Some(_)) if is(&self.ours) => {
                State::Whole { side: From::Ours, left: self.left.is_none() || is(&self.left) }
            }
            (Some(_), Some(_)) if is(&self.theirs) => State::Whole { side: From::Theirs, left: is(&self.left) },
            (Some(_), Some(_)) => State::Settled,
            _ if [&self.base, &self.ours, &self.theirs].into_iter().any(is) => State::Open,
            _ => State::Settled,
        }
    }
}

/// Lines without their ends, which git may have changed on the way into the folder.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .filter(|line| !line.is_empty())
}
