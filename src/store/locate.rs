//! Where a key stands: byte spans and places by the syntax tree of the file.
//!
//! Only for files with something to say about; reading a sound record needs no tree.

use std::cell::Cell;
use std::collections::BTreeMap;
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

/// Where keys stand in the records of one engagement; each file is read once, whatever is said about it.
#[derive(Debug)]
pub struct Places<'a> {
    workspace: &'a Workspace,
    id: &'a Slug,
    /// The files as people see them, and their texts where they can be read.
    files: BTreeMap<Reference, (String, Option<String>)>,
}

impl<'a> Places<'a> {
    /// Nothing is read yet.
    pub fn of(workspace: &'a Workspace, id: &'a Slug) -> Self {
        Self { workspace, id, files: BTreeMap::new() }
    }

    /// The engagement.
    pub fn id(&self) -> &'a Slug {
        self.id
    }

    /// Where a record's key stands: the file as people see it, line and column, both from 1.
    ///
    /// A key that is not there stands where its record begins, or the nearest key above it.
    pub fn place(&mut self, record: &Reference, of: Option<&str>) -> (String, usize, usize) {
        if !self.files.contains_key(record) {
            let path = layout::record(&self.workspace.root, self.id, record);
            let text = bytes(&path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            self.files.insert(record.clone(), (self.workspace.shown(&path), text));
        }
        let (shown, text) = &self.files[record];
        let (line, column) = text.as_ref().map_or((0, 0), |text| of.and_then(|of| nearest(text, of)).unwrap_or((1, 1)));
        (shown.clone(), line, column)
    }
}

/// The tree of a text, each of its places that of the text; none where it is not to be had.
///
/// The parser takes comments above the mark `---` for a document of their own, so it is not shown the mark.
pub(super) fn tree(text: &str) -> Option<Document> {
    match mark_below_comments(text) {
        Some(at) => Document::from_str(&format!("{}   {}", &text[..at], &text[at + 3..])).ok(),
        None => Document::from_str(text).ok(),
    }
}

/// Where the mark of a document stands that has nothing above it but comments and blank lines.
fn mark_below_comments(text: &str) -> Option<usize> {
    let begin = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut at = begin;
    for line in text[at..].split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix("---") {
            let is_alone =
                rest.trim().is_empty() || rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#');
            return Some(at).filter(|at| is_alone && *at > begin);
        }
        if !line.trim_start().is_empty() && !line.trim_start().starts_with('#') {
            return None;
        }
        at += line.len();
    }
    None
}

/// The place of a key by its dotted path, or of the nearest above it.
fn nearest(text: &str, of: &str) -> Option<(usize, usize)> {
    let parts: Vec<_> = of.split('.').collect();
    match line_of(text, parts[0]) {
        Line::Absent => None,
        Line::At(line) if parts.len() == 1 => Some((line, 1)),
        Line::At(_) | Line::Untold => (1..=parts.len()).rev().find_map(|depth| key(text, &parts[..depth])),
    }
}

/// What the lines of a file tell of a key.
#[derive(Debug, PartialEq, Eq)]
enum Line {
    At(usize),
    Absent,
    /// Only the tree can tell.
    Untold,
}

/// The line of a key at the top of a file in which each line begins a key, is indented below one, or is a list item
/// or a comment; of any other file only its tree can tell.
fn line_of(text: &str, key: &str) -> Line {
    let (mut found, mut begun) = (None, false);
    for (number, line) in (1..).zip(text.lines()) {
        let is_below = begun && (line.starts_with(' ') || line.starts_with("- "));
        if is_below || line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((name, rest)) = line.split_once(':') else { return Line::Untold };
        if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            || !(rest.is_empty() || rest.starts_with(' '))
        {
            return Line::Untold;
        }
        begun = true;
        found = found.or((name == key).then_some(number));
    }
    found.map_or(Line::Absent, Line::At)
}

/// The place of a key, given by its path: list items from 1. In a text that no person wrote by hand it is not looked for.
pub fn key(text: &str, path: &[&str]) -> Option<(usize, usize)> {
    const LARGE: usize = 128 * 1024;
    if text.len() > LARGE {
        return None;
    }
    quietly(|| {
        let document = tree(text)?;
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
        let (key, start) = empty_in(&tree(text)?.as_mapping()?, fields)?;
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
        let document = tree(text)?;
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
        assert_eq!(key(&format!("# d\n\n---\n{text}"), &["prep", "2", "done"]), Some((9, 5)));
        assert_eq!(key(text, &["prep", "3"]), None);
        assert_eq!(key(text, &["b"]), None);
    }

    #[test]
    fn the_short_way_to_a_key_and_the_tree_agree() {
        let texts = [
            "a: 1\nb:\n  c: 1\nd_e: |\n  b: x\n  f: y\n\n  z\n",
            "# b: no\n\nb: \"x\n  y\"\na:\n- b: 1\n- f\n",
            "\u{feff}a: 1\nb: 2\n",
            "---\na: 1\nb: 2\n",
            "# c\n--- # b: 3\na: 1\nb: 2\n",
            "  a: 1\n  b: 2\n",
            "{a: 1, b: 2}\n",
            "\"a\": 1\nb : 2\n",
            "a: 1\r\nb: 2\r\n",
        ];
        for text in texts {
            for name in ["a", "b", "d_e", "f"] {
                assert_eq!(nearest(text, name), key(text, &[name]), "{name} in {text}");
            }
        }
        assert_eq!(line_of(texts[0], "d_e"), Line::At(4));
        assert_eq!(line_of(texts[0], "f"), Line::Absent);
        assert_eq!(line_of(texts[4], "a"), Line::Untold);
    }

    #[test]
    fn a_key_that_is_not_there_stands_at_the_nearest_above_it() {
        let text = "a: 1\nprep:\n  - task: x\n";
        assert_eq!(nearest(text, "prep.1.task"), Some((3, 5)));
        assert_eq!(nearest(text, "prep.1.done"), key(text, &["prep", "1"]));
        assert_eq!(nearest(text, "prep.2"), Some((2, 1)));
        assert_eq!(nearest(text, "b.1"), None);
    }
}
