//! A text as a tree: keys, values and their positions; scalars are kept as written.
//!
//! Two builders produce it; `parse` picks the right one.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::node::is_null;

/// A value and its bytes, from its first character to its last.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree<'t> {
    /// Where it begins.
    pub start: usize,
    /// Where it ends, without the blank lines and comments after it.
    pub end: usize,
    /// What it is.
    pub value: TreeValue<'t>,
}

/// The content of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum TreeValue<'t> {
    /// Nothing at all.
    Nothing,
    /// A scalar.
    Scalar(Cow<'t, str>, Style),
    /// A list.
    List(Vec<Tree<'t>>, Layout),
    /// A mapping without duplicate keys.
    Map(Vec<Pair<'t>>, Layout),
}

/// The style of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Plain: a reader may take it for a number or a date.
    Plain,
    /// Quoted.
    Quoted,
    /// A block scalar below a `|` or `>`.
    Block,
}

/// The style of a list or mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Block style: one item or key per line.
    Block,
    /// Flow style: in brackets.
    Flow,
}

impl TreeValue<'_> {
    /// The name of its type in a message.
    pub fn in_words(&self) -> String {
        match self {
            Self::Nothing => "nothing".to_owned(),
            Self::Scalar(words, Style::Plain) if is_null(words) => "nothing".to_owned(),
            Self::Scalar(words, _) => format!("`{words}`"),
            Self::List(..) => "a list".to_owned(),
            Self::Map(..) => "keys and values".to_owned(),
        }
    }
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair<'t> {
    /// The key.
    pub key: Cow<'t, str>,
    /// Where the key begins.
    pub start: usize,
    /// Where the key ends.
    pub end: usize,
    /// Its value.
    pub value: Tree<'t>,
}

impl<'t> Tree<'t> {
    /// Its keys and values; empty if it is not a mapping.
    pub fn pairs(&self) -> &[Pair<'t>] {
        if let TreeValue::Map(pairs, _) = &self.value { pairs } else { &[] }
    }

    /// Its items; empty if it is not a list.
    pub fn items(&self) -> &[Self] {
        if let TreeValue::List(items, _) = &self.value { items } else { &[] }
    }

    /// The pair of a key.
    pub fn pair(&self, key: &str) -> Option<&Pair<'t>> {
        self.pairs().iter().find(|pair| pair.key == key)
    }

    /// Whether it is empty or a YAML null.
    pub fn is_null(&self) -> bool {
        match &self.value {
            TreeValue::Nothing => true,
            TreeValue::Scalar(words, Style::Plain) => is_null(words),
            _ => false,
        }
    }

    /// The position of the deepest existing part of a path; list items count from 1. `None` if its first key is
    /// missing.
    pub fn reach(&self, path: &[&str]) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        if let Some(pair) = self.pair(first) {
            return pair.value.reach(rest).or(Some(pair.start));
        }
        let item = self.items().get(first.parse::<usize>().ok()?.checked_sub(1)?)?;
        item.reach(rest).or(Some(item.start))
    }

    /// The innermost key whose value contains a byte.
    pub fn key_of(&self, at: usize) -> Option<&str> {
        let holds = |value: &Self| (value.start..=value.end).contains(&at);
        let pair = self.pairs().iter().find(|pair| holds(&pair.value));
        let item = self.items().iter().find(|item| holds(item)).and_then(|item| item.key_of(at));
        item.or_else(|| pair.and_then(|pair| pair.value.key_of(at).or(Some(&pair.key))))
    }

    /// The position of a key in the mapping that begins at a byte.
    pub fn place_of(&self, at: usize, key: &str) -> Option<usize> {
        let own = self.pair(key).filter(|_| self.start == at).map(|pair| pair.start);
        let values = self.pairs().iter().map(|pair| &pair.value).chain(self.items());
        own.or_else(|| values.into_iter().find_map(|value| value.place_of(at, key)))
    }

    /// Calls back with the position of each scalar, keys included, in text order, and whether it is plain.
    pub fn scalars(&self, each: &mut dyn FnMut(Range<usize>, bool)) {
        match &self.value {
            TreeValue::Nothing => {}
            TreeValue::Scalar(_, style) => each(self.start..self.end, *style == Style::Plain),
            TreeValue::List(items, _) => items.iter().for_each(|item| item.scalars(each)),
            TreeValue::Map(pairs, _) => pairs.iter().for_each(|pair| {
                each(pair.start..pair.end, false);
                pair.value.scalars(each);
            }),
        }
    }
}
