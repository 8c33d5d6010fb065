//! One key of a file changed by a person, and nothing else.
//!
//! `wanted` says what the file shall hold, `place` puts the new value where its key stands. Then
//! a guard reads the result with the record's own parser: it must hold what was wanted, and every
//! comment that was there. What does not pass is refused, and the lines to write by hand are shown.

mod place;
mod wanted;

use super::locate::{quietly, tree};
use super::yaml::lines::Lines;
use super::yaml::{Node, write};
use crate::model::field::Field;
use place::Place;
use wanted::wanted;

/// What to do at a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Put this there.
    Set(Node),
    /// Add this to the list there.
    Append(Node),
    /// Leave the key without an answer; take the item out of a list.
    Clear,
}

/// An edit that would touch more than its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The lines to write by hand, for the whole of the path's first key; none where the path leads nowhere,
    /// or the file does not read.
    pub lines: String,
}

/// The text with one key changed; the same text where it is so already.
pub fn edit(text: &str, fields: &[Field], path: &[&str], change: &Change) -> Result<String, Refused> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let nowhere = || Refused { lines: String::new() };
    let old = Node::file(fields, body).ok_or_else(nowhere)?;
    let wanted = wanted(&old, fields, path, change).ok_or_else(nowhere)?;
    let refused = || Refused { lines: by_hand(fields, &wanted, path) };
    if wanted.says(&old) {
        return Ok(text.to_owned());
    }
    let edited = quietly(|| Place { lines: Lines::of(body), fields }.changed(path, change)).ok_or_else(refused)?;
    let kept = comments(body).is_some_and(|before| comments(&edited) == Some(before));
    if !kept || !holds(fields, &edited, &wanted) {
        return Err(refused());
    }
    let mark = &text[..text.len() - body.len()];
    Ok(format!("{mark}{edited}"))
}

/// The first key of a path with all that shall stand below it: lines to put in the place of those that are there.
fn by_hand(fields: &[Field], wanted: &Node, path: &[&str]) -> String {
    let (Node::Map(pairs), Some(key)) = (wanted, path.first()) else { return String::new() };
    let value = pairs.iter().find(|(known, _)| known == key).map_or(&Node::Empty, |(_, value)| value);
    let mut lines = String::new();
    write::pair(key, value, 0, &mut lines);
    let alone = Node::Map(vec![((*key).to_owned(), value.clone())]);
    if holds(fields, &lines, &alone) { lines } else { String::new() }
}

fn holds(fields: &[Field], edited: &str, wanted: &Node) -> bool {
    Node::file(fields, edited).is_some_and(|read| read.says(wanted))
}

/// All comments of a text, sorted; none where it has no tree.
pub(super) fn comments(text: &str) -> Option<Vec<String>> {
    quietly(|| {
        let document = tree(text)?;
        let mut comments: Vec<_> = document.comments().map(|comment| comment.to_string()).collect();
        comments.sort_unstable();
        Some(comments)
    })
}

#[cfg(test)]
mod tests;
