//! A text, a key in it and a value for the key: the edit is refused, or what it made reads as wanted.
//!
//! The first bytes choose the kind of file, the path and the change; the value stands on what is then
//! the first line, the text below it.

#![no_main]

mod table;

use engage::model::field::{Field, Shape, shape_at};
use engage::store::edit::{Change, edit};
use engage::store::yaml::{Node, screen};
use libfuzzer_sys::fuzz_target;
use serde_yaml::Value;
use table::table;

/// A path below a field, as deep as the shapes and the bytes go.
fn path(fields: &[Field], bytes: &[u8]) -> Vec<String> {
    let Some((first, rest)) = bytes.split_first() else { return vec![] };
    let field = fields[usize::from(*first) % fields.len()];
    let (mut path, mut shape) = (vec![field.name.to_owned()], field.shape);
    for at in rest {
        shape = match shape {
            Shape::Group(fields) => {
                let field = fields[usize::from(*at) % fields.len()];
                path.push(field.name.to_owned());
                field.shape
            }
            Shape::List(item) if at % 2 == 1 => {
                path.push((at % 3 + 1).to_string());
                *item
            }
            _ => break,
        };
    }
    path
}

fn read_as(node: &Node) -> Option<Value> {
    Some(match node {
        Node::Empty => Value::Null,
        Node::Text(words) => Value::String(words.clone()),
        Node::Plain(words) => serde_yaml::from_str(words).ok()?,
        Node::List(items) => Value::Sequence(items.iter().map(read_as).collect::<Option<_>>()?),
        Node::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, node)| Some((Value::String(key.clone()), read_as(node)?)));
            Value::Mapping(pairs.collect::<Option<_>>()?)
        }
    })
}

fn at<'a>(value: &'a Value, path: &[String]) -> &'a Value {
    path.iter().fold(value, |value, key| match value {
        Value::Sequence(items) => key.parse::<usize>().ok().and_then(|n| items.get(n - 1)).unwrap_or(&Value::Null),
        other => other.get(key).unwrap_or(&Value::Null),
    })
}

fn read(text: &str) -> Option<Value> {
    serde_yaml::from_str::<Value>(text.trim_start_matches('\u{feff}')).ok().filter(Value::is_mapping)
}

/// Everything but one key.
fn others(value: &Value, key: &str) -> Vec<(Value, Value)> {
    let pairs = value.as_mapping().into_iter().flatten();
    pairs.filter(|(known, _)| known.as_str() != Some(key)).map(|(k, v)| (k.clone(), v.clone())).collect()
}

fuzz_target!(|data: &[u8]| {
    let Some((head, rest)) = data.split_at_checked(6) else { return };
    let Ok(rest) = std::str::from_utf8(rest) else { return };
    let Some((value, text)) = rest.split_once('\n') else { return };
    if screen(text.as_bytes()).is_err() {
        return;
    }
    let Some(before) = read(text) else { return };
    let fields = table(head[0]);
    let path = path(&fields, &head[2..]);
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    let Ok(shape) = shape_at(&fields, &keys) else { return };
    let parse = |shape| Node::parse(shape, value).ok().filter(|node| *node != Node::Empty);
    let change = match (head[1] % 3, shape) {
        (0, _) => Some(Change::Clear),
        (1, Shape::List(item)) => parse(*item).map(Change::Append),
        (_, shape) => parse(shape).map(Change::Set),
    };
    let Some(change) = change else { return };
    let Ok(new) = edit(text, &fields, &keys, &change) else { return };
    if new == text {
        return;
    }
    let after = read(&new).expect("what was edited reads");
    assert_eq!(others(&before, keys[0]), others(&after, keys[0]), "another key reads otherwise\n{new}");
    let is = at(&after, &path);
    match &change {
        Change::Set(node) => {
            if let Some(wanted) = read_as(node) {
                assert_eq!(*is, wanted, "{new}");
            }
        }
        Change::Append(node) => {
            let items = is.as_sequence().expect("a list that grew is a list");
            assert_eq!(items.len(), at(&before, &path).as_sequence().map_or(0, Vec::len) + 1, "{new}");
            assert!(items.last().map(Some) == read_as(node).as_ref().map(Some), "{new}");
        }
        Change::Clear => {}
    }
    assert_eq!(text.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
});
