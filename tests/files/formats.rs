//! Hand-formatted record files are read according to YAML 1.2, or rejected; and every YAML file of this repository is
//! read as by another parser, except those listed here with the reason why a record does not allow them.
//!
//! `.ci/run judges` sets a folder in `FORMATS`, with the cases of the YAML test suite: how those and the
//! files generated here are read is written there, for a parser of YAML 1.2 to compare (`.ci/formats.mjs`).

mod files;

use std::fs;
use std::path::{Path, PathBuf};

use engage::model::charter::Charter;
use engage::model::field::Fields as _;
use engage::model::record::Kind;
use engage::store::yaml::tree::{self, Style, Tree};
use engage::store::yaml::{Node, parse, read, readable};
use serde_json::{Value, json};

/// How many files are generated, and how many of them may be rejected: a quarter is.
const FILES: usize = 5_000;
const REFUSED: usize = 1_400;

#[test]
fn hand_formatted_files_are_read_as_yaml_1_2_or_refused() {
    let folder = std::env::var_os("FORMATS").map(PathBuf::from);
    let made = (0..FILES).map(|seed| ("made".to_owned(), files::file(seed as u64)));
    let given = folder.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).filter_map(|entry| {
        let path = entry.unwrap().path();
        let (kind, _) = path.file_name()?.to_str()?.strip_suffix(".yaml")?.split_once('-')?;
        Some((kind.to_owned(), fs::read_to_string(&path).unwrap()))
    });
    let read: Vec<_> = made.chain(given).map(|(kind, text)| as_read(&kind, &text)).collect();
    for read in &read {
        let values = |reader: &str| read[reader].get("extra").map_or(Value::Null, as_texts);
        assert_eq!(values("read"), values("edited"), "{}", read["text"]);
    }
    let refused = read[..FILES].iter().filter(|read| !read["why"].is_null()).count();
    if let Some(folder) = folder {
        fs::write(folder.join("formats.json"), Value::from(read).to_string()).unwrap();
    }
    assert!(refused < REFUSED, "{refused} of {FILES} files are refused");
}

/// How a file is read: as a record, as the values for an edit or a merge, or as a
/// `whole` file with any contents; otherwise the error.
fn as_read(kind: &str, text: &str) -> Value {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = if kind == "whole" {
        readable(text.as_bytes()).and_then(parse::tree).map(|tree| json!({ "tree": as_json(&tree) }))
    } else {
        let edited = Node::file(Charter::FIELDS, body).map(|node| values(&node));
        read::file::<Charter>(text.as_bytes()).map(|charter| json!({ "read": charter, "edited": edited }))
    };
    let mut read = read.unwrap_or_else(|fault| {
        let lines = body.split('\n').count();
        assert!(
            (1..=lines).contains(&fault.line) && fault.column > 0 && !fault.message.is_empty(),
            "{fault:?}: {text}"
        );
        json!({ "why": format!("{}:{}: {}", fault.line, fault.column, fault.message) })
    });
    read["kind"] = kind.into();
    read["text"] = text.into();
    read
}

/// A tree with every scalar as text.
fn as_json(tree: &Tree) -> Value {
    match &tree.value {
        tree::TreeValue::Scalar(words, _) if !tree.is_null() => words.as_ref().into(),
        tree::TreeValue::Scalar(..) | tree::TreeValue::Nothing => Value::Null,
        tree::TreeValue::List(items, _) => items.iter().map(as_json).collect(),
        tree::TreeValue::Map(pairs, _) => {
            pairs.iter().map(|pair| (pair.key.to_string(), as_json(&pair.value))).collect()
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

/// The files that another parser reads and this one rejects, with the message: a record does not need them.
const REFUSED_ALONE: [(&str, &str); 5] = [
    (
        "tests/cmd/errors/structure.in/engagements/anchor/engagement.yaml",
        "anchors are not supported; write the value out",
    ),
    ("tests/cmd/errors/structure.in/engagements/directive/engagement.yaml", "YAML directives are not supported"),
    (
        "tests/cmd/errors/structure.in/engagements/merge-key/engagement.yaml",
        "merge keys are not supported; write the keys out",
    ),
    ("tests/cmd/errors/structure.in/engagements/tag/engagement.yaml", "tags are not supported"),
    (
        "tests/cmd/errors/structure.in/engagements/too-deep/engagement.yaml",
        "nested too deeply; a record has at most 32 levels",
    ),
];

#[test]
fn every_yaml_file_of_the_repository_reads_as_another_reader_has_it_or_is_refused_for_what_it_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![];
    yaml_files(root, &mut files);
    assert!(files.len() > 400, "{} files are not all of them", files.len());
    let mut refused = vec![];
    for path in files {
        let bytes = fs::read(&path).unwrap();
        let name = path.strip_prefix(root).unwrap().display().to_string();
        let theirs = std::str::from_utf8(&bytes).ok().and_then(by_another);
        match (readable(&bytes).and_then(parse::tree), theirs) {
            (Ok(tree), Some(theirs)) => assert!(is_same(&tree, &theirs), "{name}: {tree:?} is not {theirs:?}"),
            (Ok(tree), None) => panic!("{name} is read alone: {tree:?}"),
            (Err(fault), Some(_)) => refused.push((name, fault.message)),
            (Err(_), None) => {}
        }
    }
    refused.sort();
    assert_eq!(refused, REFUSED_ALONE.map(|(name, why)| (name.to_owned(), why.to_owned())));
}

/// Every `*.yaml` and `*.yml` of a folder, except build output and git's files.
fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            if !["target", ".git"].iter().any(|built| path.ends_with(built)) {
                yaml_files(&path, found);
            }
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml") && path.is_file() {
            found.push(path);
        }
    }
}

/// A text as read by another parser, which drops the final line end of a block if the file has none.
fn by_another(text: &str) -> Option<serde_yaml::Value> {
    let end = if text.ends_with('\n') { "" } else { "\n" };
    serde_yaml::from_str(&format!("{}{end}", text.strip_prefix('\u{feff}').unwrap_or(text))).ok()
}

/// Whether a tree equals the result of another parser.
fn is_same(tree: &Tree, theirs: &serde_yaml::Value) -> bool {
    use serde_yaml::Value;
    match (&tree.value, theirs) {
        (tree::TreeValue::Nothing, theirs) => theirs.is_null(),
        (tree::TreeValue::Scalar(words, Style::Plain), theirs) => plain(words) == *theirs,
        (tree::TreeValue::Scalar(words, _), Value::String(theirs)) => words == theirs,
        (tree::TreeValue::List(items, _), Value::Sequence(theirs)) => {
            items.len() == theirs.len() && items.iter().zip(theirs).all(|(item, theirs)| is_same(item, theirs))
        }
        (tree::TreeValue::Map(pairs, _), Value::Mapping(theirs)) => {
            let is_key = |key: &str, theirs: &Value| plain(key) == *theirs || theirs.as_str() == Some(key);
            let mut both = pairs.iter().zip(theirs);
            pairs.len() == theirs.len()
                && both.all(|(pair, (key, value))| is_key(&pair.key, key) && is_same(&pair.value, value))
        }
        _ => false,
    }
}

/// Words without quotes as another parser reads them; on several lines they are always a string.
fn plain(words: &str) -> serde_yaml::Value {
    match serde_yaml::from_str(&format!("- {words}\n")) {
        Ok(serde_yaml::Value::Sequence(one)) if one.len() == 1 && !words.contains('\n') => one[0].clone(),
        _ => words.into(),
    }
}
