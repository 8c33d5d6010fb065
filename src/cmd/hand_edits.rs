//! Values typed into a file, as the file stores them: read as on the command line.

use super::failure::{self, Failure};
use super::naming::Names;
use super::prelude_below::*;
use crate::store::edit::edit;
use crate::store::yaml::parse::locate;

/// The line of a key, from 1, or 0 where it is not known; and why its value is not understood.
pub type BadValue = (usize, Failure);

/// The text with the people, days, amounts and records of the keys that changed as a file stores them.
///
/// A text that cannot be parsed stays as it is: the check of the record refuses it. People who were named by a part of
/// the name are named in full in `messages`.
pub fn as_stored(
    names: &Names,
    record: &Reference,
    old: &[u8],
    new: &[u8],
    messages: &mut Vec<String>,
) -> Result<Vec<u8>, BadValue> {
    let fields = read::fields(record);
    let parsed = |bytes: &[u8]| Node::file(&fields, std::str::from_utf8(bytes).ok()?);
    let (Some(node), Ok(text)) = (parsed(new), std::str::from_utf8(new)) else { return Ok(new.to_owned()) };
    let before = parsed(old).unwrap_or(Node::Empty);
    let mut changes = Vec::new();
    for (key, node) in node.pairs() {
        let Ok(shape) = shape_at(&fields, &[key]) else { continue };
        if node.is_blank() || before.at(key) == node {
            continue;
        }
        let stored = names.read(shape, key, node.clone(), messages).map_err(|error| {
            let line = locate(text, &[key]).map_or(0, |(line, _)| line);
            (line, failure::from_error(&error))
        })?;
        if stored != *node {
            changes.push((key.as_str(), KeyEdit::Set(stored)));
        }
    }
    let at: Vec<_> = changes.iter().map(|(key, change)| (vec![*key], change)).collect();
    let edited = edit(text, &fields, &at, &|_, _| Ok(()));
    Ok(edited.map_or_else(|_| new.to_owned(), String::into_bytes))
}
