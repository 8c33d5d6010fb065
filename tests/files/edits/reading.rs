//! How an edited record parses, using only the parser; the fuzz target for edits uses it too.

use engage::model::field::{Field, Shape, shape_at};
use engage::store::edit::KeyEdit;
use engage::store::yaml::Node;
use serde_yaml::Value;

/// The value at a path, null if there is none.
pub fn at<'a>(value: &'a Value, path: &[String]) -> &'a Value {
    path.iter().fold(value, |value, key| match value {
        Value::Sequence(items) => item(items, key).unwrap_or(&Value::Null),
        other => other.get(key).unwrap_or(&Value::Null),
    })
}

/// The item with a number, from 1.
fn item<'a>(items: &'a [Value], number: &str) -> Option<&'a Value> {
    items.get(number.parse::<usize>().ok()?.checked_sub(1)?)
}

/// The keys and values of a text, independent of the code under test; none if it has none.
pub fn read(text: &str) -> Option<Value> {
    // without a final line end this parser drops one from the text of a block, unlike YAML 1.2
    let end = if text.ends_with('\n') { "" } else { "\n" };
    serde_yaml::from_str::<Value>(&format!("{}{end}", text.trim_start_matches('\u{feff}')))
        .ok()
        .filter(Value::is_mapping)
}

/// Why a record differs from the previous one with the change: at the path, or beside it on any level.
pub fn reads_otherwise(path: &[String], change: &KeyEdit, before: &Value, after: &Value) -> Option<String> {
    otherwise(path, change, target(change), before, after)
}

/// The same for lines that were rewritten by hand: they may leave out quotes that the record's own keys do not need.
pub fn by_hand_otherwise(
    fields: &[Field],
    path: &[String],
    change: &KeyEdit,
    [before, after]: [&Value; 2],
) -> Option<String> {
    let mut own = path.to_vec();
    own.extend(matches!(change, KeyEdit::Append(_)).then(|| "1".to_owned()));
    let target = target(change).map(|target| as_the_record_reads(fields, &mut own, &target));
    let [before, after] = [before, after].map(|value| as_the_record_reads(fields, &mut vec![], value));
    otherwise(path, change, target, &before, &after)
}

/// The expected value after a change, independent of the code under test; none if it is unknown.
fn target(change: &KeyEdit) -> Option<Value> {
    match change {
        KeyEdit::Set(node) | KeyEdit::Append(node) => read_as(node),
        KeyEdit::Clear => None,
    }
}

fn otherwise(
    path: &[String],
    change: &KeyEdit,
    target: Option<Value>,
    before: &Value,
    after: &Value,
) -> Option<String> {
    let (was, is) = (at(before, path), at(after, path));
    let list = at(before, &path[..path.len() - 1]).as_sequence();
    let from_list = list.is_some();
    let right = match change {
        KeyEdit::Set(_) => target.is_none_or(|target| *is == target),
        KeyEdit::Clear => is.is_null() || from_list,
        KeyEdit::Append(_) => {
            let (was, is) = (was.as_sequence().map_or(&[][..], Vec::as_slice), is.as_sequence());
            let Some((last, items)) = is.and_then(|items| items.split_last()) else { return Some("no list".into()) };
            *items == *was && target.is_none_or(|target| *last == target)
        }
    };
    if !right {
        return Some(format!("it reads {is:?}"));
    }
    let mut left = path.to_vec();
    if *change == KeyEdit::Clear && list.is_some_and(|items| item(items, &path[path.len() - 1]).is_some()) {
        // the item is removed, and no other one
        left[path.len() - 1] = "0".into();
    }
    (others(before, path) != others(after, &left)).then(|| "another key reads otherwise".into())
}

/// A value at a path with its dates, numbers and booleans as the record reads them: the same with and without quotes.
fn as_the_record_reads(fields: &[Field], path: &mut Vec<String>, value: &Value) -> Value {
    let keys: Vec<_> = path.iter().map(String::as_str).collect();
    let is_no_words = shape_at(fields, &keys).is_ok_and(is_no_words);
    match value {
        Value::Sequence(items) => Value::Sequence(below(fields, path, items.iter().map(|item| ("1".to_owned(), item)))),
        Value::Mapping(pairs) => {
            let keys = pairs.keys().map(|key| key.as_str().unwrap_or_default().to_owned());
            let values = below(fields, path, keys.zip(pairs.values()));
            Value::Mapping(pairs.keys().cloned().zip(values).collect())
        }
        Value::Number(number) if is_no_words => Value::String(number.to_string()),
        Value::Bool(flag) if is_no_words => Value::String(flag.to_string()),
        Value::String(words) if is_no_words => {
            let number = serde_yaml::from_str(words).ok().filter(Value::is_number);
            number.map_or(value.clone(), |number| as_the_record_reads(fields, path, &number))
        }
        other => other.clone(),
    }
}

fn below<'v>(
    fields: &[Field],
    path: &mut Vec<String>,
    values: impl Iterator<Item = (String, &'v Value)>,
) -> Vec<Value> {
    let read = |(key, value)| {
        path.push(key);
        let value = as_the_record_reads(fields, path, value);
        path.pop();
        value
    };
    values.map(read).collect()
}

fn is_no_words(shape: Shape) -> bool {
    matches!(shape, Shape::Date | Shape::Rating | Shape::Decimal | Shape::Count | Shape::Flag)
}

/// Everything except what a path leads to, level by level.
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

/// The scalars of a value that are written as given, in order.
pub fn tokens(node: &Node) -> Vec<&str> {
    match node {
        Node::Plain(words) => vec![words],
        Node::List(items) => items.iter().flat_map(tokens).collect(),
        Node::Map(pairs) => pairs.iter().flat_map(|(_, value)| tokens(value)).collect(),
        _ => vec![],
    }
}

/// The expected parse of a value, independent of the code under test; none if it is unknown.
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
