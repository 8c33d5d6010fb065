//! A problem of a file or a folder of the record: its kind, a sentence, and its position.

use super::reference::Reference;
use super::remedy::Remedy;

/// The kind of problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ProblemKind {
    /// It cannot be read as the record that it should be.
    #[default]
    Unreadable,
    /// Its name is not valid for a record or for the folder of an engagement.
    Misnamed,
    /// Its engagement has a newer schema than this program knows, and is not read.
    Newer,
    /// It contains git's conflict markers.
    ConflictMarkers,
    /// A key appears twice in one mapping.
    DuplicateKey(String),
    /// A key that the record does not have.
    UnknownKey(String),
    /// A required key is missing.
    MissingKey(String),
    /// Two names that a file system may treat as one.
    NameCollision,
    /// A name that some file system rejects.
    NameUnportable,
    /// A file left behind by an editor, git or a file manager.
    Litter,
    /// The evidence of a goal has changed.
    EvidenceChanged {
        /// Its digest now, if it can be read.
        now: Option<String>,
    },
    /// Evidence of which only the line ends differ.
    LineEnds {
        /// Its digest now.
        now: String,
    },
    /// A key, a token or a password outside of the texts of a record.
    Secret,
    /// A setting that names no check.
    UnknownCheck,
    /// A setting of a check without a reason.
    WithoutReason,
}

/// A problem of a file, with its position and its remedy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileProblem {
    /// The path relative to the workspace.
    pub path: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The kind of problem.
    pub kind: ProblemKind,
    /// The problem in words; lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<Remedy>,
    /// The line itself.
    pub excerpt: Option<String>,
    /// The record that the file should be.
    pub reference: Option<Reference>,
}

impl FileProblem {
    /// A problem of a file or folder as a whole.
    pub fn whole(path: String, message: impl Into<String>, hint: impl Into<Remedy>) -> Self {
        let (message, hint) = (message.into(), Some(hint.into()));
        let kind = ProblemKind::Unreadable;
        Self { path, line: 0, column: 0, kind, message, hint, excerpt: None, reference: None }
    }

    /// A file that the system does not allow to be read.
    pub fn unreadable(path: String, error: &std::io::Error) -> Self {
        Self::whole(path, format!("cannot be read: {error}"), "check that it is a regular file that you can read")
    }

    /// The same, at a line and a column.
    pub fn at(self, (line, column): (usize, usize)) -> Self {
        Self { line, column, ..self }
    }

    /// The same, of another kind.
    pub fn of(self, kind: ProblemKind) -> Self {
        Self { kind, ..self }
    }

    /// `path:line:column`, or the path alone.
    pub fn place(&self) -> String {
        if self.line == 0 { self.path.clone() } else { format!("{}:{}:{}", self.path, self.line, self.column) }
    }
}
