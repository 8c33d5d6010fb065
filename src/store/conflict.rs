//! The files of a workspace that git could not merge, with the versions of each.

use std::path::PathBuf;

use super::git::{Repository, Unmerged};
use super::layout;
use super::workspace::{Workspace, bytes};
use super::yaml::{Fault, read, readable};
use crate::model::field::{Field, Fields as _};
use crate::model::reference::Reference;
use crate::model::settings::Settings;
use crate::model::slug::Slug;
use crate::model::unread::Wrong;

/// What a file in conflict is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A record of an engagement.
    Record(Slug, Reference),
    /// The settings of the workspace.
    Settings,
    /// Nothing that `engage` could merge.
    Stranger,
}

/// How far the conflict of a file is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The file is as git left it.
    Open,
    /// Somebody took the conflict markers out; git waits to be told.
    Settled,
    /// Somebody began to work on it: a line stands there that no version has.
    Touched(usize),
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
}

/// The files of a workspace that git could not merge, by path.
pub fn all(workspace: &Workspace, repository: &Repository) -> Vec<Conflict> {
    repository.unmerged().iter().map(|unmerged| conflict(workspace, repository, unmerged)).collect()
}

fn conflict(workspace: &Workspace, repository: &Repository, unmerged: &Unmerged) -> Conflict {
    let side = |object: &Option<String>| object.as_ref().and_then(|object| repository.blob(object));
    let path = workspace.root.join(&unmerged.path);
    let what = match layout::parse(&unmerged.path) {
        Some((id, reference)) if unmerged.is_plain => What::Record(id, reference),
        None if unmerged.is_plain && path == layout::settings(&workspace.root) => What::Settings,
        _ => What::Stranger,
    };
    let now = bytes(&path).ok();
    let [base, ours, theirs] = [&unmerged.base, &unmerged.ours, &unmerged.theirs].map(side);
    Conflict { path, what, base, ours, theirs, now }
}

impl Conflict {
    /// The keys that the file may have.
    pub fn fields(&self) -> Vec<Field> {
        match &self.what {
            What::Record(_, reference) => read::fields(reference),
            What::Settings => Settings::FIELDS.to_vec(),
            What::Stranger => vec![],
        }
    }

    /// Whether bytes are sound as this file.
    pub fn check(&self, bytes: &[u8]) -> Result<(), Fault> {
        match &self.what {
            What::Record(_, reference) => read::check(reference, bytes),
            What::Settings => read::optional_file::<Settings>(bytes).map(drop),
            What::Stranger => Ok(()),
        }
    }

    /// How far it is settled, by what is in the folder now.
    pub fn state(&self) -> State {
        let Some(now) = &self.now else { return State::Open };
        let marked = readable(now).is_err_and(|fault| fault.wrong == Wrong::ConflictMarkers);
        if !marked {
            let is_whole = self.ours.is_none() || self.theirs.is_none();
            return if is_whole && self.is_a_version(now) { State::Open } else { State::Settled };
        }
        let known: Vec<&[u8]> = self.versions().flat_map(|version| lines(version)).collect();
        let own = |(_, line): &(usize, &[u8])| !is_marker(line) && !known.contains(line);
        (1..).zip(lines(now)).find(own).map_or(State::Open, |(at, _)| State::Touched(at))
    }

    fn is_a_version(&self, now: &[u8]) -> bool {
        self.versions().any(|version| lines(version).eq(lines(now)))
    }

    fn versions(&self) -> impl Iterator<Item = &Vec<u8>> {
        [&self.base, &self.ours, &self.theirs].into_iter().flatten()
    }
}

/// Lines without their ends, which git may have changed on the way into the folder.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .filter(|line| !line.is_empty())
}

fn is_marker(line: &[u8]) -> bool {
    [b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"].iter().any(|mark| line.starts_with(*mark))
}
