//! The fields that a document's template sees: each path with its kind and what it means.

use serde::Serialize;

use super::Document;
use super::view::{Key, Shape};
use crate::model::words::phrase;

/// A field of a document's view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Where it is: `goals.all[].statement` is in each item of the list `goals.all`.
    pub path: String,
    /// What it holds: `text`, `number`, `yes or no`, `list`, `group`.
    pub kind: &'static str,
    /// What it means.
    pub meaning: String,
}

/// The fields of a document, in their order.
pub fn fields(document: &Document) -> Vec<Field> {
    let mut found = Vec::new();
    below("", &document.keys(), &mut found);
    found
}

/// The fields in a group, each followed by what is in it.
fn below(path: &str, keys: &[Key], found: &mut Vec<Field>) {
    for key in keys {
        let mut path = if path.is_empty() { key.name.to_owned() } else { format!("{path}.{}", key.name) };
        found.push(Field { path: path.clone(), kind: key.shape.word(), meaning: phrase(key.meaning) });
        let mut shape = key.shape;
        while let Shape::List(item) = shape {
            path.push_str("[]");
            shape = *item;
        }
        if let Shape::Group(keys) = shape {
            below(&path, keys, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::HARBOR;
    use crate::render::{About, DOCUMENTS, Subject, context};

    /// The paths of what a template is given, each list by its first item.
    fn given(path: &str, value: &serde_json::Value, found: &mut Vec<String>) {
        for (name, value) in value.as_object().into_iter().flatten() {
            let mut path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            found.push(path.clone());
            let mut value = value;
            while let Some(first) = value.as_array().and_then(|items| items.first()) {
                path.push_str("[]");
                value = first;
            }
            given(&path, value, found);
        }
    }

    #[test]
    fn what_a_template_is_given_is_declared_with_a_meaning() {
        let engagement = crate::insight::fixture::engagement(HARBOR);
        let settings = crate::model::settings::Settings::default();
        for document in DOCUMENTS.iter().filter(|document| !document.is_about_workspace()) {
            let about = About::Cycle(Subject { engagement: &engagement, settings: &settings, cycle: 1, day: None });
            let (mut found, declared) = (vec![], fields(document));
            given("", &context(document, &about), &mut found);
            let of = |path: &String| declared.iter().find(|field| field.path == *path);
            let silent: Vec<_> =
                found.iter().filter(|path| of(path).is_none_or(|field| field.meaning.is_empty())).collect();
            assert!(silent.is_empty() && found.len() > 10, "{}: {silent:?}", document.name);
        }
    }
}
