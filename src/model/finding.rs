//! What a check reports, and what a person allowed.

use super::field::{choice, group};
use super::reference::Reference;
use super::text::Text;

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

/// One thing that a check noticed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The record it is about.
    pub record: Reference,
    /// The key in that record, if one.
    pub key: Option<String>,
    /// One sentence on this case, with its names and figures; lower case, no full stop.
    pub sentence: String,
    /// The command that mends it.
    pub remedy: String,
    /// Whether a day that was agreed has passed.
    pub late: bool,
}

impl Finding {
    /// About a whole record.
    pub fn on(record: Reference, sentence: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { record, key: None, sentence: sentence.into(), remedy: remedy.into(), late: false }
    }

    /// A day that was agreed has passed.
    #[must_use]
    pub fn late(self) -> Self {
        Self { late: true, ..self }
    }

    /// At one key of it.
    #[must_use]
    pub fn at(self, key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..self }
    }
}

group! {
    /// A finding that is fine here.
    pub struct Allowance {
        required {
            /// The id of the check.
            check: Text,
            /// Why it is fine here.
            because: Text,
        }
        optional {}
    }
}
