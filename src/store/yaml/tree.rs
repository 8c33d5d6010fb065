//! A text as a tree: keys, values and where each of them is, scalars as they are written.
//!
//! Two builders make it; `parse` has the one that fits do it.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::node::is_null;

/// A value and the bytes that it takes up: from its first character to the end of its last.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree<'t> {
    /// Where it begins.
    pub start: usize,
    /// Where it ends; blank lines and comments after it are not of it.
    pub end: usize,
    /// What it is.
    pub value: TreeValue<'t>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum TreeValue<'t> {
    /// No characters at all.
    Nothing,
    /// Words.
    Scalar(Cow<'t, str>, Style),
    /// A list.
    List(Vec<Tree<'t>>, Layout),
    /// Keys and values, no key twice.
    Map(Vec<Pair<'t>>, Layout),
}

/// How words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: a reader may take them for a number or a date.
    Plain,
    /// In quotes.
    Quoted,
    /// On the lines below a `|` or `>`.
    Block,
}

/// How a list or a mapping is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One item or key a line.
    Block,
    /// In brackets.
    Flow,
}

impl TreeValue<'_> {
    /// What it is, in a message.
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
    /// Its keys and values; none where it is something else.
    pub fn pairs(&self) -> &[Pair<'t>] {
        if let TreeValue::Map(pairs, _) = &self.value { pairs } else { &[] }
    }

    /// Its items; none where it is something else.
    pub fn items(&self) -> &[Self] {
        if let TreeValue::List(items, _) = &self.value { items } else { &[] }
    }

    /// The pair of a key.
    pub fn pair(&self, key: &str) -> Option<&Pair<'t>> {
        self.pairs().iter().find(|pair| pair.key == key)
    }

    /// Whether it is empty or one of YAML's words for that.
    pub fn is_null(&self) -> bool {
        match &self.value {
            TreeValue::Nothing => true,
            TreeValue::Scalar(words, Style::Plain) => is_null(words),
            _ => false,
        }
    }

    /// Where the deepest part of a path is that there is; items of a list from 1. None where its first key is not there.
    pub fn reach(&self, path: &[&str]) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        if let Some(pair) = self.pair(first) {
            return pair.value.reach(rest).or(Some(pair.start));
        }
        let item = self.items().get(first.parse::<usize>().ok()?.checked_sub(1)?)?;
        item.reach(rest).or(Some(item.start))
    }

    /// The innermost key whose value holds a byte.
    pub fn key_of(&self, at: usize) -> Option<&str> {
        let holds = |value: &Self| (value.start..=value.end).contains(&at);
        let pair = self.pairs().iter().find(|pair| holds(&pair.value));
        let item = self.items().iter().find(|item| holds(item)).and_then(|item| item.key_of(at));
        item.or_else(|| pair.and_then(|pair| pair.value.key_of(at).or(Some(&pair.key))))
    }

    /// Where a key of the mapping is that begins at a byte.
    pub fn place_of(&self, at: usize, key: &str) -> Option<usize> {
        let own = self.pair(key).filter(|_| self.start == at).map(|pair| pair.start);
        let values = self.pairs().iter().map(|pair| &pair.value).chain(self.items());
        own.or_else(|| values.into_iter().find_map(|value| value.place_of(at, key)))
    }

    /// Hands over where each scalar is, keys too, in the order of the text; and whether it is one without quotes.
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
