//! Reads a file to the letter: below what is free, blank words are words and not a missing answer.

use serde_yaml::Value;

use super::super::yaml::Node;
use crate::model::field::{Field, Shape};

/// The values of a file by its table of fields; none where it does not read.
pub fn file(fields: &[Field], text: &str) -> Option<Node> {
    let mut node = Node::file(fields, text)?;
    let Node::Map(pairs) = &mut node else { return Some(node) };
    let is_free = |key: &str| fields.iter().any(|field| field.name == key && field.shape == Shape::Free);
    let free = pairs.iter_mut().filter(|(key, value)| is_free(key) && has_blank(value));
    let mut free = free.peekable();
    if free.peek().is_some() {
        let letters: Value = serde_yaml::from_str(text).ok()?;
        free.for_each(|(key, value)| fill(value, letters.get(key.as_str())));
    }
    Some(node)
}

fn has_blank(node: &Node) -> bool {
    match node {
        Node::Empty => true,
        Node::List(items) => items.iter().any(has_blank),
        Node::Map(pairs) => pairs.iter().any(|(_, value)| has_blank(value)),
        Node::Plain(_) | Node::Text(_) => false,
    }
}

/// Puts blank words where they were read as none.
fn fill(node: &mut Node, letters: Option<&Value>) {
    match (node, letters) {
        (node @ Node::Empty, Some(Value::String(words))) => *node = Node::text(words),
        (Node::List(items), Some(Value::Sequence(letters))) => {
            items.iter_mut().zip(letters).for_each(|(item, letters)| fill(item, Some(letters)));
        }
        (Node::Map(pairs), Some(Value::Mapping(letters))) => {
            for (key, value) in pairs {
                fill(value, letters.get(key.as_str()));
            }
        }
        _ => {}
    }
}
