//! The findings of checks.

use super::problem::{FileProblem, ProblemKind};
use super::remedy::Remedy;
use super::text::one_line;
use crate::model::prelude::*;

choice! {
    /// How much a finding weighs; `off` silences a check.
    pub enum Level {
        /// Not looked at.
        Off = "off",
        /// Worth a thought.
        Advice = "advice",
        /// Likely a mistake.
        Warning = "warning",
        /// Wrong, or missing where the method cannot do without.
        Error = "error",
    }
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The record it is about.
    pub record: Reference,
    /// The key in that record, if one.
    pub key: Option<String>,
    /// The file, line and column it is about, if that is not a record that could be read.
    pub file: Option<(String, usize, usize)>,
    /// The kind of problem of that file.
    pub problem: Option<ProblemKind>,
    /// One sentence on this case, with its names and figures; lower case, no full stop.
    pub sentence: String,
    /// How to fix it.
    pub remedy: Remedy,
    /// Whether an agreed day has passed.
    pub late: bool,
    /// Its level, if it differs from its check's.
    pub level: Option<Level>,
}

impl Finding {
    /// A finding on a whole record; names of several lines in the sentence are put on one.
    pub fn on(record: impl Into<Reference>, sentence: impl Into<String>, remedy: impl Into<Remedy>) -> Self {
        Self {
            record: record.into(),
            key: None,
            file: None,
            problem: None,
            sentence: one_line(&sentence.into()),
            remedy: remedy.into(),
            late: false,
            level: None,
        }
    }

    /// The sort key of findings of one level.
    pub fn order(&self) -> impl Ord + '_ {
        (&self.record, &self.key, &self.file, &self.problem, &self.sentence)
    }

    /// A finding on a file that could not be read, or should not be there.
    pub fn on_file(wrong: &FileProblem, remedy: impl Into<Remedy>) -> Self {
        let record = wrong.reference.clone().unwrap_or(Reference::Engagement);
        let file = Some((wrong.path.clone(), wrong.line, wrong.column));
        Self { file, problem: Some(wrong.kind.clone()), ..Self::on(record, wrong.message.clone(), remedy) }
    }

    /// With a note on its remedy.
    pub fn note(self, words: impl Into<String>) -> Self {
        Self { remedy: self.remedy.note(words), ..self }
    }

    /// With another way to fix it.
    pub fn or(self, other: Remedy) -> Self {
        Self { remedy: self.remedy.or(other), ..self }
    }

    /// Marks it as late: an agreed day has passed.
    pub fn late(self) -> Self {
        Self { late: true, ..self }
    }

    /// With a level that differs from its check's.
    pub fn weighing(self, level: Level) -> Self {
        Self { level: Some(level), ..self }
    }

    /// At a key of its record.
    pub fn at(self, key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..self }
    }
}
