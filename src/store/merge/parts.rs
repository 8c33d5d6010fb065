//! Many changes of one file, each made in the part of the file that it touches.
//!
//! The tree of the file is made once and says where each changed key or item stands. A part is that, below the keys that
//! lead to it: a small file of its own, which an edit changes with its own guard. All parts are put back at once.

use std::collections::HashMap;
use yaml_edit::{Document, Mapping, MappingEntry, Sequence, YamlNode};

use super::super::edit::Change;
use super::super::locate::{quietly, tree};
use super::super::yaml::lines::{Lines, Splice, spliced};
use super::super::yaml::{Node, write};
use super::rewrite::{Act, Step, are_maps, collect, in_turn, is_prefix, item_of};
use super::{inner, keys_of, same, shape_of, values};
use crate::model::field::{Field, Shape};

/// As many changes of one part are made one by one; for more it is written anew.
const FEW: usize = 8;

/// The text changed to what is wanted; none where a part cannot be changed, or not told apart.
pub fn changed(fields: &[Field], text: &str, is: &Node, wanted: &Node) -> Option<String> {
    quietly(|| {
        let document = tree(text)?;
        let mut parts = Parts::of(fields, text, &document);
        let level = Level { shape: None, path: vec![], header: String::new() };
        parts.in_mapping(&document.as_mapping()?, &level, is, wanted)?;
        let made = spliced(text, parts.splices)?;
        in_turn(fields, &made, &parts.later).ok()
    })
}

/// The text without a free key; its comments stay.
pub fn take_out(text: &str, path: &[&str]) -> Option<String> {
    quietly(|| {
        let document = tree(text)?;
        let splice = Parts::of(&[], text, &document).cut_at(&document.as_mapping()?, path)?;
        spliced(text, vec![splice])
    })
}

/// A mapping or list of the file: what its values are, and the lines that lead to it in a file of one part.
struct Level {
    /// None at the top of the file.
    shape: Option<Shape>,
    path: Vec<String>,
    header: String,
}

impl Level {
    fn below(&self, key: &str, line: &str, shape: Shape) -> Self {
        let mut path = self.path.clone();
        path.push(key.to_owned());
        Self { shape: Some(shape), path, header: format!("{}{line}", self.header) }
    }

    /// Whether its keys have an order that new ones are put into.
    fn is_ordered(&self) -> bool {
        matches!(self.shape, None | Some(Shape::Group(_)))
    }
}

/// One value of the file, as it is and as it is wanted.
#[derive(Clone, Copy)]
struct Values<'n> {
    shape: Shape,
    is: &'n Node,
    wanted: &'n Node,
}

struct Parts<'a> {
    fields: &'a [Field],
    lines: Lines<'a>,
    /// Where its comments begin, in order.
    comments: Vec<usize>,
    splices: Vec<Splice>,
    /// New keys at the top of the file, of which there are few.
    later: Vec<Step>,
}

impl<'a> Parts<'a> {
    fn of(fields: &'a [Field], text: &'a str, document: &Document) -> Self {
        let mut comments: Vec<_> = document.comments().map(|comment| comment.byte_range().start as usize).collect();
        comments.sort_unstable();
        Self { fields, lines: Lines::of(text), comments, splices: vec![], later: vec![] }
    }

    fn in_mapping(&mut self, mapping: &Mapping, level: &Level, is: &Node, wanted: &Node) -> Option<()> {
        let entries: Vec<_> = mapping.entries().collect();
        let named = entries.iter().map(|entry| Some((entry.key_node()?.as_scalar()?.as_string(), entry)));
        let named: HashMap<String, &MappingEntry> = named.collect::<Option<_>>()?;
        let (known, kept) = (values(is), values(wanted));
        let mut new = Vec::new();
        for key in keys_of(wanted) {
            let shape = self.shape(level, key);
            match (known.get(key), kept[key]) {
                (Some(is), wanted) if same(shape, is, wanted) => {}
                (Some(is), wanted) => self.in_entry(named.get(key)?, key, level, Values { shape, is, wanted })?,
                (None, wanted) if level.shape != Some(Shape::Free) && same(shape, &Node::Empty, wanted) => {}
                (None, wanted) => new.push((key, Values { shape, is: &Node::Empty, wanted })),
            }
        }
        for key in keys_of(is).filter(|key| !kept.contains_key(key)) {
            let (entry, shape) = (named.get(key)?, self.shape(level, key));
            if level.shape == Some(Shape::Free) {
                self.splices.push(self.cut(mapping, entry)?);
            } else if !same(shape, known[key], &Node::Empty) {
                self.in_entry(entry, key, level, Values { shape, is: known[key], wanted: &Node::Empty })?;
            }
        }
        self.insert(entries.last()?, level, &new)
    }

