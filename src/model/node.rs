//! A value by the shape of its field, on its way into a file, and the comparison of two values.
//!
//! The shape decides how a scalar is written: text is quoted if a parser would read it as something else, a date or
//! a number is plain.

use std::fmt;

use super::field::{Field, Shape, shape_of};

/// A value to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nothing after the key.
    Empty,
    /// Written as is: a date, a number, `true`.
    Plain(String),
    /// Words; quoted or in a block if they need it.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in order.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// A text.
    pub fn text(words: impl fmt::Display) -> Self {
        Self::Text(words.to_string())
    }

    /// A scalar as written for its shape.
    pub fn scalar(shape: Shape, words: &str) -> Self {
        match shape {
            _ if words.trim().is_empty() => Self::Empty,
            Shape::Date | Shape::Rating | Shape::Decimal | Shape::Count | Shape::Flag => Self::Plain(words.to_owned()),
            _ => Self::Text(words.to_owned()),
        }
    }

    /// Whether two values are equal, ignoring the order of keys; free scalars are compared as written.
    pub fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says(b)),
            (Self::Map(a), Self::Map(b)) => {
                let in_b = |key: &String| b.iter().find(|(known, _)| known == key).map(|(_, value)| value);
                a.len() == b.len() && a.iter().all(|(key, value)| in_b(key).is_some_and(|other| value.says(other)))
            }
            (a, b) => a == b || (a.is_null() && b.is_null()),
        }
    }

    /// Whether it is null in any form.
    fn is_null(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Plain(words) => is_null(words),
            _ => false,
        }
    }

    /// Its keys and values; none if it is not a mapping.
    pub fn pairs(&self) -> &[(String, Self)] {
        if let Self::Map(pairs) = self { pairs } else { &[] }
    }

    /// The value at a key of a mapping; empty if absent.
    pub fn at(&self, key: &str) -> &Self {
        self.pairs().iter().find(|(known, _)| known == key).map_or(&Self::Empty, |(_, value)| value)
    }

    /// Whether it is empty.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty | Self::Plain(_) => self.is_null(),
            Self::Text(words) => words.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(pairs) => pairs.is_empty(),
        }
    }
}

/// Whether two values mean the same: ignoring keys without an answer, and with free values compared exactly.
pub fn same(shape: Shape, one: &Node, other: &Node) -> bool {
    match (one, other) {
        _ if shape == Shape::Free => one.says(other),
        (Node::Map(_), Node::Map(_)) => same_pairs(one, other, &|key| shape.inner(key)),
        (Node::List(ones), Node::List(others)) => {
            let is_same = |(one, other): (&Node, &Node)| same(shape.item(), one, other);
            ones.len() == others.len() && ones.iter().zip(others).all(is_same)
        }
        _ => one.says(other) || has_no_answer(shape, one) && has_no_answer(shape, other),
    }
}

/// Whether two versions of a file mean the same.
pub fn same_file(fields: &[Field], one: &Node, other: &Node) -> bool {
    same_pairs(one, other, &|key| shape_of(fields, key))
}

fn same_pairs(one: &Node, other: &Node, shape: &dyn Fn(&str) -> Shape) -> bool {
    one.pairs().iter().chain(other.pairs()).all(|(key, _)| same(shape(key), one.at(key), other.at(key)))
}

/// Whether a value has no answer on any level.
fn has_no_answer(shape: Shape, node: &Node) -> bool {
    match node {
        node if shape == Shape::Free => *node == Node::Empty,
        Node::Map(pairs) => pairs.iter().all(|(key, value)| has_no_answer(shape.inner(key), value)),
        node => node.is_blank(),
    }
}

/// Whether a plain scalar is null.
pub fn is_null(words: &str) -> bool {
    matches!(words, "" | "~" | "null" | "Null" | "NULL")
}
