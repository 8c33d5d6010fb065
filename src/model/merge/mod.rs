//! Three versions of a record's values made one, key by key.
//!
//! What one side changed is taken; what both changed alike stays; groups and tables are merged key by key, lists as
//! `lists` says; what truly disagrees is left open until somebody decides it.

mod lists;

use std::collections::{BTreeMap, HashMap};

use super::field::{Field, Shape, choice, shape_of};
use super::node::{self, Node};

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
    #[must_use]
    pub fn other(self) -> Self {
        if self == Self::Ours { Self::Theirs } else { Self::Ours }
    }
}

/// What somebody decided of what disagrees.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// What a side has.
    Side(Source),
    /// Another value.
    Value(Node),
}

/// What somebody decided, by the dotted path of the key; under no path of every other key.
pub type Decided = BTreeMap<String, Choice>;

/// A key on which both sides disagree.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenKey {
    /// Its dotted path; items of a list from 1, as ours has them.
    pub key: String,
    /// What stood there.
    pub base: Node,
    /// What ours made of it.
    pub ours: Node,
    /// What theirs made of it.
    pub theirs: Node,
}

/// The merge of the values of a file.
#[derive(Debug)]
pub struct Merged {
    /// What the file shall hold; ours where a key is open.
    pub node: Node,
    /// The keys that changed, each with whose value it has now.
    pub taken: Vec<(String, Source)>,
    /// What nobody decided yet.
    pub open: Vec<OpenKey>,
}

/// The merge of the values of a file with these keys: what both sides began from, ours and theirs.
pub fn merge(fields: &[Field], versions: [&Node; 3], decided: &Decided) -> Merged {
    let mut merger = Merger { decided, taken: vec![], open: vec![] };
    let node = merger.pairs("", &|key| shape_of(fields, key), &Node::Empty, versions);
    Merged { node, taken: merger.taken, open: merger.open }
}

/// Stands among free keys for the value of one that is not there, which is not the same as one without an answer.
///
/// No file reads as this: a number or a word of YAML has at least one character.
static ABSENT: Node = Node::Plain(String::new());

/// Whether two values mean the same, and are both there or not.
fn same(shape: Shape, one: &Node, other: &Node) -> bool {
    (shape != Shape::Free || (*one == ABSENT) == (*other == ABSENT)) && node::same(shape, one, other)
}

/// The versions of one value: what it was, ours and theirs.
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

    /// The merge of what is inside a value that both changed; none where that has no meaning.
    fn inside(&mut self, key: &str, shape: Shape, three: Three) -> Option<Node> {
        let absent = if shape == Shape::Free { &ABSENT } else { &Node::Empty };
        match shape {
            Shape::List(item) => self.list(key, *item, three),
            _ if three[1..].iter().any(|side| side.pairs().is_empty()) => None,
            _ => Some(self.pairs(key, &|key| shape.inner(key), absent, three)),
        }
    }

    /// The merge of keys and values, in the order of ours, then what only theirs has; what a key that is not there
    /// stands for is given.
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

    /// What was decided of a key; ours for the time being where nothing was.
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
