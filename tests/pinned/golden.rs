//! The golden workspaces: `tests/golden/schema-1/` and `tests/golden/second-edition/`, each with its export
//! beside it (`schema-1.ndjson`).
//!
//! A file in them is never changed or removed, only others are added: what a person wrote with one
//! `engage` must read the same with every later one. Each export was written once by the program and reviewed
//! by a person; an `engage` that reads anything differently fails here, and is wrong. That of schema 1 was changed
//! once, when each column got one type in all kinds (`evidence` of a hypothesis, `next` of a goal and of a plan) and
//! free values were written as in the file (`1e3`, not `1000.0`). Keys that are added later, and a later schema,
//! get a folder of their own.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::scene;
use engage::cmd::searching::search;
use engage::insight::recall::{Query, rank, record_texts, too_common};
use engage::model::charter::Charter;
use engage::model::entry::{Common, Entry};
use engage::model::field::{Field, Fields as _, Shape};
use engage::model::inventory::kinds;
use engage::model::pace::Pace;
use engage::model::record::{Outcome, ROWS};
use engage::model::reference::{EntryId, Reference};
use engage::model::settings::Settings;
use engage::model::step::Step;
use engage::store::workspace::Workspace;
use engage::store::yaml::read;
use engage::store::{layout, load};
use serde_yaml::Value;

/// Each golden workspace, and how many engagements it holds.
const WORKSPACES: [(&str, usize); 2] = [("schema-1", 2), ("second-edition", 2)];

fn roots() -> [PathBuf; 2] {
    WORKSPACES.map(|(name, _)| root(name))
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn engage(root: &Path, arguments: &[&str]) -> Output {
    scene::command(root).args(arguments).env("ENGAGE_TODAY", "2025-06-02").output().unwrap()
}

/// Every YAML file of a workspace, by its path from there down.
fn files(root: &Path) -> Vec<PathBuf> {
    fn below(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(root, &path, files);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                files.push(path.strip_prefix(root).unwrap().to_owned());
            }
        }
    }
    let mut files = Vec::new();
    below(root, root, &mut files);
    files.sort();
    files
}

/// The reference of a file; for one in `forks/`, that of the original entry.
fn reference(path: &Path) -> Option<Reference> {
    let in_forks = path.parent()?.ends_with("forks").then(|| {
        let cycle = path.parent()?.parent()?.file_name()?.to_str()?;
        format!("{cycle}/{}", path.file_stem()?.to_str()?).parse::<EntryId>().ok().map(Reference::Entry)
    });
    in_forks.flatten().or_else(|| layout::parse(path).map(|(_, reference)| reference))
}

#[test]
fn the_export_of_a_golden_workspace_is_what_it_always_was() {
    for root in roots() {
        let output = engage(&root, &["export", "--format", "ndjson", "-o", "-"]);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        assert_eq!(output.status.code(), Some(0));
        let kept = fs::read_to_string(root.with_extension("ndjson")).unwrap();
        let now = String::from_utf8(output.stdout).unwrap();
        for (number, (now, kept)) in (1..).zip(now.lines().zip(kept.lines())) {
            assert_eq!(now, kept, "{} line {number}", root.display());
        }
        assert_eq!(now, kept);
    }
}

#[test]
fn nothing_of_a_golden_workspace_is_left_unread() {
    for (name, engagements) in WORKSPACES {
        let workspace = Workspace::open(&root(name), &root(name));
        assert_eq!(workspace.unread, None);
        let (ids, unread) = workspace.ids().unwrap();
        assert_eq!(unread, []);
        assert_eq!(ids.len(), engagements);
        for (engagement, unread) in ids.iter().map(|id| load::engagement(&workspace, id)) {
            assert_eq!(unread, [], "{}", engagement.id);
        }
    }
}

#[test]
fn a_check_of_a_golden_workspace_finds_nothing_that_cannot_be_read() {
    let of_reading = [
        "conflict-markers", "dangling-reference", "duplicate-key", "entry-unreadable", "litter", "unknown-key",
        "unreadable",
    ];
    for root in roots() {
        let output = engage(&root, &["check", "--json"]);
        let envelope: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(envelope["warnings"], serde_json::json!([]));
        let text = serde_json::to_string(&envelope["data"]).unwrap();
        assert!(text.contains("\"check\""), "checks are run on it");
        for check in of_reading {
            assert!(!text.contains(&format!("\"check\":\"{check}\"")), "{check}: {text}");
        }
    }
}

/// The path of a field; the common part of entries is one field, whichever step it is.
fn path(above: &str, field: &Field) -> String {
    let is_step = Step::WORDS.contains(&above);
    let common = is_step && Common::FIELDS.iter().any(|common| common.name == field.name);
    format!("{}.{}", if common { "entry" } else { above }, field.name)
}

/// Each field below a table by its path; fields in lists under the list's own name.
fn paths(fields: &[Field], above: &str, into: &mut BTreeSet<String>) {
    for field in fields {
        let path = path(above, field);
        below(field.shape, &path, into);
        into.insert(path);
    }
}

