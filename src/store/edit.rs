//! One key of a file changed by a person, and nothing else.
//!
//! `yaml-edit`'s tree says where the key and its value stand; the new value is spliced in there, in
//! the form in which new files are written. Then a guard reads the result with the record's own
//! parser: it must hold what was wanted, and every comment that was there. What does not pass is
//! refused, and the lines to write by hand are shown.

use std::str::FromStr;

use yaml_edit::{Document, Mapping, MappingEntry, Sequence, YamlNode};

use super::locate::quietly;
use super::yaml::{Node, write};
use crate::model::field::{Field, Shape, shape_at};

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
    let edited = quietly(|| Some(Place { text: body, fields }.splice(path, change)?.into(body))).ok_or_else(refused)?;
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
        let document = Document::from_str(text).ok()?;
        let mut comments: Vec<_> = document.comments().map(|comment| comment.to_string()).collect();
        comments.sort_unstable();
        Some(comments)
    })
}

/// The values that the file shall hold after the change; none where the path leads nowhere.
fn wanted(old: &Node, fields: &[Field], path: &[&str], change: &Change) -> Option<Node> {
    let mut wanted = old.clone();
    let (last, parents) = path.split_last()?;
    let shape = shape_at(fields, path).ok()?;
    let mut at = &mut wanted;
    for key in parents {
        if *change == Change::Clear && !is_there(at, key) {
            return Some(old.clone());
        }
        at = step_in(at, key)?;
    }
    match change {
        Change::Clear => clear(at, last)?,
        Change::Set(node) => *step_in(at, last)? = as_read(shape, node)?,
        Change::Append(node) => {
            let shape = match shape {
                Shape::List(item) => *item,
                Shape::Free => Shape::Free,
                _ => return None,
            };
            let item = as_read(shape, node)?;
            let once = matches!(shape, Shape::Person | Shape::Choice(_) | Shape::Reference);
            match step_in(at, last)? {
                Node::List(items) if once && items.contains(&item) => {}
                Node::List(items) => items.push(item),
                empty @ Node::Empty => *empty = Node::List(vec![item]),
                _ => return None,
            }
        }
    }
    Some(wanted)
}

/// A value as reading it back gives it.
fn as_read(shape: Shape, node: &Node) -> Option<Node> {
    let (inline, block) = write::value_text(node, 0);
    let text = format!("{inline}\n{block}");
    if text == "\n" { Some(Node::Empty) } else { Node::read(shape, &text).ok() }
}

fn clear(at: &mut Node, key: &str) -> Option<()> {
    if let (Node::List(items), Ok(number)) = (&mut *at, key.parse::<usize>()) {
        let index = number.checked_sub(1).filter(|index| *index < items.len())?;
        items.remove(index);
        if items.is_empty() {
            *at = Node::Empty;
        }
    } else if is_there(at, key) {
        *step_in(at, key)? = Node::Empty;
    }
    Some(())
}

/// Whether there is something below a key; below a list there may be.
fn is_there(at: &Node, key: &str) -> bool {
    match at {
        Node::Map(pairs) => pairs.iter().any(|(known, value)| known == key && *value != Node::Empty),
        Node::List(_) => true,
        _ => false,
    }
}

fn step_in<'a>(at: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    if *at == Node::Empty {
        *at = Node::Map(vec![]);
    }
    match at {
        Node::List(items) => items.get_mut(key.parse::<usize>().ok()?.checked_sub(1)?),
        Node::Map(pairs) => {
            let index = pairs.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                pairs.push((key.to_owned(), Node::Empty));
                pairs.len() - 1
            });
            pairs.get_mut(index).map(|(_, value)| value)
        }
        _ => None,
    }
}

/// Some bytes of a text and what comes in their place.
#[derive(Debug)]
struct Splice {
    start: usize,
    end: usize,
    with: String,
}

impl Splice {
    fn into(self, text: &str) -> String {
        format!("{}{}{}", &text[..self.start], self.with, &text[self.end..])
    }
}

/// The text being edited, and the keys that belong at its root.
struct Place<'a> {
    text: &'a str,
    fields: &'a [Field],
}

