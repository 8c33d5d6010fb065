//! The tree of a text in the program's own forms, without a parser: keys with a value on their line, literal blocks,
//! lists and groups, each indented below its key.
//!
//! Gives up on anything else and on every error; what it reads, the other builder reads the same way.

use std::borrow::Cow;

use super::DEEPEST;
use super::tree::{Layout, Pair, Style, Tree, TreeValue};
use crate::model::node::is_null;

/// The tree of a text, if it uses only these forms.
pub fn tree(text: &str) -> Option<Tree<'_>> {
    if !text.ends_with('\n') || text.contains(['\t', '\r']) {
        return None;
    }
    let mut lines = PlainLines { text, rest: 0, indent: 0, body: "" };
    lines.next();
    let map = lines.map(lines.indent)?;
    lines.body.is_empty().then_some(map)
}

/// A text, line by line; comments and empty lines are skipped.
struct PlainLines<'t> {
    text: &'t str,
    /// The start of the next line.
    rest: usize,
    /// The column at which the current line begins, from 0.
    indent: usize,
    /// The current line from there on; empty at the end.
    body: &'t str,
}

impl<'t> PlainLines<'t> {
    /// Moves to the next line that is not empty.
    fn next(&mut self) {
        while let Some((line, _)) = self.text[self.rest..].split_once('\n') {
            self.rest += line.len() + 1;
            self.body = line.trim_start_matches(' ');
            self.indent = line.len() - self.body.len();
            if !self.body.is_empty() && !self.body.starts_with('#') {
                return;
            }
        }
        self.body = &self.text[self.text.len()..];
    }

    /// The byte offset of a part of the text.
    fn at(&self, part: &str) -> usize {
        part.as_ptr().addr() - self.text.as_ptr().addr()
    }

    /// The keys and values that begin at this column.
    fn map(&mut self, indent: usize) -> Option<Tree<'t>> {
        let start = self.at(self.body);
        let mut pairs: Vec<Pair> = Vec::new();
        while !self.body.is_empty() && self.indent == indent {
            let (key, value) = key(self.body)?;
            let start = self.at(self.body);
            let (key, end) = (Cow::Borrowed(key), self.at(value) - 1);
            if pairs.iter().any(|known| known.key == key) {
                return None;
            }
            pairs.push(Pair { key, start, end, value: self.value(indent, value)? });
        }
        self.ends(indent)?;
        Some(Tree { start, end: pairs.last()?.value.end, value: TreeValue::Map(pairs, Layout::Block) })
    }

    /// The items that begin with a dash at this column.
    fn list(&mut self, indent: usize) -> Option<Tree<'t>> {
        let start = self.at(self.body);
        let mut items = Vec::new();
        while !self.body.is_empty() && self.indent == indent {
            let item = self.body.strip_prefix("- ")?;
            if matches!(item, "|" | "|-") {
                items.push(self.block(indent, item == "|")?);
            } else if key(item).is_some() {
                (self.indent, self.body) = (indent + 2, item);
                items.push(self.map(indent + 2)?);
            } else {
                items.push(self.inline(item)?);
                self.next();
            }
        }
        self.ends(indent)?;
        Some(Tree { start, end: items.last()?.end, value: TreeValue::List(items, Layout::Block) })
    }

    /// Gives up unless the current line is indented less than this column.
    fn ends(&self, indent: usize) -> Option<()> {
        (self.body.is_empty() || self.indent < indent).then_some(())
    }

    /// The value after the colon of a key at this column, on its line or below.
    fn value(&mut self, indent: usize, value: &'t str) -> Option<Tree<'t>> {
        let at = self.at(value);
        match value {
            "" => {
                self.next();
                match self.body {
                    body if body.is_empty() || self.indent <= indent => {
                        Some(Tree { start: at, end: at, value: TreeValue::Nothing })
                    }
                    _ if self.indent + 2 >= DEEPEST => None,
                    item if item.starts_with("- ") => self.list(self.indent),
                    _ => self.map(self.indent),
                }
            }
            " |" | " |-" => self.block(indent, value == " |"),
            _ => {
                let value = self.inline(value.strip_prefix(' ')?)?;
                self.next();
                Some(value)
            }
        }
    }

    /// The lines of a literal block below a key at this column, with or without the last line end.
    fn block(&mut self, outer: usize, end: bool) -> Option<Tree<'t>> {
        let below = &self.text[self.rest..];
        let indent = below.len() - below.trim_start_matches(' ').len();
        let start = self.rest + indent;
        let (mut block, mut until) = (String::new(), start);
        while let Some((line, _)) = self.text[self.rest..].split_once('\n') {
            let is_blank = line.bytes().all(|byte| byte == b' ');
            match line.get(indent..) {
                _ if is_blank && !line.is_empty() => return None,
                Some(content) if line[..indent].bytes().all(|byte| byte == b' ') => block.push_str(content),
                _ if is_blank => {}
                _ => break,
            }
            block.push('\n');
            self.rest += line.len() + 1;
            if !is_blank {
                until = self.rest - 1;
            }
        }
        let content = block.trim_end_matches('\n').len();
        if indent <= outer || content == 0 {
            return None;
        }
        block.truncate(content + usize::from(end));
        self.next();
        self.ends(indent)?;
        let until = self.text[..until].trim_end_matches(' ').len();
        Some(Tree { start, end: until, value: TreeValue::Scalar(block.into(), Style::Block) })
    }

    /// A value on one line: a scalar, or a list of scalars in brackets.
    fn inline(&self, value: &'t str) -> Option<Tree<'t>> {
        let value = value.trim_end_matches(' ');
        let start = self.at(value);
        let list = |items| Tree { start, end: start + value.len(), value: TreeValue::List(items, Layout::Flow) };
        match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
            Some("") => Some(list(vec![])),
            Some(items) if items.contains(['[', ']', '{', '}', ':', '?', '\'', '"']) => None,
            Some(items) => {
                let words = |item: &'t str| self.words(item).filter(|_| !item.contains(',') && !item.ends_with(' '));
                items.split(", ").map(words).collect::<Option<_>>().map(list)
            }
            None => self.words(value),
        }
    }

    /// A single scalar: plain, or in quotes without escapes.
    fn words(&self, words: &'t str) -> Option<Tree<'t>> {
        let within = |quote: char| words.strip_prefix(quote)?.strip_suffix(quote);
        let (inner, style) = match (within('"'), within('\'')) {
            (Some(inner), _) if !inner.contains(['"', '\\']) => (inner, Style::Quoted),
            (_, Some(inner)) if !inner.contains('\'') => (inner, Style::Quoted),
            _ => (plain(words)?, Style::Plain),
        };
        let start = self.at(words);
        Some(Tree { start, end: start + words.len(), value: TreeValue::Scalar(inner.into(), style) })
    }
}

/// The key at the start of a line, and the text after its colon.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.strip_prefix('"').map_or(Some(key), |key| key.strip_suffix('"'))?;
    let is_word = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'/');
    let is_key = key.starts_with(|first: char| first.is_ascii_lowercase()) && key.bytes().all(is_word);
    (is_key && (value.is_empty() || value.starts_with(' '))).then_some((key, value))
}

/// A single plain scalar.
fn plain(words: &str) -> Option<&str> {
    let is_one = words.starts_with(char::is_alphanumeric)
        && !words.as_bytes().windows(2).any(|pair| matches!(pair, b": " | b" #"))
        && !words.ends_with(':')
        && !is_null(words);
    is_one.then_some(words)
}
