//! Tables that `engage import` reads: its own exports, and the examples of its help.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::scene::{self, done, engage, text};

/// The kinds in the order in which one refers to another.
const KINDS: [(&str, &str); 4] =
    [("people", "person"), ("requirements", "requirement"), ("actions", "action"), ("spend", "spend")];

/// A workspace with the engagements of a folder of the project.
fn workspace(from: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("engage.yaml"), "currency: EUR\n").unwrap();
    scene::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(from), &folder.path().join("engagements"));
    folder
}

/// The table of a kind of an engagement.
fn table(root: &Path, kind: &str, engagement: &str) -> String {
    let output = engage(root, &["export", "--format", "csv", "--kind", kind, "-o", "-", engagement]);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_was_exported_and_is_imported_again_is_the_same() {
    // actions of the second wait for each other by names from before they were edited
    for (from, id, kinds) in [
        ("engagements", "harbor-search", &KINDS[..]),
        ("tests/golden/second-edition/engagements", "warm-boxes", &[KINDS[0], KINDS[1], KINDS[3]]),
        ("tests/cmd/base/archive/engagements", "pump-watch", &KINDS),
    ] {
        let folder = workspace(from);
        let root = folder.path();
        let tables: Vec<_> = kinds.iter().map(|(_, kind)| table(root, kind, id)).collect();
        let folders = kinds.iter().map(|(kinds, _)| root.join("engagements").join(id).join(kinds));
        folders.filter(|folder| folder.exists()).for_each(|folder| fs::remove_dir_all(folder).unwrap());
        for ((kinds, kind), before) in kinds.iter().zip(tables) {
            fs::write(root.join("table.csv"), format!("\u{feff}{before}")).unwrap();
            done(root, &["import", kinds, "table.csv", "-e", id]);
            // the name of a dated record is made from the bytes that are written now
            assert_eq!(unnamed(kind, &table(root, kind, id)), unnamed(kind, &before), "{id}");
            let again = done(root, &["import", kinds, "table.csv", "-e", id]);
            assert!(again.contains("nothing changed"), "{again}");
        }
    }
}

/// The rows of a table in order, without the names of dated records.
fn unnamed(kind: &str, table: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    if ["action", "spend"].contains(&kind) {
        for row in &mut rows {
            row.remove(2);
        }
    }
    rows.sort();
    rows
}

#[test]
fn the_tables_of_the_help_are_imported() {
    let folder = workspace("tests/cmd/base/harbor/engagements");
    let root = folder.path();
    done(root, &["new", "quay-two", "--customer", "Port of Sel"]);
    let help = done(root, &["import", "--help"]);
    for (kinds, _) in KINDS {
        let example = help.split(&format!("\n{kinds}:\n")).nth(1).unwrap().split("\n\n").next().unwrap();
        let lines: Vec<_> = example.lines().map(str::trim).collect();
        let output =
            scene::piped(scene::command(root).args(["import", kinds, "-", "-e", "quay-two"]), &lines.join("\n"));
        assert!(output.status.success() && text(&output).contains("Added "), "{}", text(&output));
    }
}
