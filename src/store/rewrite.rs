//! Changes a text to hold other values: unchanged parts keep their bytes, changed ones are spliced in.
//!
//! A new value takes its text from another file if that file has the value, as in a merge; otherwise it is formatted as
//! in a new file. The other file's own comments are included, each at the key or item it belongs to.

mod items;
mod keys;
mod theirs;

use super::yaml::Node;
use super::yaml::comments::{Comment, comments};
use super::yaml::parse;
use super::yaml::splice::{Lines, Splice, spliced};
use super::yaml::tree::{Tree, TreeValue};
use crate::model::node::same_file;
use crate::store::prelude::*;

/// The byte order mark.
const MARK: char = '\u{feff}';

/// A parsed text.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// Its byte order mark, if it has one.
    mark: &'t str,
    /// The text after it.
    pub text: &'t str,
    /// Its tree.
    pub tree: Tree<'t>,
    comments: Vec<Comment<'t>>,
}

impl<'t> Parsed<'t> {
    /// Parses a text; `None` if it is invalid.
    pub fn of(text: &'t str) -> Option<Self> {
        let (mark, text) = text.split_at(if text.starts_with(MARK) { MARK.len_utf8() } else { 0 });
        let tree = parse::tree(text).ok()?;
        let comments = comments(text, &tree);
        Some(Self { mark, text, tree, comments })
    }

    /// Its values by a table of fields; `None` if they have another shape. A text with only comments is empty.
    pub fn node(&self, fields: &[Field]) -> Option<Node> {
        if self.tree.value == TreeValue::Nothing { Some(Node::Map(vec![])) } else { Node::root(fields, &self.tree) }
    }

    /// Parses a text if it has the target values.
    pub fn holding(fields: &[Field], text: &'t str, target: &Node) -> Option<Self> {
        let holds = |parsed: &Self| parsed.node(fields).is_some_and(|node| same_file(fields, &node, target));
        Self::of(text).filter(holds)
    }

    /// The number of times each comment occurs.
    pub fn counted(&self) -> HashMap<&'t str, usize> {
        counted(self.comments.iter().map(|comment| comment.words))
    }

    /// Its comments that the others lack or have fewer times.
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

/// The text with the target values, with text and comments of another file if there is one, and which of the other's
/// comments are included. `None` if it cannot be spliced.
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

/// The number of times each string occurs.
pub fn counted<'w>(words: impl Iterator<Item = &'w str>) -> HashMap<&'w str, usize> {
    let mut counted = HashMap::new();
    words.for_each(|words| *counted.entry(words).or_default() += 1);
    counted
}

/// A text to take values and comments from.
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
    /// Whether there is another text. Its lines and comments follow, empty if there is none.
    is_merge: bool,
    their_lines: Lines<'a>,
    their_comments: &'a [&'a Comment<'a>],
    /// The other's comments that are placed, by offset; then in the order of placement.
    placed: HashSet<usize>,
    order: Vec<usize>,
    splices: Vec<Splice>,
}

/// The target of a value, and the other text's value at the same path.
#[derive(Clone, Copy)]
struct Wish<'n, 'a> {
    shape: Shape,
    target: &'n Node,
    theirs: Option<&'a Tree<'a>>,
}

impl<'a> Rewrite<'a> {
    /// Changes the inside of a value; `None` if it must be rewritten. `before` is where the preceding part of the other
    /// text ends.
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

    /// Runs an operation, and rolls its splices back if it fails.
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

    /// Marks one of the other's comments as placed; false if it already is.
    fn place(&mut self, at: usize) -> bool {
        let is_new = self.placed.insert(at);
        self.order.extend(is_new.then_some(at));
        is_new
    }

    /// Replaces a range of bytes, using the line end of that line.
    fn splice(&mut self, start: usize, end: usize, with: &str) {
        let is_bare = self.lines.text[self.lines.end(end)..].starts_with('\n');
        let with = with.replace("\r\n", "\n").replace('\n', if is_bare { "\n" } else { self.lines.ends });
        self.splices.push(Splice { start, end, with });
    }

    /// Inserts lines below the line of an offset.
    fn put_below(&mut self, at: usize, lines: &str) {
        let end = self.lines.end(at);
        self.splice(end, end, &format!("\n{}", lines.trim_end_matches('\n')));
    }

    /// Inserts lines above the line of an offset.
    fn put_above(&mut self, at: usize, lines: &str) {
        let start = self.lines.start(at);
        self.splice(start, start, lines);
    }

    /// Appends lines to the text.
    fn put_at_the_end(&mut self, lines: &str) {
        let (text, end) = (self.lines.text, self.lines.text.len());
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        self.splice(end, end, &format!("{gap}{lines}"));
    }
}
