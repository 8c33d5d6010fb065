//! A text changed to hold other values: what stays the same keeps its bytes, what changes is spliced in.
//!
//! The new words of a value are those of another text where that one has the value, as in a merge, else as new files are
//! written. The other text's own comments come along, each to the key or item that it belongs to.

mod items;
mod keys;
mod theirs;

use std::collections::{HashMap, HashSet};

use super::yaml::Node;
use super::yaml::comments::{Comment, comments};
use super::yaml::parse;
use super::yaml::same::same_file;
use super::yaml::splice::{Lines, Splice, spliced};
use super::yaml::tree::{Tree, Value};
use crate::model::field::{Field, Shape};

/// A text with its tree.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// The text, without its byte order mark.
    pub text: &'t str,
    /// Its tree.
    pub tree: Tree<'t>,
    comments: Vec<Comment<'t>>,
}

impl<'t> Parsed<'t> {
    /// A text by its tree; none where it cannot be read.
    pub fn of(text: &'t str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let tree = parse::tree(text).ok()?;
        let comments = comments(text, &tree);
        Some(Self { text, tree, comments })
    }

    /// Its values by a table of fields; none where they are of another form. A text of comments holds nothing.
    pub fn node(&self, fields: &[Field]) -> Option<Node> {
        if self.tree.value == Value::Nothing { Some(Node::Map(vec![])) } else { Node::root(fields, &self.tree) }
    }

    /// How often it has each comment.
    pub fn counted(&self) -> HashMap<&'t str, usize> {
        let mut counted = HashMap::new();
        self.comments.iter().for_each(|comment| *counted.entry(comment.words).or_default() += 1);
        counted
    }

    /// Its comments that some others do not have, as often as it has them more.
    pub fn more_than<'a>(&'a self, others: &[&Parsed]) -> Vec<&'a Comment<'t>> {
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (words, number) in others.iter().flat_map(|other| other.counted()) {
            let known = known.entry(words).or_default();
            *known = number.max(*known);
        }
        let is_new = |comment: &&Comment| match known.get_mut(comment.words) {
            Some(number) if *number > 0 => {
                *number -= 1;
                false
            }
            _ => true,
        };
        self.comments.iter().filter(is_new).collect()
    }
}

/// The text that holds what is wanted, with the words and comments of another text where there is one; and which of the
/// other's comments are in it. None where it cannot be spliced so.
pub fn rewritten(
    fields: &[Field],
    from: &Parsed,
    wanted: &Node,
    other: Option<&Other>,
) -> Option<(String, HashSet<usize>)> {
    let Node::Map(pairs) = wanted else { return None };
    let lines = Lines::of(from.text);
    let mut rewrite = Rewrite {
        lines,
        comments: &from.comments,
        fields,
        other,
        placed: HashSet::new(),
        order: vec![],
        splices: vec![],
    };
    let theirs = other.map(|other| &other.parsed.tree);
    rewrite.map(&from.tree, None, pairs, theirs, 0)?;
    rewrite.comments_at_the_end();
    Some((spliced(from.text, rewrite.splices)?, rewrite.placed))
}

/// Whether a text holds what is wanted.
pub fn holds(fields: &[Field], parsed: &Parsed, wanted: &Node) -> bool {
    parsed.node(fields).is_some_and(|node| same_file(fields, &node, wanted))
}

/// A text that words and comments are taken from.
#[derive(Debug)]
pub struct Other<'a> {
    /// The text.
    pub parsed: &'a Parsed<'a>,
    /// Its own comments.
    pub comments: Vec<&'a Comment<'a>>,
}

struct Rewrite<'a> {
    lines: Lines<'a>,
    comments: &'a [Comment<'a>],
    fields: &'a [Field],
    other: Option<&'a Other<'a>>,
    /// The other's comments that were given a place, by their byte; and the same in the order in which they were.
    placed: HashSet<usize>,
    order: Vec<usize>,
    splices: Vec<Splice>,
}

/// What a value shall be, and the other text's value in its place.
#[derive(Clone, Copy)]
struct Wish<'n, 'a> {
    shape: Shape,
    wanted: &'n Node,
    theirs: Option<&'a Tree<'a>>,
}

impl<'a> Rewrite<'a> {
    /// Changes the inside of a value; none where it is to be written anew. What comes before it in the other text ends
    /// at a byte.
    fn inside(&mut self, value: &Tree, wish: Wish<'_, 'a>, before: usize) -> Option<()> {
        let Wish { shape, wanted, theirs } = wish;
        match (&value.value, wanted) {
            (Value::Map(pairs, _), Node::Map(wanted)) if !pairs.is_empty() && !wanted.is_empty() => {
                self.map(value, Some(shape), wanted, theirs, before)
            }
            (Value::List(items, _), Node::List(wanted)) if !items.is_empty() && !wanted.is_empty() => {
                self.list(value, shape, wanted, theirs, before)
            }
            _ => None,
        }
    }

    /// Does as it is told, or leaves no trace.
    fn tried(&mut self, work: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        let (splices, order) = (self.splices.len(), self.order.len());
        let done = work(self);
        if done.is_none() {
            self.splices.truncate(splices);
            for at in self.order.drain(order..) {
                self.placed.remove(&at);
            }
        }
        done
    }

    /// Gives a comment of the other's its place; false where it has one.
    fn place(&mut self, at: usize) -> bool {
        let is_new = self.placed.insert(at);
        self.order.extend(is_new.then_some(at));
        is_new
    }

    fn splice(&mut self, start: usize, end: usize, with: impl Into<String>) {
        self.splices.push(Splice { start, end, with: with.into() });
    }

    /// Written lines below the line of a place, in the line end of that line.
    fn put_below(&mut self, at: usize, lines: &str) {
        let end = self.lines.end(at);
        let ends = if self.lines.text[end..].starts_with('\n') { "\n" } else { self.lines.ends };
        let lines = lines.trim_end_matches('\n').replace("\r\n", "\n").replace('\n', ends);
        self.splice(end, end, format!("{ends}{lines}"));
    }

    /// Written lines above the line of a place.
    fn put_above(&mut self, at: usize, lines: &str) {
        let start = self.lines.start(at);
        let lines = lines.replace("\r\n", "\n").replace('\n', self.lines.ends);
        self.splice(start, start, lines);
    }
}
