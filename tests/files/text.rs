//! Text is read back exactly, even if YAML would interpret it.

use std::path::Path;

use crate::scene;
use crate::scene::workspace;

/// Words that some YAML parser reads as a boolean, a number, a time, a date or null, and
/// characters that end lines, are invisible, or control the terminal.
const WORDS: &[&str] = &[
    "no", "Yes", "~", "null", "1e3", "007", "0x1F", "12.50", "12:30", "2026-01-02", "a\u{2028}b", "a\u{85}b", "a\tb",
    "\ta", "   a", "a 😀 b", "a\rb", "{{ 7*7 }}", "{% raw %}", "[x](javascript:alert)", "# no comment", "a # b",
    "key: value", "- item", "*a &b !c", "'a' \"b\"", "\\n", "'", "\u{feff}a", "a\u{202e}b", "two\nlines",
    "two\n\n   paragraphs\n\tand a tab", "|", ">-", "=1+1", "--- a", "...", "%a", "`a`",
];

/// Runs `engage` with text on its standard input; returns its output.
fn engage(folder: &Path, arguments: &[&str], input: &str) -> String {
    let output = scene::piped(scene::command(folder).args(arguments), input);
    assert!(output.status.success(), "{arguments:?}: {}", scene::stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The engagement as JSON.
fn shown(folder: &Path) -> serde_json::Value {
    let envelope: serde_json::Value =
        serde_json::from_str(&engage(folder, &["show", "harbor-search", "--json"], "")).unwrap();
    assert_eq!(envelope["warnings"], serde_json::json!([]), "what was written does not read");
    envelope["data"].clone()
}

/// Every text anywhere in a value.
fn texts(value: &serde_json::Value) -> Vec<&str> {
    match value {
        serde_json::Value::String(text) => vec![text],
        serde_json::Value::Array(items) => items.iter().flat_map(texts).collect(),
        serde_json::Value::Object(pairs) => pairs.values().flat_map(texts).collect(),
        _ => vec![],
    }
}

fn assert_shown(folder: &Path, words: &str, how: &str) {
    let data = shown(folder);
    assert!(texts(&data).contains(&words), "{words:?} {how} does not come back: {data:#}");
}

#[test]
fn words_of_a_new_record_come_back_exactly() {
    let folder = workspace();
    for words in WORDS {
        engage(folder.path(), &["add", "note", "--", words], "");
        assert_shown(folder.path(), words, "as an argument");
    }
}

#[test]
fn words_set_at_a_key_come_back_exactly_over_one_another() {
    let folder = workspace();
    for words in WORDS {
        engage(folder.path(), &["set", &format!("belief={words}"), "assumptions="], "");
        engage(folder.path(), &["set", &format!("assumptions+={words}")], "");
        assert_shown(folder.path(), words, "set at a key");
        engage(folder.path(), &["set", "--in", "engagement", "scope.in=", "contract.reference="], "");
        let (item, below) = (format!("scope.in+={words}"), format!("contract.reference={words}"));
        engage(folder.path(), &["set", "--in", "engagement", &item, &below], "");
        assert_shown(folder.path(), words, "in a list and in a group");
    }
}

#[test]
fn words_from_standard_input_and_from_a_file_come_back_exactly() {
    let folder = workspace();
    let file = folder.path().join("words.txt");
    for words in WORDS {
        // the mark that PowerShell puts before what it pipes, and Notepad before a file, is dropped
        let expected = words.trim_start_matches('\u{feff}');
        engage(folder.path(), &["set", "belief=-"], words);
        assert_shown(folder.path(), expected, "piped in");
        std::fs::write(&file, words).unwrap();
        engage(folder.path(), &["set", "belief="], "");
        engage(folder.path(), &["set", "belief=@words.txt"], "");
        assert_shown(folder.path(), expected, "from a file");
    }
}

#[test]
fn blanks_at_line_ends_are_nobodys_words() {
    let folder = workspace();
    engage(folder.path(), &["set", "belief=one  \ntwo\t\r\nthree\n\n"], "");
    assert_shown(folder.path(), "one\ntwo\nthree", "with blanks at line ends");
}