impl Place<'_> {
    fn splice(&self, path: &[&str], change: &Change) -> Option<Splice> {
        let document = Document::from_str(self.text).ok()?;
        self.in_mapping(&document.as_mapping()?, path, 0, change)
    }

    /// Changes what `path[depth..]` leads to below a mapping.
    fn in_mapping(&self, mapping: &Mapping, path: &[&str], depth: usize, change: &Change) -> Option<Splice> {
        let (key, rest) = path[depth..].split_first()?;
        let flow = mapping.is_flow_style();
        let Some(entry) = mapping.find_entry_by_key(*key) else {
            return match change {
                Change::Clear => None,
                _ => self.insert(mapping, path, depth, &new_value(rest, change)),
            };
        };
        let value = entry.value_node()?;
        if let (Some(inner), false) = (value.as_mapping(), rest.is_empty()) {
            return self.in_mapping(inner, path, depth + 1, change);
        }
        if let Some(list) = value.as_sequence().filter(|list| !list.is_empty()) {
            match (rest, change) {
                ([], Change::Append(node)) => return self.append(list, node),
                ([], _) => {}
                _ => return self.in_list(list, path, depth + 1, change),
            }
        }
        let node = match (rest, change) {
            ([], Change::Clear) => Node::Empty,
            _ => new_value(rest, change),
        };
        if flow { Some(replace_inline(&value, write::flow(&node))) } else { self.replace(&entry, &value, &node) }
    }

    fn in_list(&self, list: &Sequence, path: &[&str], depth: usize, change: &Change) -> Option<Splice> {
        let (index, rest) = path[depth..].split_first()?;
        let item = list.get(index.parse::<usize>().ok()?.checked_sub(1)?)?;
        if !rest.is_empty() {
            return self.in_mapping(item.as_mapping()?, path, depth + 1, change);
        }
        match change {
            Change::Set(node) if list.is_flow_style() => Some(replace_inline(&item, write::flow(node))),
            Change::Set(node) => self.replace_item(&item, node),
            Change::Clear if !list.is_flow_style() => Some(self.remove_item(&item)),
            _ => None,
        }
    }

    /// One more item at the end of a list.
    fn append(&self, items: &Sequence, node: &Node) -> Option<Splice> {
        let last = items.last()?;
        let end = self.content_end(&last);
        if items.is_flow_style() {
            return Some(Splice { start: end, end, with: format!(", {}", write::flow(node)) });
        }
        let dash = self.indent_of(items.first()?.byte_range().start as usize);
        let end = self.line_end(end);
        Some(Splice { start: end, end, with: self.below(&write::item(node, dash)) })
    }

    fn replace_item(&self, item: &YamlNode, node: &Node) -> Option<Splice> {
        let (start, end) = (item.byte_range().start as usize, self.content_end(item));
        let dash = self.indent_of(start);
        let with = write::item(node, dash);
        let with = with.get(dash + 2..)?.trim_end_matches('\n').replace('\n', self.line_ends());
        Some(Splice { start, end, with })
    }

    fn remove_item(&self, item: &YamlNode) -> Splice {
        let start = self.line_start(item.byte_range().start as usize);
        let end = self.line_end(self.content_end(item));
        let after = end + self.text[end..].find('\n').map_or(0, |at| at + 1);
        Splice { start, end: after, with: String::new() }
    }

    /// Another value at a key of a block mapping; a comment on its line stays.
    fn replace(&self, entry: &MappingEntry, value: &YamlNode, node: &Node) -> Option<Splice> {
        let key = entry.key_node()?.byte_range();
        let gap = self.text[key.end as usize..]
            .find(':')
            .filter(|gap| self.text[key.end as usize..key.end as usize + gap].trim().is_empty())?;
        let colon = key.end as usize + gap + 1;
        let (start, end) = (value.byte_range().start as usize, self.content_end(value));
        let first_line = self.line_end(colon);
        let empty = self.text[start.min(end)..end].trim().is_empty() || start < colon;
        let (comment, until) = if empty {
            (self.text[colon..first_line].trim_end(), first_line)
        } else if start > first_line {
            (self.text[colon..first_line].trim_end(), self.line_end(end))
        } else if self.text[start..].starts_with(['|', '>']) {
            let header = start + self.text[start..first_line].find([' ', '\t', '\r']).unwrap_or(first_line - start);
            (self.text[header..first_line].trim_end(), self.line_end(end))
        } else {
            (self.text[end..self.line_end(end)].trim_end(), self.line_end(end))
        };
        let (inline, block) = write::value_text(node, self.column(key.start as usize));
        let space = if inline.is_empty() { "" } else { " " };
        let block = if block.is_empty() { String::new() } else { self.below(&block) };
        Some(Splice { start: colon, end: until, with: format!("{space}{inline}{comment}{block}") })
    }

    /// A key that the mapping does not have, where the order of the fields puts it.
    fn insert(&self, mapping: &Mapping, path: &[&str], depth: usize, node: &Node) -> Option<Splice> {
        let key = path[depth];
        if mapping.is_flow_style() {
            let pair = format!("{}: {}", write::scalar(key), write::flow(node));
            let Some(last) = mapping.entries().last() else {
                let range = mapping.byte_range();
                let (start, end) = (range.start as usize, range.end as usize);
                return Some(Splice { start, end, with: format!("{{{pair}}}") });
            };
            let end = self.content_end(&last.value_node()?);
            return Some(Splice { start: end, end, with: format!(", {pair}") });
        }
        let first = mapping.entries().next()?;
        let mut pair = String::new();
        write::pair(key, node, self.column(first.key_node()?.byte_range().start as usize), &mut pair);
        let start = first.byte_range().start as usize;
        let before = match self.predecessor(mapping, &path[..depth], key) {
            Some(before) => before,
            None if self.column(start) == self.indent_of(start) && self.fields_of(&path[..depth]).is_some() => {
                let start = self.line_start(start);
                return Some(Splice { start, end: start, with: pair.replace('\n', self.line_ends()) });
            }
            None => mapping.entries().last()?,
        };
        let range = before.byte_range();
        let content = self.text[range.start as usize..range.end as usize].trim_end().len();
        let end = self.line_end(range.start as usize + content);
        Some(Splice { start: end, end, with: self.below(&pair) })
    }

    /// The fields of the mapping that a path leads to, where it has a table of them.
    fn fields_of(&self, parents: &[&str]) -> Option<&[Field]> {
        match parents {
            [] => Some(self.fields),
            _ => match shape_at(self.fields, parents).ok()? {
                Shape::Group(fields) => Some(fields),
                _ => None,
            },
        }
    }

    /// The last entry whose key comes before `key` in the table of the mapping's fields.
    fn predecessor(&self, mapping: &Mapping, parents: &[&str], key: &str) -> Option<MappingEntry> {
        let fields = self.fields_of(parents)?;
        let rank = |name: &str| fields.iter().position(|field| field.name == name);
        let wanted = rank(key)?;
        let named =
            mapping.entries().filter_map(|entry| Some((rank(&entry.key_node()?.as_scalar()?.as_string())?, entry)));
        named.filter(|(at, _)| *at < wanted).max_by_key(|(at, _)| *at).map(|(_, entry)| entry)
    }

    /// Lines to put below a line, in the line ends of the file, without the last one.
    fn below(&self, lines: &str) -> String {
        let ends = self.line_ends();
        format!("{ends}{}", lines.trim_end_matches('\n').replace('\n', ends))
    }

    fn line_ends(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The end of a node without the blank lines and comments that follow it.
    fn content_end(&self, node: &YamlNode) -> usize {
        let range = node.byte_range();
        let text = &self.text[range.start as usize..range.end as usize];
        range.start as usize + text.trim_end_matches([' ', '\t', '\r', '\n']).len()
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The end of a line, before its line end.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |length| at + length);
        if self.text[at..end].ends_with('\r') { end - 1 } else { end }
    }

    fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// How far the line of a position is indented.
    fn indent_of(&self, at: usize) -> usize {
        let line = &self.text[self.line_start(at)..];
        line.len() - line.trim_start_matches(' ').len()
    }
}

/// Another value in the place of one on its line.
fn replace_inline(value: &YamlNode, with: String) -> Splice {
    let range = value.byte_range();
    Splice { start: range.start as usize, end: range.end as usize, with }
}

/// What a change puts at a key that has no value yet.
fn new_value(rest: &[&str], change: &Change) -> Node {
    let value = match change {
        Change::Set(node) => node.clone(),
        Change::Append(node) => Node::List(vec![node.clone()]),
        Change::Clear => Node::Empty,
    };
    rest.iter().rev().fold(value, |inner, key| Node::Map(vec![((*key).to_owned(), inner)]))
}

#[cfg(test)]
mod tests;
