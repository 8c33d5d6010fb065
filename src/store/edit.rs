//! Changes keys of a file and nothing else.
//!
//! `changed` computes the values after the change, and only the differences are spliced in. A guard then checks that
//! the result is the intended record with every comment kept. Otherwise the edit is refused, with the lines to write by
//! hand.

mod changed;
pub mod references;

use super::rewrite::{Parsed, rewritten};
use super::yaml::tree::Tree;
use super::yaml::{Fault, Node, write};
use crate::model::field::Field;
use changed::changed;

/// What to do with a key.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyEdit {
    /// Set this value.
    Set(Node),
    /// Append this to the list, or as a line to the text.
    Append(Node),
    /// Clear the key, or remove the item from a list.
    Clear,
}

/// A change of the key at a path.
pub type At<'a> = (Vec<&'a str>, &'a KeyEdit);

/// Why a file was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The file cannot be parsed.
    Unread,
    /// The path of this change does not exist.
    Nowhere(usize),
    /// It would touch more than its key; has the lines to write by hand, for the first key of the first change.
    TouchesMore(String),
    /// The result would not be a valid record.
    Unsound(String, Fault),
}

/// The text with some keys changed, or the same text if nothing differs. `check` validates the result.
pub fn edit(
    text: &str,
    fields: &[Field],
    changes: &[At],
    check: &dyn Fn(&str, &Tree) -> Result<(), Fault>,
) -> Result<String, Refused> {
    let parsed = Parsed::of(text).ok_or(Refused::Unread)?;
    let old = parsed.node(fields).ok_or(Refused::Unread)?;
    let mut node = old.clone();
    for (at, (path, change)) in changes.iter().enumerate() {
        node = changed(&node, fields, path, change).ok_or(Refused::Nowhere(at))?;
    }
    if node.says(&old) {
        return Ok(text.to_owned());
    }
    let refused = || Refused::TouchesMore(by_hand(fields, &node, changes));
    let (edited, _) = rewritten(fields, &parsed, &node, None).ok_or_else(refused)?;
    let made = Parsed::holding(fields, &edited, &node).filter(|made| made.counted() == parsed.counted());
    let made = made.ok_or_else(refused)?;
    match check(made.text, &made.tree) {
        Ok(()) => Ok(edited),
        Err(fault) => Err(Refused::Unsound(made.text.to_owned(), fault)),
    }
}

/// The first key of a path with its new value: lines that replace the existing ones.
fn by_hand(fields: &[Field], target: &Node, changes: &[At]) -> String {
    let key = changes.first().and_then(|(path, _)| path.first()).copied().unwrap_or_default();
    let alone = Node::Map(vec![(key.to_owned(), target.at(key).clone())]);
    let lines = write::pair(key, target.at(key), 0);
    if Parsed::holding(fields, &lines, &alone).is_some() { lines } else { String::new() }
}

#[cfg(test)]
mod tests;
