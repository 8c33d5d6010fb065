//! The fields available to a document's template: each path with its type and meaning.

use serde::Serialize;

use super::Document;
use super::view::{Key, ViewShape};
use crate::model::words::phrase;

/// A field of a document's view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ViewField {
    /// Its path: `goals.all[].statement` is in each item of the list `goals.all`.
    pub path: String,
    /// Its type: `text`, `number`, `yes or no`, `list`, `group`.
    pub kind: &'static str,
    /// What it means.
    pub meaning: String,
}

/// The fields of a document, in order.
pub fn fields(document: &Document) -> Vec<ViewField> {
    let mut found = Vec::new();
    below("", &document.keys(), &mut found);
    found
}

/// The fields of a group, each followed by its own fields.
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
