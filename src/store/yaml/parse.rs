//! Text to tree: by the plain builder if the text uses only the program's own forms, else from the parser's events.

use super::bytes::{bounded, place};
use super::tree::Tree;
use super::{Fault, MOST, events, plain};

/// The tree of a text without a byte order mark, within the limits of a record.
pub fn tree(text: &str) -> Result<Tree<'_>, Fault> {
    bounded(text)?;
    // a large text may exceed the limits; the other builder reports that
    let plain = if text.len() > MOST { None } else { plain::tree(text) };
    plain.map_or_else(|| events::tree(text), Ok)
}

/// The line and column, both from 1, of the deepest existing part of a path; list items count from 1.
pub fn locate(text: &str, path: &[&str]) -> Option<(usize, usize)> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    located(body, &tree(body).ok()?, path)
}

/// The same in a text that was read already.
pub fn located(body: &str, tree: &Tree, path: &[&str]) -> Option<(usize, usize)> {
    Some(place(body, tree.reach(path)?))
}

#[cfg(test)]
mod tests;
