//! Where the new value goes: `yaml-edit`'s tree says where keys and values stand, and the value is
//! spliced in there, in the form in which new files are written.

use yaml_edit::{Mapping, MappingEntry, Sequence, YamlNode};

use super::Change;
use crate::model::field::{Field, Shape, shape_at};
use crate::store::locate::tree;
use crate::store::yaml::lines::{Lines, Splice, spliced};
use crate::store::yaml::{Node, write};

/// The text being edited, and the keys that belong at its root.
pub struct Place<'a> {
    /// The text by its lines.
    pub lines: Lines<'a>,
    /// The keys at its root, in their order.
    pub fields: &'a [Field],
}

impl Place<'_> {
    /// The text with a change at a path; none where its tree does not show how.
    pub fn changed(&self, path: &[&str], change: &Change) -> Option<String> {
        let document = tree(self.lines.text)?;
        let splice = self.in_mapping(&document.as_mapping()?, path, 0, change)?;
        spliced(self.lines.text, vec![splice])
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
        let end = self.lines.content_end(&last);
        if items.is_flow_style() {
            return Some(Splice { start: end, end, with: format!(", {}", write::flow(node)) });
        }
        let dash = self.lines.indent(items.first()?.byte_range().start as usize);
        let end = self.lines.end(end);
        Some(Splice { start: end, end, with: self.lines.below(&write::item(node, dash)) })
    }

    fn replace_item(&self, item: &YamlNode, node: &Node) -> Option<Splice> {
        let (start, end) = (item.byte_range().start as usize, self.lines.content_end(item));
        let dash = self.lines.indent(start);
        let with = write::item(node, dash);
        let with = with.get(dash + 2..)?.trim_end_matches('\n').replace('\n', self.lines.ends);
        Some(Splice { start, end, with })
    }

    fn remove_item(&self, item: &YamlNode) -> Splice {
        let start = self.lines.start(item.byte_range().start as usize);
        let end = self.lines.end(self.lines.content_end(item));
        let after = end + self.lines.text[end..].find('\n').map_or(0, |at| at + 1);
        Splice { start, end: after, with: String::new() }
    }

    /// Another value at a key of a block mapping; a comment on its line stays.
    fn replace(&self, entry: &MappingEntry, value: &YamlNode, node: &Node) -> Option<Splice> {
        let (lines, text) = (self.lines, self.lines.text);
        let key = entry.key_node()?.byte_range();
        let gap = text[key.end as usize..]
            .find(':')
            .filter(|gap| text[key.end as usize..key.end as usize + gap].trim().is_empty())?;
        let colon = key.end as usize + gap + 1;
        let (start, end) = (value.byte_range().start as usize, lines.content_end(value));
        let first_line = lines.end(colon);
        let empty = text[start.min(end)..end].trim().is_empty() || start < colon;
        let (comment, until) = if empty {
            (text[colon..first_line].trim_end(), first_line)
        } else if start > first_line {
            (text[colon..first_line].trim_end(), lines.end(end))
        } else if text[start..].starts_with(['|', '>']) {
            let header = start + text[start..first_line].find([' ', '\t', '\r']).unwrap_or(first_line - start);
            (text[header..first_line].trim_end(), lines.end(end))
        } else {
            (text[end..lines.end(end)].trim_end(), lines.end(end))
        };
        let (inline, block) = write::value_text(node, lines.column(key.start as usize));
        let space = if inline.is_empty() { "" } else { " " };
        let block = if block.is_empty() { String::new() } else { lines.below(&block) };
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
            let end = self.lines.content_end(&last.value_node()?);
            return Some(Splice { start: end, end, with: format!(", {pair}") });
        }
        let first = mapping.entries().next()?;
        let mut pair = String::new();
        write::pair(key, node, self.lines.column(first.key_node()?.byte_range().start as usize), &mut pair);
        let start = first.byte_range().start as usize;
        let before = match self.predecessor(mapping, &path[..depth], key) {
            Some(before) => before,
            None if self.lines.column(start) == self.lines.indent(start)
                && self.fields_of(&path[..depth]).is_some() =>
            {
                let start = self.lines.start(start);
                return Some(Splice { start, end: start, with: pair.replace('\n', self.lines.ends) });
            }
            None => mapping.entries().last()?,
        };
        let range = before.byte_range();
        let content = self.lines.text[range.start as usize..range.end as usize].trim_end().len();
        let end = self.lines.end(range.start as usize + content);
        // after the end of that line, which stays as it is even where the file mixes them
        match self.lines.text[end..].find('\n').map(|length| &self.lines.text[end..=end + length]) {
            Some(ends) => {
                let (at, lines) = (end + ends.len(), pair.trim_end_matches('\n').replace('\n', ends));
                Some(Splice { start: at, end: at, with: format!("{lines}{ends}") })
            }
            None => Some(Splice { start: end, end, with: self.lines.below(&pair) }),
        }
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
