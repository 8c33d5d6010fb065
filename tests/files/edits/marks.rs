//! Marks in the text of a file for the positions of its keys and items; the real text is without them.

use std::collections::BTreeMap;
use std::ops::Range;

const OPEN: char = '\u{e000}';
const NAMED: char = '\u{e001}';
const CLOSE: char = '\u{e002}';

/// The lines of a key, or of an item under the name `-`.
pub fn marked(name: &str, lines: &str) -> String {
    format!("{OPEN}{name}{NAMED}{lines}{CLOSE}")
}

/// The text without marks.
pub fn without(text: &str) -> String {
    text.split(OPEN).map(|part| part.split_once(NAMED).map_or(part, |(_, rest)| rest).replace(CLOSE, "")).collect()
}

/// The position of each key and item in the text without marks, by its path; items from 1.
pub fn spans(text: &str) -> BTreeMap<Vec<String>, Range<usize>> {
    let (mut spans, mut open, mut at) = (BTreeMap::new(), Vec::<(String, usize, usize)>::new(), 0);
    let (mut rest, mut items_at_root) = (text, 0);
    while let Some(next) = rest.find([OPEN, CLOSE]) {
        at += next;
        rest = &rest[next..];
        if let Some(after) = rest.strip_prefix(CLOSE) {
            let path = open.iter().map(|(name, ..)| name.clone()).collect();
            let start = open.pop().map_or(at, |(_, start, _)| start);
            spans.insert(path, start..at);
            rest = after;
        } else {
            let (name, after) = rest[OPEN.len_utf8()..].split_once(NAMED).unwrap_or_default();
            let items = open.last_mut().map_or(&mut items_at_root, |(.., items)| items);
            *items += usize::from(name == "-");
            let name = if name == "-" { items.to_string() } else { name.to_owned() };
            open.push((name, at, 0));
            rest = after;
        }
    }
    spans
}
