//! Three versions of a record made one, key by key.
//!
//! What one side changed is taken; what both changed alike stands; groups and tables are merged key
//! by key, lists as `lists` says; what truly disagrees is left open until somebody decides it.
//! `rewrite` puts the result into the words of a file. No file is read or written here.

mod lists;
mod rewrite;

use std::collections::BTreeMap;

use super::edit::Refused;
use super::yaml::Node;
use crate::model::field::{Field, Shape};
pub use rewrite::Rewritten;

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
    pub file: Result<Rewritten, Refused>,
}

/// The merge of the versions of a file; none where one of them does not read.
pub fn merge(versions: Versions, decided: &Decided) -> Option<Merged> {
    let fields = versions.fields;
    let (ours, theirs) = (rewrite::read(fields, versions.ours)?, rewrite::read(fields, versions.theirs)?);
    let base = versions.base.map_or(Some(Node::Empty), |base| rewrite::read(fields, base))?;
    let mut merger = Merger { decided, taken: vec![], open: vec![] };
    let of = |key: &str| fields.iter().find(|field| field.name == key).map_or(Shape::Free, |field| field.shape);
    let node = merger.pairs("", &of, Three { base: &base, ours: &ours, theirs: &theirs });
    let file = rewrite::rewritten(versions, &node);
    Some(Merged { taken: merger.taken, open: merger.open, file })
}

/// Whether two values say the same, keys without an answer aside.
fn same(one: &Node, other: &Node) -> bool {
    bare(one).says(&bare(other))
}

/// A value without the keys that have no answer.
fn bare(node: &Node) -> Node {
    match node {
        node if node.is_blank() => Node::Empty,
        Node::Map(pairs) => {
            let bare = pairs.iter().map(|(key, value)| (key.clone(), bare(value)));
            let bare: Vec<_> = bare.filter(|(_, value)| *value != Node::Empty).collect();
            if bare.is_empty() { Node::Empty } else { Node::Map(bare) }
        }
        Node::List(items) => Node::List(items.iter().map(bare).collect()),
        node => node.clone(),
    }
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
        if same(ours, theirs) {
            return ours.clone();
        }
        if same(ours, base) {
            self.taken.push((key.to_owned(), From::Theirs));
            return theirs.clone();
        }
        if same(theirs, base) {
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
            Shape::Group(fields) => {
                let of = |key: &str| fields.iter().find(|field| field.name == key).map_or(Shape::Free, |f| f.shape);
                Some(self.pairs(key, &of, three))
            }
            Shape::Table(value) => Some(self.pairs(key, &|_| *value, three)),
            Shape::Free => Some(self.pairs(key, &|_| Shape::Free, three)),
            _ => None,
        }
    }

    /// The merge of keys and values, in the order of ours, then what only theirs has.
    fn pairs(&mut self, outer: &str, shape: &dyn Fn(&str) -> Shape, three: Three) -> Node {
        let mut keys: Vec<&str> = keys_of(three.ours).collect();
        for key in keys_of(three.theirs) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let merged = keys.into_iter().map(|key| {
            let path = if outer.is_empty() { key.to_owned() } else { format!("{outer}.{key}") };
            let three = Three { base: at(three.base, key), ours: at(three.ours, key), theirs: at(three.theirs, key) };
            (key.to_owned(), self.value(&path, shape(key), three))
        });
        Node::Map(merged.collect())
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

fn at<'n>(node: &'n Node, key: &str) -> &'n Node {
    let pairs = if let Node::Map(pairs) = node { pairs.as_slice() } else { &[] };
    pairs.iter().find(|(known, _)| known == key).map_or(&Node::Empty, |(_, value)| value)
}

#[cfg(test)]
mod tests;
