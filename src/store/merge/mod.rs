//! Three versions of a record made one, key by key.
//!
//! What one side changed is taken; what both changed alike stands; groups and tables are merged key
//! by key, lists as `lists` says; what truly disagrees is left open until somebody decides it.
//! `rewrite` puts the result into the words of a file: key by key, or where much changed in `parts`,
//! with the `comments` of both. No file is read or written here.

mod comments;
mod lists;
mod parts;
mod rewrite;

use std::collections::{BTreeMap, HashMap};

use super::yaml::Node;
use crate::model::field::{Field, Shape};
pub use rewrite::{Rewritten, Unwritten};

/// The versions of a file: what both sides began from, if anything, and what each made of it.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'a> {
    /// The keys that the file may have.
    pub fields: &'a [Field],
    /// What both began from; none where both made the file.
    pub base: Option<&'a str>,
    /// What stood here.
    pub ours: &'a str,
    /// What came in.
    pub theirs: &'a str,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum From {
    /// Ours alone changed it, or was chosen.
    Ours,
    /// Theirs alone changed it, or was chosen.
    Theirs,
    /// The items of both.
    Both,
    /// Somebody gave it.
    Given,
}

/// What somebody decided of what disagrees.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
    /// Another value.
    Value(Node),
}

/// What somebody decided: key by key, and of all other keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decided {
    /// By the dotted path of the key.
    pub keys: BTreeMap<String, Choice>,
    /// Of every other key.
    pub rest: Option<Choice>,
}

/// A key on which both sides disagree.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Its dotted path; items of a list from 1, as ours has them.
    pub key: String,
    /// What stood there.
    pub base: Node,
    /// What ours made of it.
    pub ours: Node,
    /// What theirs made of it.
    pub theirs: Node,
}

/// The merge of a file.
#[derive(Debug)]
pub struct Merged {
    /// The keys that changed, each with whose value it has now.
    pub taken: Vec<(String, From)>,
    /// What nobody decided yet.
    pub open: Vec<Open>,
    /// The file, or why it cannot be written without touching more; ours where a key is open.
    pub file: Result<Rewritten, Unwritten>,
}

/// The merge of the versions of a file; none where one of them does not read.
pub fn merge(versions: Versions, decided: &Decided) -> Option<Merged> {
    let fields = versions.fields;
    let (ours, theirs) = (rewrite::read(fields, versions.ours)?, rewrite::read(fields, versions.theirs)?);
    let base = versions.base.map_or(Some(Node::Empty), |base| rewrite::read(fields, base))?;
    let mut merger = Merger { decided, taken: vec![], open: vec![] };
    let three = Three { base: &base, ours: &ours, theirs: &theirs };
    let node = merger.pairs("", &|key| shape_of(fields, key), &Node::Empty, three);
    let file = rewrite::rewritten(versions, &node);
    Some(Merged { taken: merger.taken, open: merger.open, file })
}

/// Stands among free keys for the value of one that is not there, which is not the same as one without an answer.
///
/// No file reads as this: a number or a word of YAML has at least one character.
static ABSENT: Node = Node::Plain(String::new());

/// Whether two values say the same: keys without an answer aside, and what is free to the letter.
fn same(shape: Shape, one: &Node, other: &Node) -> bool {
    match shape {
        Shape::Free => (*one == ABSENT) == (*other == ABSENT) && one.says(other),
        _ => bare(shape, one).says(&bare(shape, other)),
    }
}

/// A value without the keys that have no answer; what is free as it is.
fn bare(shape: Shape, node: &Node) -> Node {
    match node {
        _ if shape == Shape::Free => node.clone(),
        node if node.is_blank() => Node::Empty,
        Node::Map(pairs) => bare_pairs(pairs, &|key| inner(shape, key)),
        Node::List(items) => {
            let item = if let Shape::List(item) = shape { *item } else { shape };
            Node::List(items.iter().map(|node| bare(item, node)).collect())
        }
        node => node.clone(),
    }
}

fn bare_pairs(pairs: &[(String, Node)], shape: &dyn Fn(&str) -> Shape) -> Node {
    let bare = pairs.iter().map(|(key, value)| (key.clone(), bare(shape(key), value)));
    let bare: Vec<_> = bare.filter(|(_, value)| *value != Node::Empty).collect();
    if bare.is_empty() { Node::Empty } else { Node::Map(bare) }
}

/// Whether two readings of a file say the same.
fn files_say_the_same(fields: &[Field], one: &Node, other: &Node) -> bool {
    let bare = |node: &Node| match node {
        Node::Map(pairs) => bare_pairs(pairs, &|key| shape_of(fields, key)),
        node => node.clone(),
    };
    bare(one).says(&bare(other))
}

