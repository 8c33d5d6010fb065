//! Merges three versions of a record's values, key by key.
//!
//! A change of one side is taken; the same change on both sides is kept; groups and tables are merged key by key, lists
//! as described in `lists`; a conflict stays open until a user resolves it.

mod lists;

use std::collections::HashMap;

use super::field::shape_of;
use super::node::{self, Node};
use crate::model::prelude::*;

choice! {
    /// Where a value comes from.
    pub enum Source {
        /// Ours alone changed it, or was chosen.
        Ours = "ours",
        /// Theirs alone changed it, or was chosen.
        Theirs = "theirs",
        /// The items of both.
        Both = "both",
        /// Somebody gave it.
        Given = "given",
    }
}

impl Source {
    /// The other side.
    pub fn other(self) -> Self {
        if self == Self::Ours { Self::Theirs } else { Self::Ours }
    }
}

/// A user's choice for a conflict.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// The value of a side.
    Side(Source),
    /// Another value.
    Value(Node),
}

/// The user's choices by the dotted path of the key; an empty path applies to every other key.
pub type Decided = BTreeMap<String, Choice>;

/// A key with a conflict.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenKey {
    /// Its dotted path; list items numbered from 1 as in ours.
    pub key: String,
    /// The common value before.
    pub base: Node,
    /// The value of ours.
    pub ours: Node,
    /// The value of theirs.
    pub theirs: Node,
}

/// The merged values of a file.
#[derive(Debug)]
pub struct Merged {
    /// The merged values; ours for a key that is open.
    pub node: Node,
    /// The keys that changed, each with the source of its value.
    pub taken: Vec<(String, Source)>,
    /// The conflicts without a choice yet.
    pub open: Vec<OpenKey>,
}

/// Merges the values of a file with these fields: the common base, ours and theirs.
pub fn merge(fields: &[Field], versions: [&Node; 3], decided: &Decided) -> Merged {
    let mut merger = Merger { decided, taken: vec![], open: vec![] };
    let node = merger.pairs("", &|key| shape_of(fields, key), &Node::Empty, versions);
    Merged { node, taken: merger.taken, open: merger.open }
}

/// The value of a free key that is absent, which differs from a key without an answer.
///
/// No file parses to this: a number or a word of YAML has at least one character.
static ABSENT: Node = Node::Plain(String::new());

/// Whether two values mean the same, and are both present or both absent.
fn same(shape: Shape, one: &Node, other: &Node) -> bool {
    (shape != Shape::Free || (*one == ABSENT) == (*other == ABSENT)) && node::same(shape, one, other)
}

/// The versions of one value: base, ours and theirs.
type Three<'n> = [&'n Node; 3];

struct Merger<'a> {
    decided: &'a Decided,
    taken: Vec<(String, Source)>,
    open: Vec<OpenKey>,
}

impl Merger<'_> {
    fn value(&mut self, key: &str, shape: Shape, three: Three) -> Node {
        let [base, ours, theirs] = three;
        if same(shape, ours, theirs) {
            return ours.clone();
        }
        if same(shape, ours, base) {
            self.taken.push((key.to_owned(), Source::Theirs));
            return theirs.clone();
        }
        if same(shape, theirs, base) {
            self.taken.push((key.to_owned(), Source::Ours));
            return ours.clone();
        }
        let (known, opened) = (self.taken.len(), self.open.len());
        self.inside(key, shape, three).unwrap_or_else(|| {
            self.taken.truncate(known);
            self.open.truncate(opened);
            self.disagree(key, three)
        })
    }

    /// The merge of the contents of a value that both changed; none if it has none to merge.
    fn inside(&mut self, key: &str, shape: Shape, three: Three) -> Option<Node> {
        let absent = if shape == Shape::Free { &ABSENT } else { &Node::Empty };
        match shape {
            Shape::List(item) => self.list(key, *item, three),
            _ if three[1..].iter().any(|side| side.pairs().is_empty()) => None,
            _ => Some(self.pairs(key, &|key| shape.inner(key), absent, three)),
        }
    }

    /// The merge of keys and values, in the order of ours, then those that only theirs has, given the value of an
    /// absent key.
    fn pairs<'n>(&mut self, outer: &str, shape: &dyn Fn(&str) -> Shape, absent: &'n Node, three: Three<'n>) -> Node {
        let by_key = |side: &'n Node| side.pairs().iter().map(|(key, value)| (key.as_str(), value));
        let sides = three.map(|side| by_key(side).collect::<HashMap<_, _>>());
        let more = by_key(three[2]).filter(|(key, _)| !sides[1].contains_key(key));
        let mut merged = Vec::new();
        for (key, _) in by_key(three[1]).chain(more) {
            let path = if outer.is_empty() { key.to_owned() } else { format!("{outer}.{key}") };
            let of_key = sides.each_ref().map(|side| side.get(key).copied().unwrap_or(absent));
            let value = self.value(&path, shape(key), of_key);
            if value != ABSENT {
                merged.push((key.to_owned(), value));
            }
        }
        Node::Map(merged)
    }

    /// The choice for a conflict; ours for now if there is none.
    fn disagree(&mut self, key: &str, [base, ours, theirs]: Three) -> Node {
        let (node, from) = match self.decided.get(key).or_else(|| self.decided.get("")) {
            Some(Choice::Value(node)) => (node, Source::Given),
            Some(Choice::Side(Source::Theirs)) => (theirs, Source::Theirs),
            Some(Choice::Side(_)) => (ours, Source::Ours),
            None => {
                let [base, ours, theirs] = [base, ours, theirs].map(Node::clone);
                self.open.push(OpenKey { key: key.to_owned(), base, ours: ours.clone(), theirs });
                return ours;
            }
        };
        self.taken.push((key.to_owned(), from));
        node.clone()
    }
}
