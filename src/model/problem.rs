//! What is wrong with a file or a folder of the record: of what kind it is, a sentence, and its place.

use super::reference::Reference;
use super::remedy::Remedy;

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ProblemKind {
    /// It cannot be read as the record it would be.
    #[default]
    Unreadable,
    /// Its name is none that a record, or the folder of an engagement, can have.
    Misnamed,
    /// Its engagement is of a newer schema than this program knows, and not read.
    Newer,
    /// Git's conflict markers stand in it.
    ConflictMarkers,
    /// A key stands twice in one place.
    DuplicateKey(String),
    /// A key that the record does not have.
    UnknownKey(String),
    /// A key that the record cannot be without.
    MissingKey(String),
    /// Two names that a file system may take for one.
    NameCollision,
    /// A name that some file system refuses.
    NameUnportable,
    /// What editors, git and file managers leave behind.
    Litter,
    /// A file that proves a goal, and no longer is what it was.
    EvidenceChanged {
        /// Its digest now, if it can be read.
        now: Option<String>,
    },
    /// Such a file of which only the line ends differ.
    LineEnds {
        /// Its digest now.
        now: String,
    },
    /// A key, a token or a password stands where no text of a record is.
    Secret,
    /// A setting that names no check.
    UnknownCheck,
    /// A setting of a check without a reason.
    WithoutReason,
}

/// Something wrong with a file, with its place and its remedy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileProblem {
    /// The path from the workspace down.
    pub path: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub kind: ProblemKind,
    /// The same in words; lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<Remedy>,
    /// The line itself.
    pub excerpt: Option<String>,
    /// The record that the file would be.
    pub reference: Option<Reference>,
}

impl FileProblem {
    /// About a file or folder as a whole.
    pub fn whole(path: String, message: impl Into<String>, hint: impl Into<Remedy>) -> Self {
        let (message, hint) = (message.into(), Some(hint.into()));
        let kind = ProblemKind::Unreadable;
        Self { path, line: 0, column: 0, kind, message, hint, excerpt: None, reference: None }
    }

    /// About a file that the system does not let be read.
    pub fn unreadable(path: String, error: &std::io::Error) -> Self {
        Self::whole(path, format!("cannot be read: {error}"), "check that it is a plain file you may read")
    }

    /// The same, at a line and a column.
    #[must_use]
    pub fn at(self, (line, column): (usize, usize)) -> Self {
        Self { line, column, ..self }
    }

    /// The same, of another kind.
    #[must_use]
    pub fn of(self, kind: ProblemKind) -> Self {
        Self { kind, ..self }
    }

    /// `path:line:column`, or the path alone.
    pub fn place(&self) -> String {
        if self.line == 0 { self.path.clone() } else { format!("{}:{}:{}", self.path, self.line, self.column) }
    }
}