    fn shape(&self, level: &Level, key: &str) -> Shape {
        level.shape.map_or_else(|| shape_of(self.fields, key), |shape| inner(shape, key))
    }

    /// New keys below a mapping: at the top by edits, where none has its place below the last one.
    fn insert(&mut self, last: &MappingEntry, level: &Level, new: &[(&str, Values)]) -> Option<()> {
        if level.is_ordered() {
            for (key, values) in new {
                collect(&mut vec![(*key).to_owned()], values.shape, values.is, values.wanted, &mut self.later);
            }
            return (level.shape.is_none() || new.is_empty()).then_some(());
        }
        let column = self.lines.column(start_of(last)?);
        let mut lines = String::new();
        for (key, values) in new {
            write::pair(key, values.wanted, column, &mut lines);
        }
        self.put_below(self.end_of(last), &lines);
        Some(())
    }

    /// Lines below the line that ends there.
    fn put_below(&mut self, at: usize, lines: &str) {
        if !lines.is_empty() {
            self.splices.push(Splice { start: at, end: at, with: self.lines.below(lines) });
        }
    }

    fn in_entry(&mut self, entry: &MappingEntry, key: &str, level: &Level, values: Values) -> Option<()> {
        let (start, end) = (start_of(entry)?, self.end_of(entry));
        let value = entry.value_node()?;
        let line = format!("{}{}:{}", " ".repeat(self.lines.column(start)), write::scalar(key), self.lines.ends);
        let inside = level.below(key, &line, values.shape);
        if is_told_apart(&value, values) {
            return self.inside(&value, &inside, values);
        }
        if let Some(splice) = self.on_its_line(&value, self.lines.column(start), values) {
            self.splices.push(splice);
            return Some(());
        }
        let lead = format!("{}{}", level.header, " ".repeat(self.lines.column(start)));
        self.part(&lead, (start, end), &inside.path, values)
    }

    /// A word or number in the place of another on its line, which takes no edit.
    fn on_its_line(&self, value: &YamlNode, column: usize, values: Values) -> Option<Splice> {
        let is_scalar = |node: &Node| !node.is_blank() && matches!(node, Node::Plain(_) | Node::Text(_));
        let (start, end) = (start(value), self.lines.content_end(value));
        let is_one_line = value.is_scalar() && !self.lines.text[start..end].contains('\n');
        let (with, block) = write::value_text(values.wanted, column);
        let is_so = is_one_line && is_scalar(values.is) && is_scalar(values.wanted) && block.is_empty();
        is_so.then_some(Splice { start, end, with })
    }

    fn inside(&mut self, value: &YamlNode, level: &Level, values: Values) -> Option<()> {
        match (value.as_mapping(), value.as_sequence()) {
            (Some(mapping), _) => self.in_mapping(mapping, level, values.is, values.wanted),
            (None, Some(list)) => self.in_list(list, level, values),
            _ => None,
        }
    }

    fn in_list(&mut self, list: &Sequence, level: &Level, values: Values) -> Option<()> {
        let (Node::List(items), Node::List(others)) = (values.is, values.wanted) else { return None };
        let shape = item_of(values.shape);
        let nodes: Vec<_> = list.values().collect();
        let dash = self.lines.indent(start(nodes.first()?));
        if is_prefix(shape, items, others) {
            let lines: String = others[items.len()..].iter().map(|item| write::item(item, dash)).collect();
            self.put_below(self.lines.end(self.lines.content_end(nodes.last()?)), &lines);
            return Some(());
        }
        let line = format!("{}-{}", " ".repeat(dash), self.lines.ends);
        let inside = level.below("1", &line, shape);
        for (node, (is, wanted)) in nodes.iter().zip(items.iter().zip(others)) {
            let values = Values { shape, is, wanted };
            if same(shape, is, wanted) {
                continue;
            }
            if is_told_apart(node, values) {
                self.inside(node, &inside, values)?;
            } else {
                let (start, end) = (self.lines.start(start(node)), self.lines.end(self.lines.content_end(node)));
                self.part(&level.header, (start, end), &inside.path, values)?;
            }
        }
        Some(())
    }

