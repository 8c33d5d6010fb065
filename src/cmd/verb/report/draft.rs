//! A document as a draft: what a person edits, or pastes into mail.

use super::Reporting;
use super::overwrite::Planned;
use crate::cmd::prelude::*;
use crate::model::written::State;

/// The width of a line of mail.
const WIDTH: usize = 72;

impl Reporting<'_> {
    /// Whether a person edited a document, or wrote the file in its place.
    pub(super) fn is_edited(&self, path: &Path, text: &str) -> Result<bool> {
        let planned = Planned::of(self.workspace, path.to_owned(), text)?;
        Ok(matches!(planned.state, Some(State::Edited | State::Unmarked)))
    }
}

/// Plain text with lines of a width for mail; an item of a list continues below its words.
pub fn wrapped(text: &str) -> String {
    let line = |line: &str| {
        let content = line.trim_start();
        let (first, item) = line.split_at(line.len() - content.len());
        let indent = format!("{first}{}", if item.starts_with("- ") { "  " } else { "" });
        hanging(item, WIDTH, first, &indent).join("\n") + "\n"
    };
    text.lines().map(line).collect()
}