fn below(shape: Shape, path: &str, into: &mut BTreeSet<String>) {
    match shape {
        Shape::Group(fields) => paths(fields, path, into),
        Shape::List(inner) | Shape::Table(inner) => below(*inner, path, into),
        _ => {}
    }
}

/// Each field of a table that has a value.
fn answered(fields: &[Field], value: &Value, above: &str, into: &mut BTreeSet<String>) {
    for field in fields {
        let Some(value) = value.get(field.name).filter(|value| !is_blank(value)) else { continue };
        let path = path(above, field);
        within(field.shape, value, &path, into);
        into.insert(path);
    }
}

fn within(shape: Shape, value: &Value, path: &str, into: &mut BTreeSet<String>) {
    match (shape, value) {
        (Shape::Group(fields), _) => answered(fields, value, path, into),
        (Shape::List(inner), Value::Sequence(items)) => {
            for item in items {
                within(*inner, item, path, into);
            }
        }
        (Shape::Table(inner), Value::Mapping(pairs)) => {
            for item in pairs.values() {
                within(*inner, item, path, into);
            }
        }
        _ => {}
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(words) => words.is_empty(),
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(pairs) => pairs.is_empty(),
        _ => false,
    }
}

/// The name of a table here: entries by their step, records by their folder.
fn table(reference: &Reference) -> String {
    match reference {
        Reference::Entry(id) => id.step.word().to_owned(),
        Reference::Record(kind, _) => kind.folder().to_owned(),
        Reference::Engagement => "engagement".to_owned(),
        Reference::Pace(_) => "pace".to_owned(),
        Reference::Outcome(..) => "outcomes".to_owned(),
    }
}

#[test]
fn every_field_that_schema_1_has_is_answered_in_a_golden_workspace() {
    let (mut all, mut answered_keys) = (BTreeSet::new(), BTreeSet::new());
    paths(Settings::FIELDS, "engage", &mut all);
    for step in Step::ALL {
        paths(&Entry::fields(*step), step.word(), &mut all);
    }
    for row in ROWS {
        paths(row.fields, row.kind.folder(), &mut all);
    }
    paths(Charter::FIELDS, "engagement", &mut all);
    paths(Pace::FIELDS, "pace", &mut all);
    paths(Outcome::FIELDS, "outcomes", &mut all);
    for (root, path) in roots().iter().flat_map(|root| files(root).into_iter().map(move |path| (root, path))) {
        let text = fs::read_to_string(root.join(&path)).unwrap();
        let value: Value = serde_yaml::from_str(text.trim_start_matches('\u{feff}')).unwrap();
        match reference(&path) {
            Some(reference) => answered(&read::fields(&reference), &value, &table(&reference), &mut answered_keys),
            None => answered(Settings::FIELDS, &value, "engage", &mut answered_keys),
        }
    }
    let missing: Vec<_> = all.difference(&answered_keys).collect();
    assert!(missing.is_empty(), "no file of a golden workspace answers {missing:?}");
}

#[test]
fn a_search_finds_every_text_of_every_kind() {
    let mut found_kinds = BTreeSet::new();
    for root in roots() {
        let workspace = Workspace::open(&root, &root);
        for id in &workspace.ids().unwrap().0 {
            for document in record_texts(&load::engagement(&workspace, id).0) {
                let kind = document.record.word();
                for text in document.texts() {
                    let query = Query::of(text);
                    let found = search(&workspace, std::slice::from_ref(id), &[kind], &query, |engagement| {
                        rank::matches(engagement, &query)
                    });
                    let is_found = found.found.iter().any(|found| found.record == document.record);
                    let is_common = query.words().all(|word| !too_common(word).is_empty());
                    assert!(is_found || is_common, "{} in {id}: {text}", document.record);
                }
                found_kinds.insert(kind);
            }
        }
    }
    assert_eq!(found_kinds, kinds().collect());
}

#[test]
fn the_golden_workspace_is_written_in_every_hand() {
    let root = root("schema-1");
    let files = files(&root);
    let texts: Vec<String> = files.iter().map(|path| fs::read_to_string(root.join(path)).unwrap()).collect();
    let some = |is: &dyn Fn(&str) -> bool| texts.iter().any(|text| is(text));
    assert!(some(&|text| text.starts_with('\u{feff}')), "a byte order mark");
    assert!(some(&|text| text.contains("\r\n")), "CRLF");
    assert!(some(&|text| !text.ends_with('\n')), "no last line end");
    assert!(some(&|text| text.starts_with('{')), "flow style from the first character");
    for style in
        [": |\n", ": |-\n", ": |+\n", ": >\n", ": >-\n", ": |2-\n", ": |-\r\n", "\"on\":", "'on':", " # ", "\n# "]
    {
        assert!(some(&|text| text.contains(style)), "{style:?}");
    }
    assert!(files.iter().any(|path| path.parent().unwrap().ends_with("forks")), "a fork that was resolved");
}
