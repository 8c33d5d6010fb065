//! Text to record and back.
//!
//! [`bytes`] makes text of bytes, [`tree`] a tree of the text by one of two builders, `decode` a record of the tree,
//! and [`read`] puts these together and says what is wrong and where. `node` and [`mod@write`] turn values into text
//! that every YAML reader takes the same way; [`splice`] puts it into a file.

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

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What kind of wrong it is.
    pub kind: ProblemKind,
    /// What is wrong; lower case, no full stop. A secret is told, and not shown.
    pub message: String,
    /// What to do about it, where that is known.
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

/// The largest record, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// How many levels of lists and mappings a record may nest.
pub const DEEPEST: usize = 32;

/// How many keys and values a record may have: what costs the parser most.
pub const MOST: usize = 50_000;

/// How many characters of a message are told, which may quote what was found.
const TOLD: usize = 1000;

/// How many characters of it are looked through for secrets first.
const LOOKED_AT: usize = 8 * TOLD;
