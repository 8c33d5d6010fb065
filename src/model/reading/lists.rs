//! Lists as people type them: one value, or several between commas.

use super::people::several;
use crate::model::field::Shape;
use crate::model::node::Node;

/// The list that a value without brackets means; none if the value or its items are written as YAML.
///
/// A text is one item, commas and all.
pub fn read(item: Shape, value: &str) -> Option<Node> {
    let value = value.trim_start();
    if value.starts_with('[') || value.starts_with("- ") || !item.is_scalar() {
        return None;
    }
    let items: Vec<_> = match item {
        Shape::Text => vec![value],
        Shape::Person => several(value).collect(),
        _ => value.split([',', ';']).map(str::trim).filter(|one| !one.is_empty()).collect(),
    };
    Some(Node::List(items.into_iter().map(|one| Node::scalar(item, one)).collect()))
}
