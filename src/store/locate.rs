//! Where a key stands: byte spans and places by the syntax tree of the file.
//!
//! Only for files with something to say about; reading a sound record needs no tree.

use std::cell::Cell;
use std::str::FromStr;
use std::sync::Once;

use yaml_edit::{Document, Mapping, MappingEntry, YamlNode};

use super::layout;
use super::workspace::{Workspace, bytes};
use super::yaml::read_place;
use crate::model::field::{Field, Shape};
use crate::model::reference::Reference;
use crate::model::slug::Slug;

thread_local! {
    /// Whether a panic on this thread is an answer and not a fault.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs something of the syntax tree so that a panic in it is no answer and prints nothing.
///
/// Its parser is another than the record's, and no record is worth a crash.
pub fn quietly<T>(run: impl FnOnce() -> Option<T>) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                loud(panic);
            }
        }));
    });
    let before = QUIET.replace(true);
    let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
    QUIET.set(before);
    answer.ok().flatten()
}

/// Where a record's key stands: the file as people see it, line and column, both from 1.
///
/// A key that is not there stands where its record begins, or the nearest key above it.
pub fn place(workspace: &Workspace, id: &Slug, record: &Reference, of: Option<&str>) -> (String, usize, usize) {
    let path = layout::record(&workspace.root, id, record);
    let shown = workspace.shown(&path);
    let Ok(bytes) = bytes(&path) else { return (shown, 0, 0) };
    let text = String::from_utf8_lossy(&bytes);
    let parts: Vec<_> = of.map(|of| of.split('.').collect()).unwrap_or_default();
    let found = (1..=parts.len()).rev().find_map(|depth| key(&text, &parts[..depth]));
    let (line, column) = found.unwrap_or((1, 1));
    (shown, line, column)
}

/// The place of a key, given by its path: list items from 1.
pub fn key(text: &str, path: &[&str]) -> Option<(usize, usize)> {
    quietly(|| {
        let document = Document::from_str(text).ok()?;
        let start = start_of(&document.as_mapping()?, path)?;
        Some(read_place(text, start))
    })
}

fn start_of(mapping: &Mapping, path: &[&str]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    let entry = mapping.find_entry_by_key(*first)?;
    if rest.is_empty() {
        return Some(entry.key_node()?.byte_range().start as usize);
    }
    inside(&entry.value_node()?, rest)
}

fn inside(node: &YamlNode, path: &[&str]) -> Option<usize> {
    if let Some(mapping) = node.as_mapping() {
        return start_of(mapping, path);
    }
    let (index, rest) = path.split_first()?;
    let item = node.as_sequence()?.get(index.parse::<usize>().ok()?.checked_sub(1)?)?;
    if rest.is_empty() { Some(item.byte_range().start as usize) } else { inside(&item, rest) }
}

/// The first required value that is empty, by a table of fields: its key and its place.
pub fn first_empty(text: &str, fields: &[Field]) -> Option<(String, (usize, usize))> {
    quietly(|| {
        let (key, start) = empty_in(&Document::from_str(text).ok()?.as_mapping()?, fields)?;
        Some((key, read_place(text, start)))
    })
}

fn empty_in(mapping: &Mapping, fields: &[Field]) -> Option<(String, usize)> {
    mapping.entries().find_map(|entry| {
        let name = entry.key_node()?.as_scalar()?.as_string();
        let field = fields.iter().find(|field| field.name == name)?;
        let value = entry.value_node()?;
        if field.required && is_empty(&value) {
            return Some((name, value.byte_range().start as usize));
        }
        empty_below(&name, &value, field.shape)
    })
}

fn empty_below(name: &str, value: &YamlNode, shape: Shape) -> Option<(String, usize)> {
    match shape {
        Shape::Group(fields) => empty_in(value.as_mapping()?, fields),
        Shape::Table(item) => value.as_mapping()?.values().find_map(|value| empty_below(name, &value, *item)),
        Shape::List(item) => value.as_sequence()?.values().find_map(|value| {
            if is_empty(&value) {
                Some((name.to_owned(), value.byte_range().start as usize))
            } else {
                empty_below(name, &value, *item)
            }
        }),
        _ => None,
    }
}

fn is_empty(value: &YamlNode) -> bool {
    value.as_scalar().is_some_and(|scalar| scalar.is_null() || scalar.as_string().trim().is_empty())
}

/// All places of a key in the first mapping that has it more than once.
pub fn duplicates(text: &str, key: &str) -> Vec<(usize, usize)> {
    let found = quietly(|| {
        let document = Document::from_str(text).ok()?;
        let starts = twice(&YamlNode::Mapping(document.as_mapping()?), key)?;
        Some(starts.into_iter().map(|start| read_place(text, start)).collect())
    });
    found.unwrap_or_default()
}

fn twice(node: &YamlNode, key: &str) -> Option<Vec<usize>> {
    let children: Vec<YamlNode> = match (node.as_mapping(), node.as_sequence()) {
        (Some(mapping), _) => {
            let same: Vec<MappingEntry> = mapping.entries().filter(|entry| entry.key_matches(key)).collect();
            if same.len() > 1 {
                return Some(
                    same.iter().filter_map(|entry| Some(entry.key_node()?.byte_range().start as usize)).collect(),
                );
            }
            mapping.entries().filter_map(|entry| entry.value_node()).collect()
        }
        (None, Some(sequence)) => sequence.values().collect(),
        _ => return None,
    };
    children.iter().find_map(|child| twice(child, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_its_path() {
        let text = "# c\na: 1\nprep:\n  - task: x\n  - task: y\n    done: true\n";
        assert_eq!(key(text, &["a"]), Some((2, 1)));
        assert_eq!(key(text, &["prep", "2", "done"]), Some((6, 5)));
        assert_eq!(key(text, &["prep", "3"]), None);
        assert_eq!(key(text, &["b"]), None);
    }
}
