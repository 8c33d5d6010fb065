//! Text to record and back.
//!
//! [`bytes`] turns bytes into text, [`tree`] text into a tree by one of two builders, `decode` a tree into a record,
//! and [`read`] combines these and reports errors with their places. `node` and [`mod@write`] turn values into text
//! that every YAML reader reads the same way; [`splice`] inserts it into a file.

pub mod bytes;
pub mod comments;
mod decode;
mod events;
mod explain;
mod node;
pub mod parse;
mod plain;
pub mod read;
pub mod splice;
mod strict;
pub mod tree;
mod words;
pub mod write;

use crate::insight::secrets;
pub use crate::model::node::Node;
use crate::model::problem::ProblemKind;

pub use bytes::{BY_HAND, conflict_mark, conflict_markers, readable};

/// An error in a text, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The kind of error.
    pub kind: ProblemKind,
    /// The message; lower case, no full stop. A secret is reported, not shown.
    pub message: String,
    /// What to do about it, if known.
    pub hint: Option<String>,
}

impl Fault {
    pub(super) fn new(line: usize, column: usize, message: impl Into<String>) -> Self {
        let message: String = message.into().chars().take(LOOKED_AT).collect();
        // a message is one line, whatever it quotes
        let message = secrets::masked(&message).replace('\n', "\\n");
        let message = match message.char_indices().nth(TOLD) {
            Some((end, _)) => format!("{}…", &message[..end]),
            None => message,
        };
        Self { line, column, kind: ProblemKind::Unreadable, message, hint: None }
    }

    /// At a byte of a text.
    fn at(text: &str, at: usize, message: impl Into<String>) -> Self {
        let (line, column) = bytes::place(text, at);
        Self::new(line, column, message)
    }

    fn of(self, kind: ProblemKind) -> Self {
        Self { kind, ..self }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// The maximum size of a record, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// The maximum nesting of lists and mappings in a record.
pub const DEEPEST: usize = 32;

/// The maximum number of keys and values in a record: they cost the parser most.
pub const MOST: usize = 50_000;

/// The maximum length of a message in characters, since it may quote the file.
const TOLD: usize = 1000;

/// How many characters of a message are searched for secrets before it is cut.
const LOOKED_AT: usize = 8 * TOLD;
