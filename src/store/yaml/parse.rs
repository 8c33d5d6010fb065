//! Text to tree: by the plain builder where the text is in the forms that the program writes, else by the parser's events.

use super::bytes::{bounded, place};
use super::tree::Tree;
use super::{Fault, MOST, events, plain};

/// The tree of a text without a byte order mark, within the bounds of a record.
pub fn tree(text: &str) -> Result<Tree<'_>, Fault> {
    bounded(text)?;
    // a large one may be out of bounds, which is for the other builder to say
    let plain = if text.len() > MOST { None } else { plain::tree(text) };
    plain.map_or_else(|| events::tree(text), Ok)
}

/// The line and column, both from 1, of the deepest part of a path that a text has; items of a list from 1.
pub fn locate(text: &str, path: &[&str]) -> Option<(usize, usize)> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    Some(place(body, tree(body).ok()?.reach(path)?))
}

#[cfg(test)]
mod tests;
