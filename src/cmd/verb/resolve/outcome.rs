//! What becomes of a file in conflict.

use serde::Serialize;

use super::keys;
use crate::store::merge::{OpenKey, Source};

/// How far a file in conflict has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileStatus {
    /// It is written: as one side has it, or merged.
    Merged,
    /// Both sides changed some keys.
    Open,
    /// One side deleted it and the other changed it.
    Deleted,
    /// All that is left is `git rm`.
    ToRemove,
    /// It was resolved before.
    Settled,
    /// A person has to finish it.
    ByHand,
}

/// The outcome of a file in conflict.
#[derive(Debug)]
pub struct FileOutcome {
    /// How far it has come.
    pub status: FileStatus,
    /// The same in a sentence about the file.
    pub sentence: String,
    /// What to do next.
    pub next: Option<String>,
    /// The keys that changed, each with whose value it has now.
    pub taken: Vec<(String, Source)>,
    /// The keys that both sides changed.
    pub open: Vec<OpenKey>,
    /// Comments without a place in it.
    pub left: Vec<String>,
}

impl FileOutcome {
    /// One with nothing but its sentence.
    pub fn of(status: FileStatus, sentence: impl Into<String>) -> Self {
        Self { status, sentence: sentence.into(), next: None, taken: vec![], open: vec![], left: vec![] }
    }
}

/// What a person has to finish.
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
