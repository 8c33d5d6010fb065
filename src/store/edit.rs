//! Keys of a file changed by a person, and nothing else.
//!
//! `changed` says what the file shall hold, and only what differs from that is spliced in. Then a guard reads the result:
//! it must be the record that was meant, with every comment that was there. What does not pass is refused, and the
//! lines to write by hand are shown.

mod changed;

use super::rewrite::{Parsed, rewritten};
use super::yaml::tree::Tree;
use super::yaml::{Fault, Node, write};
use crate::model::field::Field;
use changed::changed;

/// What to do at a key.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyEdit {
    /// Put this there.
    Set(Node),
    /// Add this to the list there.
    Append(Node),
    /// Leave the key without an answer; take the item out of a list.
    Clear,
}

/// A change of the key that a path leads to.
pub type At<'a> = (Vec<&'a str>, &'a KeyEdit);

/// Why a file was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It does not read as it is.
    Unread,
    /// The path of this change leads nowhere.
    Nowhere(usize),
    /// It would touch more than its key: the lines to write by hand, for the whole of the first change's first key.
    TouchesMore(String),
    /// The result would be no sound record.
    Unsound(String, Fault),
}

/// The text with some keys changed; the same text where all is so already. What comes of it is looked at by `check`.
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

/// The first key of a path with all that shall be below it: lines to put in the place of those that are there.
fn by_hand(fields: &[Field], target: &Node, changes: &[At]) -> String {
    let key = changes.first().and_then(|(path, _)| path.first()).copied().unwrap_or_default();
    let alone = Node::Map(vec![(key.to_owned(), target.at(key).clone())]);
    let lines = write::pair(key, target.at(key), 0);
    if Parsed::holding(fields, &lines, &alone).is_some() { lines } else { String::new() }
}

#[cfg(test)]
mod tests;
