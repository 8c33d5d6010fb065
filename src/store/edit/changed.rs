//! The values of a file after a change, independent of its text.

use super::KeyEdit;
use crate::model::field::{Field, Shape, shape_at};
use crate::store::yaml::{Node, write};

/// The values of the file after the change; `None` if the path does not exist.
pub fn changed(old: &Node, fields: &[Field], path: &[&str], change: &KeyEdit) -> Option<Node> {
    let mut target = old.clone();
    let (last, parents) = path.split_last()?;
    let shape = shape_at(fields, path).ok()?;
    let mut at = &mut target;
    for (depth, key) in parents.iter().enumerate() {
        if *at == Node::Empty && matches!(shape_at(fields, &path[..depth]), Ok(Shape::List(_))) {
            return None;
        }
        if *change == KeyEdit::Clear && !exists(at, key) {
            return Some(old.clone());
        }
        at = step_in(at, key)?;
    }
    match change {
        KeyEdit::Clear => clear(at, last)?,
        KeyEdit::Set(node) => *step_in(at, last)? = as_read(shape, node)?,
        KeyEdit::Append(Node::Text(line)) if shape == Shape::Text => match step_in(at, last)? {
            Node::Text(words) => *words = format!("{}\n{line}", words.trim_end()),
            empty @ Node::Empty => *empty = Node::text(line),
            _ => return None,
        },
        KeyEdit::Append(node) => {
            let shape = Some(shape.item()).filter(|_| matches!(shape, Shape::List(_) | Shape::Free))?;
            let item = as_read(shape, node)?;
            let once = matches!(shape, Shape::Person | Shape::Choice(_) | Shape::Reference);
            match step_in(at, last)? {
                Node::List(items) if once && items.contains(&item) => {}
                Node::List(items) => items.push(item),
                empty @ Node::Empty => *empty = Node::List(vec![item]),
                _ => return None,
            }
        }
    }
    Some(target)
}

/// A value as it is after a round trip through the file.
fn as_read(shape: Shape, node: &Node) -> Option<Node> {
    let (inline, block) = write::value_text(node, 0);
    let text = format!("{inline}\n{block}");
    if text == "\n" { Some(Node::Empty) } else { Node::read(shape, &text).ok() }
}

fn clear(at: &mut Node, key: &str) -> Option<()> {
    if let (Node::List(items), Ok(number)) = (&mut *at, key.parse::<usize>()) {
        let index = number.checked_sub(1).filter(|index| *index < items.len())?;
        items.remove(index);
        if items.is_empty() {
            *at = Node::Empty;
        }
    } else if exists(at, key) {
        *step_in(at, key)? = Node::Empty;
    }
    Some(())
}

/// Whether a key can have children; a list can.
fn exists(at: &Node, key: &str) -> bool {
    matches!(at, Node::List(_)) || *at.at(key) != Node::Empty
}

fn step_in<'a>(at: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    if *at == Node::Empty {
        *at = Node::Map(vec![]);
    }
    match at {
        Node::List(items) => items.get_mut(key.parse::<usize>().ok()?.checked_sub(1)?),
        Node::Map(pairs) => {
            let index = pairs.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                pairs.push((key.to_owned(), Node::Empty));
                pairs.len() - 1
            });
            pairs.get_mut(index).map(|(_, value)| value)
        }
        _ => None,
    }
}
