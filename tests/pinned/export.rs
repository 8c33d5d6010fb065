//! What `engage export` writes, held against the files that it was made from, and its columns against
//! `src/exchange/columns.md`, which `SNAPSHOTS=overwrite cargo test --test pinned` writes anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::scene;
use crate::scene::said;
use engage::model::inventory::sheets;
use serde_json::Value;

fn engage(workspace: &Path, arguments: &[&str]) -> Output {
    scene::command(workspace).args(arguments).env("ENGAGE_TODAY", "2026-06-01").output().unwrap()
}

fn done(workspace: &Path, arguments: &[&str]) -> String {
    let output = engage(workspace, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
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
fn the_same_record_gives_the_same_bytes_and_is_not_written_again() {
    let folder = sample();
    let first = done(folder.path(), &["export", "--format", "ndjson"]);
    assert_eq!(done(folder.path(), &["export", "--format", "ndjson"]), first);
    done(folder.path(), &["export", "--format", "csv"]);
    let again = engage(folder.path(), &["export", "--format", "csv"]);
    let records = first.lines().count();
    assert_eq!(said(&again), format!("{records} records of 3 engagements stand in export already, as they are\n"));
    assert!(again.stdout.is_empty());
    done(folder.path(), &["add", "note", "the tide table is on paper", "-e", "storm-timber"]);
    assert_eq!(done(folder.path(), &["export", "--format", "csv"]), "export/note.csv\n");
    let left = fs::read_dir(folder.path().join("export")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| name.to_str().unwrap().ends_with(".csv")));
}

#[test]
fn an_export_goes_over_no_record_and_no_file_of_another() {
    let folder = sample();
    for place in [
        "engagements",
        "engagements/harbor-search/spend",
        "engagements/x",
        "templates/x",
        ".git/x",
        "x/../engagements/y",
        "engagements/harbor-search/documents/x",
        "out.yaml",
        ".",
    ] {
        for format in ["csv", "ndjson"] {
            let refused = engage(folder.path(), &["export", "--format", format, "-o", place]);
            assert_eq!(refused.status.code(), Some(2), "{place}: {}", said(&refused));
        }
    }
    fs::create_dir(folder.path().join("books")).unwrap();
    let own = folder.path().join("books/spend.csv");
    fs::write(&own, "date,amount\n2026-01-02,3\n").unwrap();
    let refused = engage(folder.path(), &["export", "--format", "csv", "-o", "books"]);
    assert_eq!(refused.status.code(), Some(3));
    assert_eq!(
        said(&refused),
        "error: books/spend.csv is there, and no earlier export\nhint: name another place with `-o`, or move the file away\n"
    );
    assert_eq!(fs::read_dir(folder.path().join("books")).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(&own).unwrap(), "date,amount\n2026-01-02,3\n");
}

#[cfg(unix)]
#[test]
fn no_way_leads_a_report_or_an_export_among_the_records() {
    let folder = sample();
    let root = folder.path();
    std::os::unix::fs::symlink("engagements", root.join("linked")).unwrap();
    std::os::unix::fs::symlink("engagements/harbor-search/goals", root.join("tables")).unwrap();
    let before = records(&root.join("engagements")).len();
    for place in ["linked/harbor-search", "linked/x/../y", "tables"] {
        let refused = engage(root, &["export", "--format", "csv", "-o", place]);
        assert_eq!(refused.status.code(), Some(2), "{place}: {}", said(&refused));
    }
    let inside = fs::canonicalize(root).unwrap();
    let around = format!("../{}/engagements/harbor-search/engagement.yaml", inside.file_name().unwrap().display());
    for place in [
        "engagements/harbor-search/evidence/timing-2026-04-08.csv",
        "engagements/harbor-search/new.md",
        "engagements/harbor-search/people/new.md",
        "linked/harbor-search/people/new.md",
        "linked/harbor-search/engagement.yaml",
        "engagements",
        "../elsewhere.yml",
        &around,
    ] {
        let refused = engage(root, &["report", "brief", "harbor-search", "-o", place]);
        assert_eq!(refused.status.code(), Some(2), "{place}: {}", said(&refused));
        assert!(said(&refused).contains("is where records are kept, and a report is none"), "{}", said(&refused));
    }
    assert_eq!(records(&root.join("engagements")).len(), before);
    for place in ["linked/harbor-search/documents/mine.md", "engagements/all.md", "new/brief.md"] {
        assert_eq!(done(root, &["report", "brief", "harbor-search", "-o", place]), format!("{place}\n"));
    }
}

#[test]
fn a_place_that_is_where_one_stands_is_said_as_a_dot() {
    let folder = sample();
    fs::create_dir(folder.path().join("tables")).unwrap();
    let export = engage(&folder.path().join("tables"), &["export", "--format", "csv", "--kind", "outcome", "-o", "."]);
    assert!(said(&export).contains(" to . (internal"), "{}", said(&export));
}

#[test]
fn an_export_that_would_be_incomplete_is_refused() {
    let folder = sample();
    fs::write(folder.path().join("engagements/storm-timber/engagement.yaml"), "schema: 1\ntitle: [\n").unwrap();
    let export = engage(folder.path(), &["export", "--format", "ndjson"]);
    assert_eq!((export.status.code(), export.stdout.as_slice()), (Some(1), &b""[..]));
    assert!(said(&export).starts_with("warning: engagements/storm-timber/engagement.yaml:"), "{}", said(&export));
    let why = "error: `engagement` of storm-timber cannot be read, so the export would be incomplete\n";
    assert!(said(&export).contains(why), "{}", said(&export));
    for whole in [&["--kind", "spend"][..], &["harbor-search"]] {
        let export = engage(folder.path(), &[&["export", "--format", "ndjson"], whole].concat());
        assert!(export.status.success() && !export.stdout.is_empty(), "{whole:?}: {}", said(&export));
    }
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
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exchange/columns.md");
    let folder = sample();
    let columns: Value = serde_json::from_str(&done(folder.path(), &["export", "--columns", "--json"])).unwrap();
    let told = fs::read_to_string(&path).unwrap_or_default();
    let head = told.split_once("\n## ").map_or(told.as_str(), |(head, _)| head).trim_end();
    let documented = format!("{head}\n{}", tables(&columns["data"]));
    if std::env::var_os("SNAPSHOTS").is_some_and(|how| how == "overwrite") {
        return fs::write(&path, &documented).unwrap();
    }
    assert!(told == documented, "src/exchange/columns.md is not current: SNAPSHOTS=overwrite cargo test --test pinned");
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

/// Below `extra`, a token and what JSON makes of it.
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
        // as the fast reader takes it, and as only the parser does
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
            let records = shown["data"]["records"].as_object().unwrap();
            let shown = records.values().find(|record| record.get("text").is_some()).unwrap();
            assert_eq!(shown["extra"].to_string(), json);
        }
    }
}
