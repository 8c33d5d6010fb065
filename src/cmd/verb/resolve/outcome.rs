//! The outcome of a file in conflict.

use serde::Serialize;

use super::keys;
use crate::store::merge::{OpenKey, Source};

/// The state of a file in conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileStatus {
    /// It is written: one side's version, or a merge.
    Merged,
    /// Both sides changed some keys.
    Open,
    /// One side deleted it and the other changed it.
    Deleted,
    /// Only `git rm` is left to do.
    ToRemove,
    /// It was resolved before.
    Settled,
    /// A person must finish it.
    ByHand,
}

/// The outcome of a file in conflict.
#[derive(Debug)]
pub struct FileOutcome {
    /// Its state.
    pub status: FileStatus,
    /// A sentence about the file.
    pub sentence: String,
    /// What to do next.
    pub next: Option<String>,
    /// The keys that changed, each with the side its value comes from.
    pub taken: Vec<(String, Source)>,
    /// The keys that both sides changed.
    pub open: Vec<OpenKey>,
    /// Comments that have no place in it.
    pub left: Vec<String>,
}

impl FileOutcome {
    /// An outcome with only a sentence.
    pub fn of(status: FileStatus, sentence: impl Into<String>) -> Self {
        Self { status, sentence: sentence.into(), next: None, taken: vec![], open: vec![], left: vec![] }
    }
}

/// An outcome that a person must finish.
pub fn by_hand(why: impl Into<String>, next: String) -> FileOutcome {
    FileOutcome { next: Some(next), ..FileOutcome::of(FileStatus::ByHand, why) }
}

/// `` `due` from theirs; `with` from both ``.
pub fn sources(taken: &[(String, Source)]) -> String {
    let words = [
        (Source::Ours, "from ours"),
        (Source::Theirs, "from theirs"),
        (Source::Both, "from both"),
        (Source::Given, "as given"),
    ];
    let of = |(from, words)| {
        let mut known = taken.iter().filter(|(_, of)| *of == from).map(|(key, _)| key.as_str()).peekable();
        known.peek().is_some().then(|| format!("{} {words}", keys(known)))
    };
    let parts: Vec<_> = words.into_iter().filter_map(of).collect();
    if parts.is_empty() { "both sides agree".to_owned() } else { parts.join("; ") }
}
