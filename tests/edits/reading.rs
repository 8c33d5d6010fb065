//! How an edited record reads, said by the parser alone; the fuzz target of edits asks the same.

use engage::store::edit::Change;
use engage::store::yaml::Node;
use serde_yaml::Value;

/// Why a change of one key is wrong.
pub const OTHERWISE: &str = "another key reads otherwise";

/// The value at a path, null where there is none.
pub fn at<'a>(value: &'a Value, path: &[String]) -> &'a Value {
    path.iter().fold(value, |value, key| match value {
        Value::Sequence(items) => item(items, key).unwrap_or(&Value::Null),
        other => other.get(key).unwrap_or(&Value::Null),
    })
}

/// The item of a number from 1.
fn item<'a>(items: &'a [Value], number: &str) -> Option<&'a Value> {
    items.get(number.parse::<usize>().ok()?.checked_sub(1)?)
}

/// The keys and values of a text, apart from the code under test; none where it has none.
pub fn read(text: &str) -> Option<Value> {
    serde_yaml::from_str::<Value>(text.trim_start_matches('\u{feff}')).ok().filter(Value::is_mapping)
}

/// Why a record does not read as the one before with the change: at the path, or beside it on any level.
pub fn reads_otherwise(path: &[String], change: &Change, before: &Value, after: &Value) -> Option<String> {
    let (was, is) = (at(before, path), at(after, path));
    let from_list = at(before, &path[..path.len() - 1]).is_sequence();
    let right = match change {
        Change::Set(node) => read_as(node).is_none_or(|wanted| *is == wanted),
        Change::Clear => is.is_null() || from_list,
        Change::Append(node) => {
            let (was, is) = (was.as_sequence().map_or(&[][..], Vec::as_slice), is.as_sequence());
            let Some((last, items)) = is.and_then(|items| items.split_last()) else { return Some("no list".into()) };
            *items == *was && read_as(node).is_none_or(|wanted| *last == wanted)
        }
    };
    if !right {
        return Some(format!("it reads {is:?}"));
    }
    let mut left = path.to_vec();
    if *change == Change::Clear && from_list && !was.is_null() {
        // the item is gone, and no other one
        left[path.len() - 1] = "0".into();
    }
    (others(before, path) != others(after, &left)).then(|| OTHERWISE.into())
}

/// Whether all beside a path reads the same in words: a date or a number of the record's own keys is the same with
/// quotes and without.
pub fn says_the_same_beside(path: &[String], before: &Value, after: &Value) -> bool {
    others(&in_words(before), path) == others(&in_words(after), path)
}

/// A value with its scalars as words.
fn in_words(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.as_f64().map_or(String::new(), |number| number.to_string())),
        Value::String(words) => Value::String(words.parse().map_or(words.clone(), |number: f64| number.to_string())),
        Value::Bool(flag) => Value::String(flag.to_string()),
        Value::Sequence(items) => Value::Sequence(items.iter().map(in_words).collect()),
        Value::Mapping(pairs) => {
            Value::Mapping(pairs.iter().map(|(key, value)| (key.clone(), in_words(value))).collect())
        }
        other => other.clone(),
    }
}

/// Everything but what a path leads to, level by level.
fn others(value: &Value, path: &[String]) -> Vec<Value> {
    let Some((key, below)) = path.split_first() else { return vec![] };
    let mut others = Vec::new();
    match value {
        Value::Sequence(items) => {
            let beside = items.iter().enumerate().filter(|(index, _)| (index + 1).to_string() != *key);
            others.extend(beside.map(|(_, item)| item.clone()));
        }
        Value::Mapping(pairs) => {
            let beside = pairs.iter().filter(|(known, _)| known.as_str() != Some(key));
            others.extend(beside.flat_map(|(known, value)| [known.clone(), value.clone()]));
        }
        _ => {}
    }
    others.extend(self::others(at(value, &path[..1]), below));
    others
}

/// The scalars of a value that are written as they are given, in their order.
pub fn tokens(node: &Node) -> Vec<&str> {
    match node {
        Node::Plain(words) => vec![words],
        Node::List(items) => items.iter().flat_map(tokens).collect(),
        Node::Map(pairs) => pairs.iter().flat_map(|(_, value)| tokens(value)).collect(),
        _ => vec![],
    }
}

/// What a value reads as, said apart from the code under test; none where that cannot be said.
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
