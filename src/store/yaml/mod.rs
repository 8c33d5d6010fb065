//! Text to record and back: `yaml_serde` with its gaps closed.
//!
//! [`screen`] looks at the text before any parser does; [`read`] turns it into a record or says what
//! is wrong and where, without a parser where the text is of the usual forms; [`node`] and
//! [`mod@write`] turn values into text that every YAML reader takes the same way.

mod evident;
mod explain;
pub mod lines;
pub mod node;
pub mod read;
mod screen;
pub mod write;

use std::borrow::Cow;

use crate::insight::secrets;
use crate::model::problem::ProblemKind;

pub use node::Node;
pub use screen::place as read_place;
pub use screen::{BY_HAND, conflict_mark, conflict_markers, readable, screen};

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Of what kind that is.
    pub kind: ProblemKind,
    /// What is wrong; lower case, no full stop. A secret is told, and not shown.
    pub message: String,
    /// What to do about it, where that is known.
    pub hint: Option<String>,
}

impl Fault {
    fn new(line: usize, column: usize, message: impl Into<String>) -> Self {
        let message: String = message.into().chars().take(LOOKED_AT).collect();
        // a message is one line, whatever it quotes
        let message = secrets::masked(&message).replace('\n', "\\n");
        let message = match message.char_indices().nth(TOLD) {
            Some((end, _)) => format!("{}…", &message[..end]),
            None => message,
        };
        Self { line, column, kind: ProblemKind::Unreadable, message, hint: None }
    }

    fn of(self, kind: ProblemKind) -> Self {
        Self { kind, ..self }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// The largest record, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// How many levels of lists and mappings a record may nest.
pub const DEEPEST: usize = 32;

/// How many keys, values, dashes, colons and commas a record may have: what costs the parsers most.
pub const MOST: usize = 50_000;

/// How many characters of a message are told, which may quote what was found.
const TOLD: usize = 1000;

/// How many characters of it are looked through for secrets first.
const LOOKED_AT: usize = 8 * TOLD;

/// The text with an end to its last line, unless that is blank: without one the parser takes it from a block's text.
fn ended(text: &str) -> Cow<'_, str> {
    let last = text.rsplit('\n').next().unwrap_or_default();
    if last.trim().is_empty() { text.into() } else { format!("{text}\n").into() }
}

/// Bytes as text, for what is no record: UTF-8, at most the size of a record.
pub fn text(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > LARGEST {
        return Err(Fault::new(1, 1, format!("the file holds more than {LARGEST} bytes")));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let (line, column) = read_place(&before, before.len());
        Fault::new(line, column, "the bytes here are not UTF-8")
    })
}
