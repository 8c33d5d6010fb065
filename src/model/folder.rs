//! The folders of an engagement's record.

use std::fmt;

use crate::model::prelude::*;

/// A folder of an engagement's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// The engagement's own folder.
    Whole,
    /// The folder of a cycle.
    Cycle(u32),
    /// The folder of a kind of record.
    Records(Kind),
    /// The folder of the outcomes.
    Outcomes,
}

impl Folder {
    /// Whether records of a kind may be in it, by the word of the kind.
    pub fn may_hold(self, kind: &str) -> bool {
        match self {
            Self::Whole => true,
            Self::Cycle(_) => kind == "pace" || Step::WORDS.contains(&kind),
            Self::Records(own) => kind == own.word(),
            Self::Outcomes => kind == "outcome",
        }
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Whole => out.write_str("its folder"),
            Self::Cycle(cycle) => write!(out, "cycle-{cycle}/"),
            Self::Records(kind) => write!(out, "{}/", kind.folder()),
            Self::Outcomes => out.write_str("outcomes/"),
        }
    }
}
