//! Record files as hands format them are read as YAML 1.2 has it, or refused.
//!
//! `.ci/run judges` gives a folder in `FORMATS`: what is read of the files is written there, for a parser of YAML 1.2 to
//! judge (`.ci/formats.mjs`), and of each `*.yaml` in it too.

mod formats {
    pub mod files;
}

use std::fs;
use std::path::PathBuf;

use engage::model::charter::Charter;
use engage::model::field::Fields as _;
use engage::model::record::Kind;
use engage::store::yaml::{Node, read};
use serde_json::{Value, json};

/// How many files are made, and how many of them may be refused: a quarter is.
const FILES: usize = 5_000;
const REFUSED: usize = 1_400;

#[test]
fn hand_formatted_files_are_read_as_yaml_1_2_or_refused() {
    let folder = std::env::var_os("FORMATS").map(PathBuf::from);
    let mut texts: Vec<_> = (0..FILES).map(|seed| formats::files::file(seed as u64)).collect();
    for entry in folder.iter().flat_map(|folder| fs::read_dir(folder).unwrap()) {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "yaml") {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
    let read: Vec<_> = texts.iter().map(|text| as_read(text)).collect();
    for read in read.iter().filter(|read| !read["read"].is_null()) {
        let values = |reader: &str| read[reader].get("extra").map_or(Value::Null, as_texts);
        assert_eq!(values("read"), values("edited"), "{}", read["text"]);
    }
    let refused = read[..FILES].iter().filter(|read| read["read"].is_null()).count();
    if let Some(folder) = folder {
        fs::write(folder.join("formats.json"), Value::from(read).to_string()).unwrap();
    }
    assert!(refused < REFUSED, "{refused} of {FILES} files are refused");
}

/// A file, and what is read of it: as a record, and as the values that an edit or a merge works on; why not otherwise.
fn as_read(text: &str) -> Value {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let edited = Node::file(Charter::FIELDS, body);
    match read::file::<Charter>(text.as_bytes()) {
        Ok(charter) => json!({ "text": text, "read": charter, "edited": edited.map(|node| values(&node)) }),
        Err(fault) => {
            json!({ "text": text, "read": null, "why": format!("{}:{}: {}", fault.line, fault.column, fault.message) })
        }
    }
}

/// Values with every scalar as text.
fn values(node: &Node) -> Value {
    match node {
        Node::Empty => Value::Null,
        Node::Plain(words) if words == "null" => Value::Null,
        Node::Plain(words) | Node::Text(words) => words.as_str().into(),
        Node::List(items) => items.iter().map(values).collect(),
        Node::Map(pairs) => pairs.iter().map(|(key, value)| (key.clone(), values(value))).collect(),
    }
}

/// A value with every number and truth value as text.
fn as_texts(value: &Value) -> Value {
    match value {
        Value::Null | Value::String(_) => value.clone(),
        Value::Array(items) => items.iter().map(as_texts).collect(),
        Value::Object(pairs) => pairs.iter().map(|(key, value)| (key.clone(), as_texts(value))).collect(),
        other => other.to_string().into(),
    }
}

#[test]
fn a_block_at_the_end_of_the_file_reads_the_same_without_a_last_line_end() {
    for (text, value) in [("|\n  x", "x\n"), ("|-\n  x", "x"), (">+\n  x", "x\n"), ("|\n  x\n  ", "x\n")] {
        let note = |text: &str| read::record(Kind::Note, format!("on: 2026-03-02\ntext: {text}").as_bytes()).unwrap();
        assert_eq!(note(text).text().unwrap().to_string(), value, "{text:?}");
        assert_eq!(note(text), note(&format!("{text}\n")), "{text:?}");
    }
}