    /// One part changed by itself, below what leads to it.
    fn part(&mut self, lead: &str, (start, end): (usize, usize), path: &[String], values: Values) -> Option<()> {
        let ends = self.lines.ends;
        let text = format!("{lead}{}{ends}", self.lines.text.get(start..end)?);
        let mut steps = Vec::new();
        collect(&mut path.to_vec(), values.shape, values.is, values.wanted, &mut steps);
        let anew = Step { path: path.to_vec(), what: Act::Edit(Change::Set(values.wanted.clone())) };
        let steps = if steps.len() > FEW { vec![anew] } else { steps };
        let made = in_turn(self.fields, &text, &steps).ok()?;
        let with = made.strip_prefix(lead)?.strip_suffix(ends)?.to_owned();
        self.splices.push(Splice { start, end, with });
        Some(())
    }

    /// Cuts out the key that a path leads to.
    fn cut_at(&self, mapping: &Mapping, path: &[&str]) -> Option<Splice> {
        let (key, rest) = path.split_first()?;
        let entry = mapping.find_entry_by_key(*key)?;
        let Some((index, inner)) = rest.split_first() else {
            return self.cut(mapping, &entry);
        };
        let mut value = entry.value_node()?;
        let mut path = rest;
        if value.as_mapping().is_none() {
            value = value.as_sequence()?.get(index.parse::<usize>().ok()?.checked_sub(1)?)?;
            path = inner;
        }
        self.cut_at(value.as_mapping()?, path)
    }

    /// Cuts an entry out of its mapping; its comments stay, on lines of their own.
    fn cut(&self, mapping: &Mapping, entry: &MappingEntry) -> Option<Splice> {
        let (from, end) = (start_of(entry)?, self.end_of(entry));
        if mapping.is_flow_style() {
            return self.cut_in_line(mapping, from);
        }
        let line = self.lines.start(from);
        let start = line.checked_sub(self.lines.ends.len())?;
        let pad = self.lines.text[line..from].trim().is_empty().then_some(&self.lines.text[line..from])?;
        let first = self.comments.partition_point(|at| *at < from);
        let kept = self.comments[first..]
            .iter()
            .take_while(|at| **at < end)
            .map(|at| format!("{}{pad}{}", self.lines.ends, &self.lines.text[*at..self.lines.end(*at)]));
        let is_only = mapping.entries().nth(1).is_none();
        (!is_only).then(|| Splice { start, end, with: kept.collect() })
    }

    fn cut_in_line(&self, mapping: &Mapping, from: usize) -> Option<Splice> {
        let entries: Vec<_> = mapping.entries().collect();
        let index = entries.iter().position(|entry| start_of(entry) == Some(from))?;
        let end = |entry: &MappingEntry| Some(self.lines.content_end(&entry.value_node()?));
        let (start, end) = match (index.checked_sub(1), entries.get(index + 1)) {
            (Some(before), _) => (end(&entries[before])?, end(&entries[index])?),
            (None, Some(after)) => (from, start_of(after)?),
            (None, None) => return None,
        };
        Some(Splice { start, end, with: String::new() })
    }

    /// The end of the line on which an entry ends.
    fn end_of(&self, entry: &MappingEntry) -> usize {
        let range = entry.byte_range();
        let (start, end) = (range.start as usize, range.end as usize);
        self.lines.end(start + self.lines.text[start..end].trim_end().len())
    }
}

fn start(node: &YamlNode) -> usize {
    node.byte_range().start as usize
}

fn start_of(entry: &MappingEntry) -> Option<usize> {
    Some(entry.key_node()?.byte_range().start as usize)
}

/// Whether the changes of a value are changes of its parts.
fn is_told_apart(value: &YamlNode, values: Values) -> bool {
    let Values { shape, is, wanted } = values;
    match (is, wanted) {
        (Node::Map(is), Node::Map(others)) => {
            let is_new = |(key, _): &(String, Node)| !is.iter().any(|(known, _)| known == key);
            let has_place = !matches!(shape, Shape::Group(_)) || !others.iter().any(is_new);
            let is_block = value.as_mapping().is_some_and(|mapping| !mapping.is_flow_style() && !mapping.is_empty());
            is_block && has_place && !others.is_empty()
        }
        (Node::List(items), Node::List(others)) => {
            let is_block = value.as_sequence().is_some_and(|list| !list.is_flow_style() && !list.is_empty());
            let is_alike = items.len() == others.len() && are_maps(items, others);
            is_block && (is_alike || is_prefix(item_of(shape), items, others))
        }
        _ => false,
    }
}
