//! The fields that a document's template sees: each path with its kind and what it means.

use serde::Serialize;

use super::Document;
use super::view::{Key, ViewShape};
use crate::model::words::phrase;

/// A field of a document's view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewField {
    /// Where it is: `goals.all[].statement` is in each item of the list `goals.all`.
    pub path: String,
    /// What it holds: `text`, `number`, `yes or no`, `list`, `group`.
    pub kind: &'static str,
    /// What it means.
    pub meaning: String,
}

/// The fields of a document, in their order.
pub fn fields(document: &Document) -> Vec<ViewField> {
    let mut found = Vec::new();
    below("", &document.keys(), &mut found);
    found
}

/// The fields in a group, each followed by what is in it.
fn below(path: &str, keys: &[Key], found: &mut Vec<ViewField>) {
    for key in keys {
        let mut path = if path.is_empty() { key.name.to_owned() } else { format!("{path}.{}", key.name) };
        found.push(ViewField { path: path.clone(), kind: key.shape.word(), meaning: phrase(key.meaning) });
        let mut shape = key.shape;
        while let ViewShape::List(item) = shape {
            path.push_str("[]");
            shape = *item;
        }
        if let ViewShape::Group(keys) = shape {
            below(&path, keys, found);
        }
    }
}
