//! Whether two values mean the same by their shape: a key without an answer is as good as none.

use super::Node;
use crate::model::field::{Field, Shape};

/// Whether two values mean the same: keys without an answer aside, and what is free to the letter.
pub fn same(shape: Shape, one: &Node, other: &Node) -> bool {
    match shape {
        Shape::Free => one.says(other),
        _ => bare(shape, one).says(&bare(shape, other)),
    }
}

/// Whether two readings of a file mean the same.
pub fn same_file(fields: &[Field], one: &Node, other: &Node) -> bool {
    let bare = |node: &Node| match node {
        Node::Map(pairs) => bare_pairs(pairs, &|key| shape_of(fields, key)),
        node => node.clone(),
    };
    bare(one).says(&bare(other))
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

/// The shape of the value at a key of a group, a table or what is free.
pub fn inner(shape: Shape, key: &str) -> Shape {
    match shape {
        Shape::Group(fields) => shape_of(fields, key),
        Shape::Table(value) => *value,
        _ => Shape::Free,
    }
}

/// The shape of the value at a key of a file.
pub fn shape_of(fields: &[Field], key: &str) -> Shape {
    fields.iter().find(|field| field.name == key).map_or(Shape::Free, |field| field.shape)
}

/// The shape of an item of a list.
pub fn item_of(shape: Shape) -> Shape {
    if let Shape::List(item) = shape { *item } else { Shape::Free }
}
