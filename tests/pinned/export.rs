//! The output of `engage export`, compared with the source files, and its columns with
//! `docs/columns.md`, which `SNAPSHOTS=overwrite cargo test --test pinned` regenerates.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::scene;
use crate::scene::stderr;
use engage::model::inventory::sheets;
use serde_json::Value;

fn engage(workspace: &Path, arguments: &[&str]) -> Output {
    scene::command(workspace).args(arguments).env("ENGAGE_TODAY", "2026-06-01").output().unwrap()
}

fn done(workspace: &Path, arguments: &[&str]) -> String {
    let output = engage(workspace, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// A workspace with the sample engagements of the project.
fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("engage.yaml"), "currency: EUR\n").unwrap();
    scene::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("engagements"), &folder.path().join("engagements"));
    folder
}

/// The record files under a folder.
fn records(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    files.chain(folders.iter().flat_map(|folder| records(folder))).collect()
}

/// The lines of a table, each with its cells.
fn table(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (header, rows.collect())
}

#[cfg(unix)]
#[test]
fn an_export_is_written_where_it_belongs_and_nowhere_else() {
    scene::transcript::assert_transcript("tests/pinned/export.md");
}

#[test]
fn every_file_of_the_sample_is_one_line_in_either_form() {
    let folder = sample();
    let files = records(&folder.path().join("engagements")).len();
    done(folder.path(), &["export", "--format", "csv"]);
    let mut lines = BTreeMap::new();
    for sheet in sheets() {
        let (header, rows) = table(&folder.path().join("export").join(format!("{}.csv", sheet.kind)));
        let columns = sheet.columns().into_iter().map(|column| column.name);
        let expected: Vec<_> = ["engagement", "kind", "name"].map(str::to_owned).into_iter().chain(columns).collect();
        assert_eq!(header, expected, "{}", sheet.kind);
        assert!(rows.iter().all(|row| row[1] == sheet.kind), "{}", sheet.kind);
        lines.insert(sheet.kind.to_owned(), rows.len());
    }
    assert_eq!(lines.values().sum::<usize>(), files);
    let mut objects: BTreeMap<String, usize> = lines.keys().map(|kind| (kind.clone(), 0)).collect();
    for line in done(folder.path(), &["export", "--format", "ndjson"]).lines() {
        let object: Value = serde_json::from_str(line).unwrap();
        *objects.get_mut(object["kind"].as_str().unwrap()).unwrap() += 1;
        assert!(object["engagement"].is_string() && object["name"].is_string(), "{line}");
    }
    assert_eq!(objects, lines);
}

#[test]
fn hostile_words_come_through_as_words_and_never_as_a_formula() {
    let folder = sample();
    let words = "=HYPERLINK(\"http://x\"), | <script> [x](javascript:alert) {{7*7}} \u{1b}[2J";
    done(folder.path(), &["add", "note", words, "-e", "storm-timber"]);
    done(folder.path(), &["export", "--format", "csv", "storm"]);
    let (header, rows) = table(&folder.path().join("export/note.csv"));
    let text = header.iter().position(|name| name == "text").unwrap();
    assert!(rows.iter().any(|row| row[text] == format!("'{words}")), "{rows:?}");
    let lines = done(folder.path(), &["export", "--format", "ndjson", "storm", "--kind", "note"]);
    let notes: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(notes.iter().any(|note| note["text"] == words), "{lines}");
}

#[test]
fn the_columns_are_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/columns.md");
    let folder = sample();
    let columns: Value = serde_json::from_str(&done(folder.path(), &["export", "--columns", "--json"])).unwrap();
    let file = fs::read_to_string(&path).unwrap_or_default();
    let head = file.split_once("\n## ").map_or(file.as_str(), |(head, _)| head).trim_end();
    let documented = format!("{head}\n{}", tables(&columns["data"]));
    if std::env::var_os("SNAPSHOTS").is_some_and(|how| how == "overwrite") {
        return fs::write(&path, &documented).unwrap();
    }
    assert!(file == documented, "docs/columns.md is not current: SNAPSHOTS=overwrite cargo test --test pinned");
}

/// The columns of each kind in markdown.
fn tables(columns: &Value) -> String {
    let mut text = String::new();
    let mut kind = "";
    for column in columns.as_array().unwrap() {
        let of = |key: &str| column[key].as_str().unwrap();
        if of("kind") != kind {
            kind = column["kind"].as_str().unwrap();
            text += &format!("\n## {kind}\n\n| Column | Holds | What |\n| --- | --- | --- |\n");
        }
        if !["engagement", "kind", "name"].contains(&of("column")) {
            text += &format!("| `{}` | {} | {} |\n", of("column"), of("holds"), of("question"));
        }
    }
    text
}

/// A token below `extra`, and its value in JSON.
const FREE: [(&str, &str); 16] = [
    ("1.10", "\"1.10\""),
    (".inf", "\".inf\""),
    ("0o17", "\"0o17\""),
    ("0x1F", "\"0x1F\""),
    ("1e3", "\"1e3\""),
    ("007", "\"007\""),
    ("1234567890123456789012345678901234567890", "\"1234567890123456789012345678901234567890\""),
    ("~", "\"~\""),
    ("yes", "\"yes\""),
    ("True", "\"True\""),
    ("'1'", "\"1\""),
    ("1", "1"),
    ("-12.5", "-12.5"),
    ("true", "true"),
    ("null", "null"),
    ("", "null"),
];

#[test]
fn what_is_free_is_exported_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), &["init"]);
    done(folder.path(), &["new", "dock", "--customer", "Port of Aldmouth"]);
    done(folder.path(), &["add", "note", "keys", "--date", "2026-03-02"]);
    let note = records(&folder.path().join("engagements/dock/notes")).remove(0);
    let text = fs::read_to_string(&note).unwrap();
    for (token, json) in FREE {
        // both ways: as the fast path reads it, and as only the full parser does
        for free in [format!("extra:\n  a: {token}\n"), format!("extra: # why\n  \"a\": {token}\n")] {
            fs::write(&note, format!("{text}{free}")).unwrap();
            let json = format!("{{\"a\":{json}}}");
            let line = done(folder.path(), &["export", "--format", "ndjson", "--kind", "note"]);
            let line: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(line["extra"].as_str(), Some(json.as_str()), "{free}");
            done(folder.path(), &["export", "--format", "csv"]);
            let (header, rows) = table(&folder.path().join("export/note.csv"));
            assert_eq!(rows[0][header.iter().position(|name| name == "extra").unwrap()], json);
            let shown: Value = serde_json::from_str(&done(folder.path(), &["show", "--json"])).unwrap();
            let records = shown["data"]["records"].as_array().unwrap();
            let shown = records.iter().find(|record| record["kind"] == "note").unwrap();
            assert_eq!(shown["fields"]["extra"].to_string(), json);
        }
    }
}
