//! One-line scalars: plain if no reader of YAML 1.1 or 1.2 takes them for anything else, otherwise quoted.

use std::collections::HashSet;

use crate::model::text::{hidden, hides};

/// A one-line scalar: plain if every reader takes it for text, else quoted.
pub fn scalar(words: &str) -> String {
    if is_plain(words) { words.to_owned() } else { quoted(words) }
}

/// A quoted one-line scalar.
pub fn quoted(words: &str) -> String {
    if words.contains(['"', '\\']) && !words.contains('\'') && shows_all(words) {
        return format!("'{words}'");
    }
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    let hidden: HashSet<_> = hidden(words).map(|(at, _)| at).collect();
    for (at, character) in words.char_indices() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            other if !hidden.contains(&at) && is_printable(other) => out.push(other),
            other if (other as u32) <= 0xff => out.push_str(&format!("\\x{:02X}", other as u32)),
            other if (other as u32) <= 0xffff => out.push_str(&format!("\\u{:04X}", other as u32)),
            other => out.push_str(&format!("\\U{:08X}", other as u32)),
        }
    }
    out.push('"');
    out
}

/// Whether every character is visible, and no blank is a lookalike.
fn shows_all(words: &str) -> bool {
    !hides(words) && words.chars().all(is_printable)
}

/// Whether a visible character needs no escape.
pub fn is_printable(character: char) -> bool {
    !matches!(character, '\n' | '\t' | '\u{a0}' | '\u{fffe}' | '\u{ffff}')
        && !('\u{2000}'..='\u{200a}').contains(&character)
}

/// Whether a scalar can be plain: no reader of YAML 1.1 or 1.2 takes it for anything else.
pub fn is_plain(words: &str) -> bool {
    let first =
        words.chars().next().is_some_and(|character| character.is_alphanumeric() || matches!(character, '(' | '/'));
    first
        && words.trim() == words
        && shows_all(words)
        && !words.contains(": ")
        && !words.contains(" #")
        && !words.ends_with(':')
        && !is_word_of_yaml(words)
        && !looks_numeric(words)
}

/// Whether no reader takes a scalar, quoted or not, for a number, a boolean or a date.
pub fn is_no_token(words: &str) -> bool {
    words.contains('?') || !shows_all(words)
}

/// Booleans and nulls of YAML 1.1.
fn is_word_of_yaml(words: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    WORDS.iter().any(|word| words.eq_ignore_ascii_case(word))
}

/// Numbers, dates and times of YAML 1.1 in all their forms, and a little more.
fn looks_numeric(words: &str) -> bool {
    let digits = words.starts_with(|first: char| first.is_ascii_digit());
    digits && words.chars().all(|character| character.is_ascii_hexdigit() || "xXoO_.,:+-TtZz ".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_could_take_for_something_else_is_quoted() {
        for words in [
            "no", "Yes", "NULL", "1e3", "007", "12:30", "2026-01-02", "0x1F", "1_000", "1.5", "- a", "#x", "a: b",
            "a #b", "@x", "", " a", "a ", "~", "=", "*x", "{{ 7*7 }}", "a:", "\u{85}x", "a\u{2028}b", "a\u{feff}",
            "tab\there", "a\u{a0}b", "a\u{2003}b",
        ] {
            assert!(scalar(words).starts_with(['"', '\'']), "{words:?}");
        }
        for words in [
            "Ana Ortiz", "3 ships", "R&D", "it's here", "C#", "a:b", "ünïcode 😀", "آب\u{200c}رسانی", "/dock/4",
            "12 days",
        ] {
            assert_eq!(scalar(words), words);
        }
        assert_eq!(scalar("say \"hi\""), "say \"hi\"");
        assert_eq!(scalar("\"hi\""), "'\"hi\"'");
    }
}
