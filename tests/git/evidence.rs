//! Evidence in clones: git converts no line end of it, and where it did, that is what is said.

use std::fs;

use crate::clones::{Clone, git_in, text};
use crate::scene;
use tempfile::TempDir;

const DAY: &str = "2026-03-02";
const TIMES: &str = "mark,seconds\n7/12,9\n";

/// A repository `origin` in a folder, with a goal; `init` knows of the repository or not.
fn origin(home: &TempDir, is_pinned: bool) -> Clone {
    let origin = Clone { folder: home.path().join("origin") };
    fs::create_dir_all(origin.folder.join("engagements/harbor-search/evidence")).unwrap();
    fs::create_dir(origin.folder.join("measured by Ana")).unwrap();
    origin.git(&["init", "-q"]);
    origin.engage(DAY, &["init"]);
    if !is_pinned {
        fs::remove_file(origin.folder.join(".gitattributes")).unwrap();
    }
    fs::remove_dir_all(origin.folder.join("engagements/harbor-search")).unwrap();
    origin.engage(DAY, &["new", "harbor-search", "--customer", "Port of Aldmouth"]);
    origin.engage(DAY, &["add", "goal", "fast", "--criterion", "in ten seconds"]);
    origin
}

/// A clone whose owner has git convert line ends.
fn converting(home: &TempDir) -> Clone {
    let output = git_in(home.path(), &["clone", "-q", "-c", "core.autocrlf=true", "origin", "converting"]);
    assert!(output.status.success(), "{}", text(&output));
    Clone { folder: home.path().join("converting") }
}

fn check(clone: &Clone) -> String {
    text(&clone.try_engage(DAY, &["check", "--only", "evidence-changed"]))
}

#[test]
fn judged_evidence_keeps_its_bytes_in_a_clone_that_converts_line_ends() {
    for is_pinned in [true, false] {
        for file in ["engagements/harbor-search/evidence/times.csv", "measured by Ana/[times].csv"] {
            let home = TempDir::new().unwrap();
            let origin = origin(&home, is_pinned);
            let path = origin.folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, TIMES).unwrap();
            let said = origin.engage(DAY, &["judge", "fast", "met", "--evidence", file]);
            let is_added = !is_pinned || file.starts_with("measured");
            assert_eq!(said.contains("added to .gitattributes: "), is_added, "{said}");
            origin.commit();
            let clone = converting(&home);
            assert_eq!(fs::read_to_string(clone.folder.join(file)).unwrap(), TIMES, "{file}");
            assert_eq!(check(&clone), "", "{file}");
            let again = origin.engage(DAY, &["judge", "fast", "met", "--evidence", file]);
            assert!(!again.contains(".gitattributes"), "{again}");
        }
    }
}

#[test]
fn evidence_that_git_converted_is_said_to_differ_in_line_ends_only() {
    let home = TempDir::new().unwrap();
    let origin = origin(&home, false);
    let file = "engagements/harbor-search/evidence/times.csv";
    fs::create_dir_all(origin.folder.join(file).parent().unwrap()).unwrap();
    fs::write(origin.folder.join(file), TIMES).unwrap();
    origin.engage(DAY, &["judge", "fast", "met", "--evidence", file]);
    fs::remove_file(origin.folder.join(".gitattributes")).unwrap();
    origin.commit();
    let clone = converting(&home);
    assert!(fs::read_to_string(clone.folder.join(file)).unwrap().contains("\r\n"));
    let said = check(&clone);
    assert!(said.contains("differs from what was judged in line ends only"), "{said}");
    let remedy = said.lines().find(|line| line.contains("git -c")).unwrap().trim();
    let remedy = remedy.split("   #").next().unwrap();
    let done = scene::program("sh", &clone.folder).args(["-c", remedy]).output().unwrap();
    assert!(done.status.success(), "{remedy}: {}", text(&done));
    assert_eq!(check(&clone), "", "{remedy}");
    fs::write(clone.folder.join(file), "mark,seconds\r\n7/12,14\r\n").unwrap();
    assert!(check(&clone).contains("is not what it was when it was named"));
}
