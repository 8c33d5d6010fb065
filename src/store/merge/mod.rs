//! Three versions of a record made one, key by key.
//!
//! What one side changed is taken; what both changed alike stays; groups and tables are merged key by key, lists as
//! `lists` says; what truly disagrees is left open until somebody decides it. The file keeps the bytes of ours, with the
//! words and comments of theirs spliced in. No file is read or written here.

mod lists;

use std::collections::{BTreeMap, HashMap};

use super::rewrite::{Other, Parsed, holds, rewritten};
use super::yaml::same::{inner, shape_of};
use super::yaml::{self, Node};
use crate::model::field::{Field, Shape};

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
    /// The file; ours where a key is open. None where it cannot be written without touching more.
    pub file: Option<Rewritten>,
}

/// A merged file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Its text.
    pub text: String,
    /// Comments that one side added and that found no place in it.
    pub left: Vec<String>,
}

/// The merge of the versions of a file; none where one of them does not read.
pub fn merge(versions: Versions, decided: &Decided) -> Option<Merged> {
    let fields = versions.fields;
    let [base, ours, theirs] = [versions.base.unwrap_or_default(), versions.ours, versions.theirs].map(Parsed::of);
    let (base, ours, theirs) = (base?, ours?, theirs?);
    let nodes = [base.node(fields)?, ours.node(fields)?, theirs.node(fields)?];
    let mut merger = Merger { decided, taken: vec![], open: vec![] };
    let three = Three { base: &nodes[0], ours: &nodes[1], theirs: &nodes[2] };
    let node = merger.pairs("", &|key| shape_of(fields, key), &Node::Empty, three);
    let mark = &versions.ours[..versions.ours.len() - ours.text.len()];
    let file = written(fields, &node, [&base, &ours, &theirs])
        .map(|file| Rewritten { text: format!("{mark}{}", file.text), ..file });
    Some(Merged { taken: merger.taken, open: merger.open, file })
}

/// The file that holds what is wanted, from ours with the words and comments of theirs, or else the other way round; where
/// these do not go together, their comments are named and not taken.
fn written(fields: &[Field], wanted: &Node, [base, ours, theirs]: [&Parsed; 3]) -> Option<Rewritten> {
    let from = |start: &Parsed, other: &Parsed, with_words: bool| {
        let other = Other { parsed: other, comments: other.more_than(&[base, start]) };
        let (text, placed) = rewritten(fields, start, wanted, with_words.then_some(&other))?;
        let made = Parsed::of(&text).filter(|made| holds(fields, made, wanted))?;
        let left: Vec<_> = other.comments.iter().filter(|comment| !placed.contains(&comment.at)).collect();
        let is_kept = keeps_comments(&made, start, &other, base, left.len());
        is_kept.then(|| Rewritten {
            left: left.iter().map(|comment| comment.words.to_owned()).collect(),
            text: text.clone(),
        })
    };
    [true, false].into_iter().find_map(|words| from(ours, theirs, words).or_else(|| from(theirs, ours, words)))
}

/// Whether a merged text has the comments of the text it was made from, save those that the other side took out too, and
/// those of the other side that were given a place.
fn keeps_comments(made: &Parsed, start: &Parsed, other: &Other, base: &Parsed, left: usize) -> bool {
    let [made, started, others, begun] = [made, start, other.parsed, base].map(Parsed::counted);
    let of = |counted: &HashMap<&str, usize>, words: &str| counted.get(words).copied().unwrap_or_default();
    let taken_out = |words: &str| of(&begun, words).saturating_sub(of(&others, words));
    let has_own = started.iter().all(|(words, number)| of(&made, words) + taken_out(words) >= *number);
    let mut new: HashMap<&str, usize> = HashMap::new();
    other.comments.iter().for_each(|comment| *new.entry(comment.words).or_default() += 1);
    let missing: usize = new
        .iter()
        .map(|(words, number)| {
            (of(&started, words).saturating_sub(taken_out(words)) + number).saturating_sub(of(&made, words))
        })
        .sum();
    has_own && missing <= left
}

/// Stands among free keys for the value of one that is not there, which is not the same as one without an answer.
///
/// No file reads as this: a number or a word of YAML has at least one character.
static ABSENT: Node = Node::Plain(String::new());

/// Whether two values mean the same, and are both there or not.
fn same(shape: Shape, one: &Node, other: &Node) -> bool {
    (shape != Shape::Free || (*one == ABSENT) == (*other == ABSENT)) && yaml::same::same(shape, one, other)
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
