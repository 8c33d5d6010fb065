//! Edits a key of a text: the edit is refused, or the result parses to the target values and no byte outside the
//! innermost existing key changed; the lines to write by hand parse too.
//!
//! The first bytes choose the kind of file, the path and the change; the value is the next line, the text is the rest.

#![no_main]

#[path = "../../tests/files/edits/reading.rs"]
mod reading;
mod table;

use engage::model::field::{Field, Shape, shape_at};
use engage::store::edit::{KeyEdit, Refused, edit};
use engage::store::yaml::Node;
use engage::store::yaml::parse::locate;
use libfuzzer_sys::fuzz_target;
use reading::{at, by_hand_otherwise, read, reads_otherwise, tokens};
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
            Shape::Free if at % 2 == 1 => {
                path.push(["a", "b", "1"][usize::from(*at) % 3].to_owned());
                Shape::Free
            }
            _ => break,
        };
    }
    path
}

/// The start of a key or an item; `None` if the tree does not tell.
fn start(text: &str, path: &[String]) -> Option<usize> {
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    let (line, column) = locate(text, &keys)?;
    let begin: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    Some(begin + text[begin..].chars().take(column - 1).map(char::len_utf8).sum::<usize>())
}

/// The start of the line at an offset, if only dashes of items are before the offset.
fn line_start(text: &str, at: usize) -> usize {
    let begin = text[..at].rfind('\n').map_or(0, |end| end + 1);
    if text[begin..at].chars().all(|before| matches!(before, ' ' | '-')) { begin } else { at }
}

/// The same, or the start of the line with the `|` or `>` of an item's block scalar.
fn item_start(text: &str, at: usize) -> usize {
    let begin = line_start(text, at);
    let above = text[..begin].trim_end();
    let head = above.rfind('\n').map_or(0, |end| end + 1);
    let is_below = text[begin..at].trim().is_empty() && above[head..].trim_start().starts_with('-');
    if is_below && above[head..].contains(['|', '>']) { head } else { begin }
}

/// The siblings of a path, on every level.
fn beside(value: &Value, path: &[String]) -> Vec<Vec<String>> {
    let levels = path.iter().enumerate().flat_map(|(depth, own)| {
        let keys: Vec<String> = match at(value, &path[..depth]) {
            Value::Mapping(pairs) => pairs.keys().filter_map(|key| key.as_str().map(str::to_owned)).collect(),
            Value::Sequence(items) => (1..=items.len()).map(|number| number.to_string()).collect(),
            _ => vec![],
        };
        keys.into_iter().filter(move |key| key != own).map(move |key| [&path[..depth], &[key]].concat())
    });
    levels.collect()
}

/// Whether the path exists, even with an empty value.
fn is_there(value: &Value, path: &[String]) -> bool {
    let (last, parents) = path.split_last().expect("a path of keys");
    match at(value, parents) {
        Value::Mapping(pairs) => pairs.contains_key(last.as_str()),
        Value::Sequence(items) => last.parse::<usize>().is_ok_and(|number| (1..=items.len()).contains(&number)),
        _ => false,
    }
}

/// The part of a text that may change: from the innermost existing key of a path to the next key beside it.
fn open(text: &str, value: &Value, path: &[String]) -> Option<(usize, usize)> {
    let depth = (1..=path.len()).rev().find(|depth| is_there(value, &path[..*depth]));
    let Some(depth) = depth else { return Some((0, text.len())) };
    let own = start(text, &path[..depth])?;
    let next = beside(value, &path[..depth]).iter().filter_map(|path| start(text, path)).filter(|at| *at > own).min();
    Some((item_start(text, own), next.map_or(text.len(), |next| line_start(text, next))))
}

/// Whether every scalar that must be plain is a date, a number or a word, as commands write them; the other reader does
/// not accept numbers of twenty digits.
fn is_sound(change: &KeyEdit) -> bool {
    let is_sign = |part: char| part.is_alphanumeric() || "+-._:~".contains(part);
    let sound = |token: &&str| token.len() < 20 && !token.starts_with(':') && token.chars().all(is_sign);
    match change {
        KeyEdit::Set(node) | KeyEdit::Append(node) => tokens(node).iter().all(sound),
        KeyEdit::Clear => true,
    }
}

/// Whether every key of a value is text.
fn has_words_for_keys(value: &Value) -> bool {
    match value {
        Value::Sequence(items) => items.iter().all(has_words_for_keys),
        Value::Mapping(pairs) => pairs.iter().all(|(key, value)| key.is_string() && has_words_for_keys(value)),
        _ => true,
    }
}

/// The record with the lines to write by hand in place of a key.
fn by_hand(before: &Value, key: &str, lines: &str) -> Value {
    let (mut after, lines) = (before.clone(), read(lines).expect("the lines to write by hand read"));
    assert_eq!(lines.as_mapping().map_or(0, |pairs| pairs.len()), 1, "lines of one key: {lines:?}");
    after.as_mapping_mut().expect("keys and values").insert(key.into(), lines[key].clone());
    after
}

fuzz_target!(|data: &[u8]| {
    let Some((head, rest)) = data.split_at_checked(6) else { return };
    let Ok(rest) = std::str::from_utf8(rest) else { return };
    let Some((value, text)) = rest.split_once('\n') else { return };
    let Some(before) = read(text) else { return };
    let fields = table(head[0]);
    let path = path(&fields, &head[2..]);
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    let Ok(shape) = shape_at(&fields, &keys) else { return };
    let parse = |shape| Node::parse(shape, value).ok().filter(|node| *node != Node::Empty);
    let change = match (head[1] % 3, shape) {
        (0, _) => Some(KeyEdit::Clear),
        (1, Shape::List(item)) => parse(*item).map(KeyEdit::Append),
        (1, Shape::Free) => parse(Shape::Free).map(KeyEdit::Append),
        (_, shape) => parse(shape).map(KeyEdit::Set),
    };
    // a scalar that must be plain and is not a token is not written: a command rejects it earlier
    let Some(change) = change.filter(is_sound) else { return };
    let new = match edit(text, &fields, &[(keys.clone(), &change)], &|_, _| Ok(())) {
        Ok(new) => new,
        Err(Refused::TouchesMore(lines)) if !lines.is_empty() && has_words_for_keys(&before) => {
            let after = by_hand(&before, keys[0], &lines);
            assert_eq!(by_hand_otherwise(&fields, &path, &change, [&before, &after]), None, "{lines}");
            return;
        }
        Err(_) => return,
    };
    if new == text {
        return;
    }
    let after = read(&new).expect("what was edited reads");
    assert_eq!(reads_otherwise(&path, &change, &before, &after), None, "{new}");
    assert_eq!(text.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
    let (old, new) = (text.trim_start_matches('\u{feff}'), new.trim_start_matches('\u{feff}'));
    // removing an item from brackets rewrites the list; removing the last line of a file removes the line end before it
    let list = &path[..path.len() - 1];
    let is_taken_out = change == KeyEdit::Clear && at(&before, list).is_sequence();
    if let Some((from, to)) = open(old, &before, if is_taken_out { list } else { &path }) {
        let is_last = change == KeyEdit::Clear && to == old.len();
        let from = if is_last { old[..from].trim_end().len() } else { from };
        let kept = new.len() >= from + old.len() - to && new.starts_with(&old[..from]) && new.ends_with(&old[to..]);
        assert!(kept, "a byte outside of {path:?} changed\n{new}");
    }
    if let KeyEdit::Set(node) | KeyEdit::Append(node) = &change {
        assert!(tokens(node).iter().all(|token| new.contains(token)), "not to the letter\n{new}");
    }
});
