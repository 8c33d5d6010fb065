//! What the YAML library says of a mistake, in our words and with its place.

use super::{Fault, read_place};
use crate::model::field::{EMPTY, Field};
use crate::model::problem::ProblemKind;
use crate::model::words::{and_list, nearest};
use crate::store::locate;

pub(super) fn unknown(line: usize, column: usize, key: &str, known: &[&str]) -> Fault {
    let (stop, instead) = instead(key, known);
    let hint = format!("{instead}{stop} what is your own goes under `extra`");
    Fault::new(line, column, format!("unknown key `{key}`")).of(ProblemKind::UnknownKey(key.to_owned())).hint(hint)
}

/// As [`unknown`], of a file that has no room for what is one's own.
fn unknown_setting(line: usize, column: usize, key: &str, known: &[&str]) -> Fault {
    let (_, instead) = instead(key, known);
    Fault::new(line, column, format!("unknown key `{key}`")).of(ProblemKind::UnknownKey(key.to_owned())).hint(instead)
}

/// The key that was meant, or those that there are; and what parts it from more.
fn instead(key: &str, known: &[&str]) -> (&'static str, String) {
    match nearest(key, known.iter().copied()) {
        Some(near) => ("", format!("did you mean `{near}`?")),
        None => (";", format!("the keys here are {}", and_list(known))),
    }
}

pub(super) fn duplicate(text: &str, key: &str) -> Fault {
    let lines = locate::duplicates(text, key);
    let at: Vec<_> = lines.iter().map(|(line, _)| line.to_string()).collect();
    let (line, column) = lines.last().copied().unwrap_or((1, 1));
    let places = if at.len() > 1 { format!(" at lines {}", and_list(&at)) } else { " more than once".into() };
    Fault::new(line, column, format!("`{key}` stands{places}"))
        .of(ProblemKind::DuplicateKey(key.to_owned()))
        .hint("keep one of them; a merge of two branches can bring both")
}

/// A message of the YAML library in our words, with its place.
pub(super) fn explained(text: &str, fields: &[Field], error: &serde_yaml::Error) -> Fault {
    let whole = error.to_string();
    let (path, message) = split_path(without_place(&whole));
    let (mut line, mut column) = error.location().map_or((1, 1), |at| (at.line(), at.column()));
    let ticked = |prefix: &str| message.strip_prefix(prefix)?.split('`').next();
    if let Some(key) = ticked("unknown field `") {
        let known: Vec<_> = message.split('`').skip(3).step_by(2).collect();
        let has_room = fields.is_empty() || fields.iter().any(|field| field.name == "extra");
        return if has_room { unknown } else { unknown_setting }(line, column, key, &known);
    }
    if let Some(key) = ticked("duplicate field `") {
        return duplicate(text, key);
    }
    if let Some(key) = ticked("missing field `") {
        if let Some(at) = text.find("\n\u{feff}") {
            let (line, column) = read_place(text, at + 1);
            return Fault::new(line, column, "a byte order mark stands in the middle of the file")
                .hint("take it out: nothing shows it; only the begin of a file may have one");
        }
        let question = fields.iter().find(|field| field.name == key && path.is_empty()).map(|field| field.question);
        let what = question.map_or(String::new(), |question| format!(": {}", question.trim_end_matches('.')));
        return Fault::new(line, column, format!("`{key}` is missing"))
            .of(ProblemKind::MissingKey(key.to_owned()))
            .hint(format!("add a line `{key}: …`{what}"));
    }
    if message == EMPTY {
        let found = locate::first_empty(text, fields);
        let (key, (line, column)) = found.unwrap_or_else(|| (path.to_owned(), (line, column)));
        return Fault::new(line, column, format!("`{key}` {EMPTY}")).hint("write a value, or delete the line");
    }
    if let Some(message) = wrong_form(message) {
        return Fault::new(line, column, message);
    }
    if let Some(at) = text.find(is_control).filter(|_| message.starts_with("control characters")) {
        let code = text[at..].chars().next().map_or(0, u32::from);
        let (line, column) = read_place(text, at);
        return Fault::new(line, column, format!("a control character, U+{code:04X}, stands here"))
            .hint(format!("take it out, or write it between double quotes as \\u{code:04x}"));
    }
    let lines = text.lines().count().max(1);
    if line > lines {
        (line, column) = (lines, text.lines().last().map_or(1, |last| last.chars().count() + 1));
    }
    let broken = ["found ", "did not find", "mapping values", "block ", "control characters", "could not find"];
    if broken.iter().any(|words| message.starts_with(words)) {
        let hint = "quote the value if it holds `: ` or ` #`, and check the indentation and quotes above this line";
        return Fault::new(line, column, format!("not readable as YAML: {message}")).hint(hint);
    }
    Fault::new(line, column, message)
}

/// What YAML takes nowhere as it is.
fn is_control(one: char) -> bool {
    matches!(one, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

/// `expected X, found Y` for a value of another form; a whole file of another form likewise.
fn wrong_form(message: &str) -> Option<String> {
    let (found, expected) = message.strip_prefix("invalid type: ")?.split_once(", expected ")?;
    let found = match found {
        "map" => "keys and values",
        "sequence" => "a list",
        "unit value" => "nothing",
        other => other,
    };
    let expected = match expected {
        "a sequence" => "a list, one item a line after `- `",
        "a map" => "keys and values",
        other if other.starts_with("struct ") => "keys and values",
        other => other,
    };
    Some(format!("expected {expected}, found {found}"))
}

/// A message without its place and path, for a value that is in no file yet.
pub fn bare_message(whole: &str) -> String {
    let message = split_path(without_place(whole)).1;
    wrong_form(message).unwrap_or_else(|| message.to_owned())
}

fn without_place(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

/// `prep[0].hours: message` in its two parts.
fn split_path(message: &str) -> (&str, &str) {
    match message.split_once(": ") {
        Some((path, rest))
            if !path.is_empty()
                && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.[]?-".contains(&byte)) =>
        {
            (path, rest)
        }
        _ => ("", message),
    }
}
