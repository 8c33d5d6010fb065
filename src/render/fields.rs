//! The fields that a document's template sees: each path with its kind, what it means and an example.
//!
//! They are read off what the views make of example engagements, so that they cannot differ from what
//! a template is given; only what a field means is written down, in [`super::meanings`].

use serde::Serialize;
use serde_json::Value;

use super::meanings::meaning;
use super::view::{Key, Shape};
use super::{About, Document, Portfolio, Subject, context, said};
use crate::insight::fixture;
use crate::model::settings::Settings;
use crate::model::words::phrase;

/// A field of a document's view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Where it is: `goals.all[].statement` is in each item of the list `goals.all`.
    pub path: String,
    /// What it holds: `text`, `number`, `yes or no`, `list`, `group`.
    pub kind: &'static str,
    /// What it means, where its example is not enough.
    pub meaning: Option<String>,
    /// A value that it has in an example.
    pub example: Option<String>,
}

/// The fields of a document, in their order.
pub fn fields(document: &Document) -> Vec<Field> {
    let mut found = Vec::new();
    let keys = document.keys();
    if keys.len() > 1 {
        below("", &keys, &mut found);
        return found;
    }
    let examples = examples(document);
    inside(document.name, "", &examples.iter().collect::<Vec<_>>(), &mut found);
    found
}

/// The fields in a group, each followed by what is in it.
fn below(path: &str, keys: &[Key], found: &mut Vec<Field>) {
    for key in keys {
        let mut path = if path.is_empty() { key.name.to_owned() } else { format!("{path}.{}", key.name) };
        let (kind, meaning) = (key.shape.word(), Some(phrase(key.meaning)));
        found.push(Field { path: path.clone(), kind, meaning, example: None });
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

/// Example engagements: one with something of everything, a rich one, one called off, one of three answers.
const EXAMPLES: [&str; 4] = [
    include_str!("example.json"),
    include_str!("testdata/harbor.json"),
    include_str!("testdata/called-off.json"),
    include_str!("testdata/bare.json"),
];

/// A record of the first that was signed and cannot be read.
const TORN: &str = "requirements/torn";

/// What the document's template is given of the examples.
pub(super) fn examples(document: &Document) -> Vec<Value> {
    let mut engagements = EXAMPLES.map(fixture::engagement);
    engagements[0].unread.extend(TORN.parse().ok());
    let settings = &Settings::default();
    if document.is_about_workspace() {
        let about = About::Workspace(Portfolio { engagements: &engagements, settings, day: None });
        return vec![context(document, &about)];
    }
    let cycles =
        engagements.iter().flat_map(|engagement| (1..=engagement.cycle()).rev().map(move |cycle| (engagement, cycle)));
    cycles
        .map(|(engagement, cycle)| context(document, &About::Cycle(Subject { engagement, settings, cycle, day: None })))
        .collect()
}

/// The fields of values that stand at one path, each value a table.
fn inside(document: &str, path: &str, values: &[&Value], found: &mut Vec<Field>) {
    let mut names: Vec<&String> = Vec::new();
    for name in values.iter().filter_map(|value| value.as_object()).flat_map(|table| table.keys()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names {
        let here = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let values: Vec<&Value> = values.iter().filter_map(|value| value.get(name)).collect();
        found.push(Field {
            kind: kind(&values),
            meaning: meaning(document, &here).map(str::to_owned),
            example: best(values.iter().filter_map(|value| example(value))),
            path: here.clone(),
        });
        below_value(document, &here, &values, found);
    }
}

/// The fields below those values: of tables, and of the items of lists.
fn below_value(document: &str, path: &str, values: &[&Value], found: &mut Vec<Field>) {
    inside(document, path, values, found);
    let items: Vec<&Value> = values.iter().filter_map(|value| value.as_array()).flatten().collect();
    if !items.is_empty() {
        below_value(document, &format!("{path}[]"), &items, found);
    }
}

fn kind(values: &[&Value]) -> &'static str {
    let said = values.iter().find(|value| !value.is_null());
    match said {
        Some(Value::String(_)) => "text",
        Some(Value::Number(_)) => "number",
        Some(Value::Bool(_)) => "yes or no",
        Some(Value::Array(_)) => "list",
        Some(Value::Object(_)) => "group",
        Some(Value::Null) | None => "text or none",
    }
}

/// The first that says something.
fn best(mut examples: impl Iterator<Item = String>) -> Option<String> {
    let blank = [said::NOT_RECORDED, said::NOTHING, said::DOES_NOT_APPLY];
    examples.find(|example| !blank.contains(&example.as_str()))
}

/// How long an example may be, in characters.
const SHOWN: usize = 60;

/// A value on one line, cut where it is long; what others stand in has no example of its own.
fn example(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => super::markdown::one_line(text),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Array(items) => return items.iter().find(|item| item.is_string()).and_then(example),
        _ => return None,
    };
    let cut =
        text.char_indices().nth(SHOWN).map(|(at, _)| text[..at].rsplit_once(' ').map_or(&text[..at], |cut| cut.0));
    Some(cut.map_or(text.clone(), |cut| format!("{cut} …"))).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::DOCUMENTS;

    fn assert_none(wanting: &str, of: impl Fn(&[Field]) -> Vec<String>) {
        let all = DOCUMENTS.iter().map(|document| (document.name, of(&fields(document))));
        let some: Vec<_> = all.filter(|(_, fields)| !fields.is_empty()).collect();
        assert!(some.is_empty(), "{wanting}: {some:?}");
    }

    #[test]
    fn every_field_of_a_document_says_what_it_means() {
        assert_none("src/render/meanings.rs and depths.rs do not say", |fields| {
            let silent = fields.iter().filter(|field| field.meaning.is_none());
            silent.map(|field| field.path.clone()).collect()
        });
    }

    #[test]
    fn every_field_of_a_document_of_ones_own_says_what_it_means() {
        for audience in ["internal", "customer", "management"] {
            let front = serde_json::json!({ "audience": audience, "summary": "s" });
            let front: crate::model::front::Front = serde_json::from_value(front).unwrap();
            let own =
                crate::render::Own::new("week", "week.md", crate::render::Template::default(), Some(&front)).unwrap();
            let fields = fields(&own.document());
            let silent: Vec<_> =
                fields.iter().filter(|field| field.meaning.is_none()).map(|field| &field.path).collect();
            assert!(silent.is_empty() && fields.len() > 20, "{audience}: {silent:?}");
        }
    }

    #[test]
    fn paths_go_through_groups_and_lists() {
        let values = [
            serde_json::json!({ "a": "", "goals": { "all": [] } }),
            serde_json::json!({ "a": "one", "goals": { "all": [{ "b": 2, "c": ["x"] }] }, "d": true }),
        ];
        let mut found = Vec::new();
        inside("after-action", "", &values.iter().collect::<Vec<_>>(), &mut found);
        let told: Vec<_> =
            found.iter().map(|field| (field.path.as_str(), field.kind, field.example.as_deref())).collect();
        assert_eq!(
            told,
            [
                ("a", "text", Some("one")),
                ("goals", "group", None),
                ("goals.all", "list", None),
                ("goals.all[].b", "number", Some("2")),
                ("goals.all[].c", "list", Some("x")),
                ("d", "yes or no", Some("true")),
            ]
        );
        let long = serde_json::json!("word ".repeat(30));
        assert_eq!(example(&long).unwrap(), format!("{} …", "word ".repeat(12).trim_end()));
    }
}
