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
use super::yaml::splice::{Lines, Splice, spliced};
use super::yaml::tree::{Tree, TreeValue};
use crate::model::field::{Field, Shape};
use crate::model::node::same_file;

/// The byte order mark.
const MARK: char = '\u{feff}';

/// A text with its tree.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// Its byte order mark, if it has one.
    mark: &'t str,
    /// The text behind it.
    pub text: &'t str,
    /// Its tree.
    pub tree: Tree<'t>,
    comments: Vec<Comment<'t>>,
}

impl<'t> Parsed<'t> {
    /// A text by its tree; none where it cannot be read.
    pub fn of(text: &'t str) -> Option<Self> {
        let (mark, text) = text.split_at(if text.starts_with(MARK) { MARK.len_utf8() } else { 0 });
        let tree = parse::tree(text).ok()?;
        let comments = comments(text, &tree);
        Some(Self { mark, text, tree, comments })
    }

    /// Its values by a table of fields; none where they are of another form. A text of comments holds nothing.
    pub fn node(&self, fields: &[Field]) -> Option<Node> {
        if self.tree.value == TreeValue::Nothing { Some(Node::Map(vec![])) } else { Node::root(fields, &self.tree) }
    }

    /// A text that holds what is wanted.
    pub fn holding(fields: &[Field], text: &'t str, target: &Node) -> Option<Self> {
        let holds = |parsed: &Self| parsed.node(fields).is_some_and(|node| same_file(fields, &node, target));
        Self::of(text).filter(holds)
    }

    /// How often it has each comment.
    pub fn counted(&self) -> HashMap<&'t str, usize> {
        counted(self.comments.iter().map(|comment| comment.words))
    }

    /// Its comments that some others do not have, as often as it has them more.
    pub fn more_than<'a>(&'a self, others: &[&Parsed]) -> Vec<&'a Comment<'t>> {
        let others: Vec<_> = others.iter().map(|other| other.counted()).collect();
        let mut seen = HashMap::new();
        let is_new = |comment: &&Comment<'t>| {
            let nth = seen.entry(comment.words).and_modify(|nth| *nth += 1).or_insert(1_usize);
            others.iter().all(|other| other.get(comment.words).is_none_or(|number| *nth > *number))
        };
        self.comments.iter().filter(is_new).collect()
    }
}

/// The text that holds what is wanted, with the words and comments of another text where there is one; and which of the
/// other's comments are in it. None where it cannot be spliced so.
pub fn rewritten(
    fields: &[Field],
    from: &Parsed,
    target: &Node,
    other: Option<&Other>,
) -> Option<(String, HashSet<usize>)> {
    let Node::Map(pairs) = target else { return None };
    let mut rewrite = Rewrite {
        lines: Lines::of(from.text),
        comments: &from.comments,
        fields,
        is_merge: other.is_some(),
        their_lines: Lines::of(other.map_or("", |other| other.parsed.text)),
        their_comments: other.map_or(&[], |other| &*other.comments),
        placed: HashSet::new(),
        order: vec![],
        splices: vec![],
    };
    let theirs = other.map(|other| &other.parsed.tree);
    rewrite.map(&from.tree, None, pairs, theirs, 0)?;
    let last = rewrite.comment_lines(theirs.map_or(0, |theirs| theirs.end), usize::MAX);
    if !last.is_empty() {
        rewrite.put_at_the_end(&last);
    }
    Some((format!("{}{}", from.mark, spliced(from.text, rewrite.splices)?), rewrite.placed))
}

/// How often there are the same words.
pub fn counted<'w>(words: impl Iterator<Item = &'w str>) -> HashMap<&'w str, usize> {
    let mut counted = HashMap::new();
    words.for_each(|words| *counted.entry(words).or_default() += 1);
    counted
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
    /// Whether there is another text; its lines and its own comments, none where there is no other.
    is_merge: bool,
    their_lines: Lines<'a>,
    their_comments: &'a [&'a Comment<'a>],
    /// The other's comments that were given a place, by their byte; and the same in the order in which they were.
    placed: HashSet<usize>,
    order: Vec<usize>,
    splices: Vec<Splice>,
}

/// What a value shall be, and the other text's value in its place.
#[derive(Clone, Copy)]
struct Wish<'n, 'a> {
    shape: Shape,
    target: &'n Node,
    theirs: Option<&'a Tree<'a>>,
}

impl<'a> Rewrite<'a> {
    /// Changes the inside of a value; none where it is to be written anew. What comes before it in the other text ends
    /// at a byte.
    fn inside(&mut self, value: &Tree, wish: Wish<'_, 'a>, before: usize) -> Option<()> {
        let Wish { shape, target, theirs } = wish;
        match (&value.value, target) {
            (TreeValue::Map(pairs, _), Node::Map(target)) if !pairs.is_empty() && !target.is_empty() => {
                self.map(value, Some(shape), target, theirs, before)
            }
            (TreeValue::List(items, _), Node::List(target)) if !items.is_empty() && !target.is_empty() => {
                self.list(value, shape, target, theirs, before)
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

    /// Puts words in the place of some bytes, in the line end of that line.
    fn splice(&mut self, start: usize, end: usize, with: &str) {
        let is_bare = self.lines.text[self.lines.end(end)..].starts_with('\n');
        let with = with.replace("\r\n", "\n").replace('\n', if is_bare { "\n" } else { self.lines.ends });
        self.splices.push(Splice { start, end, with });
    }

    /// Written lines below the line of a place.
    fn put_below(&mut self, at: usize, lines: &str) {
        let end = self.lines.end(at);
        self.splice(end, end, &format!("\n{}", lines.trim_end_matches('\n')));
    }

    /// Written lines above the line of a place.
    fn put_above(&mut self, at: usize, lines: &str) {
        let start = self.lines.start(at);
        self.splice(start, start, lines);
    }

    /// Written lines below all others.
    fn put_at_the_end(&mut self, lines: &str) {
        let (text, end) = (self.lines.text, self.lines.text.len());
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        self.splice(end, end, &format!("{gap}{lines}"));
    }
}