/// The shape of the value at a key of a group, a table or what is free.
fn inner(shape: Shape, key: &str) -> Shape {
    match shape {
        Shape::Group(fields) => shape_of(fields, key),
        Shape::Table(value) => *value,
        _ => Shape::Free,
    }
}

fn shape_of(fields: &[Field], key: &str) -> Shape {
    fields.iter().find(|field| field.name == key).map_or(Shape::Free, |field| field.shape)
}

/// The versions of one value.
#[derive(Clone, Copy)]
struct Three<'n> {
    base: &'n Node,
    ours: &'n Node,
    theirs: &'n Node,
}

struct Merger<'a> {
    decided: &'a Decided,
    taken: Vec<(String, From)>,
    open: Vec<Open>,
}

impl Merger<'_> {
    fn value(&mut self, key: &str, shape: Shape, three: Three) -> Node {
        let Three { base, ours, theirs } = three;
        if same(shape, ours, theirs) {
            return ours.clone();
        }
        if same(shape, ours, base) {
            self.taken.push((key.to_owned(), From::Theirs));
            return theirs.clone();
        }
        if same(shape, theirs, base) {
            self.taken.push((key.to_owned(), From::Ours));
            return ours.clone();
        }
        let (known, opened) = (self.taken.len(), self.open.len());
        self.inside(key, shape, three).unwrap_or_else(|| {
            self.taken.truncate(known);
            self.open.truncate(opened);
            self.disagree(key, three)
        })
    }

    /// The merge of what is inside a value that both changed; none where that has no meaning.
    fn inside(&mut self, key: &str, shape: Shape, three: Three) -> Option<Node> {
        let maps = matches!((three.ours, three.theirs), (Node::Map(_), Node::Map(_)));
        let filled = !three.ours.is_blank() && !three.theirs.is_blank();
        match shape {
            Shape::List(item) => self.list(key, *item, three),
            _ if !maps || !filled => None,
            Shape::Group(_) | Shape::Table(_) => Some(self.pairs(key, &|key| inner(shape, key), &Node::Empty, three)),
            Shape::Free => Some(self.pairs(key, &|_| Shape::Free, &ABSENT, three)),
            _ => None,
        }
    }

    /// The merge of keys and values, in the order of ours, then what only theirs has; what a key that is not there
    /// stands for is given.
    fn pairs<'n>(&mut self, outer: &str, shape: &dyn Fn(&str) -> Shape, absent: &'n Node, three: Three<'n>) -> Node {
        let [base, ours, theirs] = [three.base, three.ours, three.theirs].map(values);
        let more = keys_of(three.theirs).filter(|key| !ours.contains_key(key));
        let mut merged = Vec::new();
        for key in keys_of(three.ours).chain(more) {
            let path = if outer.is_empty() { key.to_owned() } else { format!("{outer}.{key}") };
            let at = |side: &HashMap<&str, &'n Node>| side.get(key).copied().unwrap_or(absent);
            let three = Three { base: at(&base), ours: at(&ours), theirs: at(&theirs) };
            let value = self.value(&path, shape(key), three);
            if value != ABSENT {
                merged.push((key.to_owned(), value));
            }
        }
        Node::Map(merged)
    }

    /// What was decided of a key; ours for the time being where nothing was.
    fn disagree(&mut self, key: &str, three: Three) -> Node {
        let choice = self.decided.keys.get(key).or(self.decided.rest.as_ref());
        let (node, from) = match choice {
            Some(Choice::Ours) => (three.ours, From::Ours),
            Some(Choice::Theirs) => (three.theirs, From::Theirs),
            Some(Choice::Value(node)) => (node, From::Given),
            None => {
                let [base, ours, theirs] = [three.base, three.ours, three.theirs].map(Node::clone);
                self.open.push(Open { key: key.to_owned(), base, ours, theirs });
                return three.ours.clone();
            }
        };
        self.taken.push((key.to_owned(), from));
        node.clone()
    }
}

fn keys_of(node: &Node) -> impl Iterator<Item = &str> {
    let pairs = if let Node::Map(pairs) = node { pairs.as_slice() } else { &[] };
    pairs.iter().map(|(key, _)| key.as_str())
}

/// The values of a mapping by their keys.
fn values(node: &Node) -> HashMap<&str, &Node> {
    let pairs = if let Node::Map(pairs) = node { pairs.as_slice() } else { &[] };
    pairs.iter().map(|(key, value)| (key.as_str(), value)).collect()
}

fn at<'n>(node: &'n Node, key: &str) -> &'n Node {
    let pairs = if let Node::Map(pairs) = node { pairs.as_slice() } else { &[] };
    pairs.iter().find(|(known, _)| known == key).map_or(&Node::Empty, |(_, value)| value)
}

#[cfg(test)]
mod tests;
