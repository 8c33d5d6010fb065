//! Whether two values mean the same by their shape: a key without an answer is as good as none.

use super::Node;
use crate::model::field::{Field, Shape, shape_of};

/// Whether two values mean the same: keys without an answer aside, and what is free to the letter.
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

/// Whether two readings of a file mean the same.
pub fn same_file(fields: &[Field], one: &Node, other: &Node) -> bool {
    same_pairs(one, other, &|key| shape_of(fields, key))
}

fn same_pairs(one: &Node, other: &Node, shape: &dyn Fn(&str) -> Shape) -> bool {
    one.pairs().iter().chain(other.pairs()).all(|(key, _)| same(shape(key), one.at(key), other.at(key)))
}

/// Whether there is no answer in a value, on any level.
fn has_no_answer(shape: Shape, node: &Node) -> bool {
    match node {
        node if shape == Shape::Free => *node == Node::Empty,
        Node::Map(pairs) => pairs.iter().all(|(key, value)| has_no_answer(shape.inner(key), value)),
        node => node.is_blank(),
    }
}
