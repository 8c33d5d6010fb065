//! The files of a workspace that git could not merge, with the versions of each.

use super::git::{NoGit, Repository, Unmerged};
use super::merge::Source;
use super::yaml::conflict_mark;
use crate::model::field::Fields as _;
use crate::model::settings::Settings;
use crate::store::prelude_above::*;

/// The kind of file in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConflictKind {
    /// A record of an engagement; an entry may be in `forks/`.
    Record(Slug, Reference),
    /// The settings of the workspace.
    Settings,
    /// A file that `engage` does not merge.
    Other,
}

/// How far the conflict in a file is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictState {
    /// The file is as git left it.
    Open,
    /// The file is resolved; only `git add` is left to do.
    Resolved,
    /// It has conflict markers and was edited: the first line that differs, if git kept its own version.
    Edited(Option<usize>),
}

/// A file that git could not merge.
#[derive(Debug)]
pub struct Conflict {
    /// The file.
    pub path: PathBuf,
    /// What it is.
    pub what: ConflictKind,
    /// The version of the common ancestor; `None` if both sides added the file.
    pub base: Option<Vec<u8>>,
    /// Our version; `None` if we deleted the file.
    pub ours: Option<Vec<u8>>,
    /// Their version; `None` if they deleted the file.
    pub theirs: Option<Vec<u8>>,
    /// The file in the work tree, if there is one.
    pub now: Option<Vec<u8>>,
    /// What git wrote to the work tree, if it kept a copy.
    pub left: Option<Vec<u8>>,
    /// A version is larger than a record may be.
    pub too_large: Option<&'static str>,
}

/// The files of a workspace that git could not merge, by path.
pub fn all(workspace: &Workspace, repository: &Repository) -> Result<Vec<Conflict>, NoGit> {
    repository.unmerged()?.iter().map(|unmerged| conflict(workspace, repository, unmerged)).collect()
}

fn conflict(workspace: &Workspace, repository: &Repository, unmerged: &Unmerged) -> Result<Conflict, NoGit> {
    let path = workspace.root.join(&unmerged.path);
    let what = what(workspace, unmerged, &path);
    let (mut too_large, mut versions) = (None, [None, None, None]);
    for (at, side) in ["base", "ours", "theirs"].into_iter().enumerate().filter(|_| what != ConflictKind::Other) {
        let Some(object) = &unmerged.sides[at] else { continue };
        versions[at] = repository.blob(object, LARGEST)?;
        too_large = too_large.or(versions[at].is_none().then_some(side));
    }
    let [base, ours, theirs] = versions;
    let (now, left) = (bytes(&path).ok(), repository.left(&unmerged.path, LARGEST)?);
    Ok(Conflict { path, what, base, ours, theirs, now, left, too_large })
}

/// Whether an engagement, in the folder or on a side, has a newer schema than this program supports; returns the fault.
pub fn newer(workspace: &Workspace, conflicts: &[Conflict], id: &Slug) -> Option<Fault> {
    let charter = layout::engagement(&workspace.root, id).join(layout::CHARTER);
    let here = bytes(&charter).ok();
    let sides = conflicts.iter().filter(|conflict| conflict.path == charter);
    let sides = sides.flat_map(|conflict| [&conflict.ours, &conflict.theirs]).flatten();
    here.iter().chain(sides).find_map(|bytes| read::known_schema(bytes).err())
}

fn what(workspace: &Workspace, unmerged: &Unmerged, path: &Path) -> ConflictKind {
    match layout::parse(&unmerged.path).or_else(|| layout::in_forks(&unmerged.path)) {
        _ if !unmerged.is_plain => ConflictKind::Other,
        Some((id, reference)) => ConflictKind::Record(id, reference),
        None if path == workspace.root.join(layout::SETTINGS) => ConflictKind::Settings,
        None => ConflictKind::Other,
    }
}

impl Conflict {
    /// The engagement that the file belongs to.
    pub fn engagement(&self) -> Option<&Slug> {
        if let ConflictKind::Record(id, _) = &self.what { Some(id) } else { None }
    }

    /// The keys that the file may have.
    pub fn fields(&self) -> Vec<Field> {
        match &self.what {
            ConflictKind::Record(_, reference) => read::fields(reference),
            ConflictKind::Settings => Settings::FIELDS.to_vec(),
            ConflictKind::Other => vec![],
        }
    }

    /// Whether bytes are valid for this file.
    pub fn check(&self, bytes: &[u8]) -> Result<(), Fault> {
        match &self.what {
            ConflictKind::Record(_, reference) => read::check(reference, bytes),
            ConflictKind::Settings => read::optional_file::<Settings>(bytes).map(drop),
            ConflictKind::Other => Ok(()),
        }
    }

    /// How far it is resolved. A file with conflict markers is untouched only if each side reads the same in both
    /// versions; anything else may be a user's decision.
    pub fn state(&self) -> ConflictState {
        let Some(now) = &self.now else { return ConflictState::Open };
        // git keeps no copy in a few cases, and leaves one side of a file that it does not merge
        let left = self.left.as_ref().or(self.ours.as_ref()).or(self.theirs.as_ref());
        if left.is_some_and(|left| [OURS, THEIRS].iter().all(|mark| side(now, *mark).eq(side(left, *mark)))) {
            ConflictState::Open
        } else if readable(now).is_err_and(|fault| fault.kind == ProblemKind::ConflictMarkers) {
            ConflictState::Edited(
                self.left.as_ref().map(|left| 1 + rows(now).zip(rows(left)).take_while(|(a, b)| a == b).count()),
            )
        } else {
            ConflictState::Resolved
        }
    }

    /// The side that the file equals, if both sides have it.
    pub fn side(&self) -> Option<Source> {
        let (now, ours, theirs) = (self.now.as_ref()?, self.ours.as_ref()?, self.theirs.as_ref()?);
        let sides = [(Source::Ours, ours), (Source::Theirs, theirs)];
        sides.into_iter().find(|(_, side)| is_same(now, side)).map(|(side, _)| side)
    }
}

/// The markers above ours and above theirs, of git's four.
const OURS: usize = 0;
const THEIRS: usize = 2;

/// The marker below theirs.
const LAST: usize = 3;

/// The file as the side below a marker has it, without the common ancestor's lines.
fn side(text: &[u8], own: usize) -> impl Iterator<Item = &[u8]> {
    let mut below = None;
    lines(text).filter(move |line| {
        let mark = conflict_mark(line);
        below = mark.or(below);
        mark.is_none() && below.is_none_or(|below| below == own || below == LAST)
    })
}

fn is_same(one: &[u8], other: &[u8]) -> bool {
    lines(one).eq(lines(other))
}

/// The lines that are not empty.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    rows(text).filter(|line| !line.is_empty())
}

/// Lines without line ends, which git may have converted on checkout.
fn rows(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}
