//! Parts of the record that may not be read: named, and refused where a command means all of it.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::scene;
use crate::scene::{ENGAGE, without_rights};

/// A workspace with the engagements `good` and `odd`.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    engage(folder.path(), &["init"]);
    for name in ["good", "odd"] {
        engage(folder.path(), &["new", name, "--customer", "Port of Aldmouth"]);
    }
    folder
}

/// Runs `engage` under a limit of five seconds.
fn engage(folder: &Path, arguments: &[&str]) -> Output {
    scene::program("timeout", folder).args(["5", ENGAGE]).args(arguments).output().unwrap()
}

fn odd(folder: &tempfile::TempDir, inner: &str) -> PathBuf {
    folder.path().join("engagements/odd").join(inner)
}

/// All files below a folder, links not followed.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap() {
            kind if kind.is_dir() && entry.file_name() != ".engage" => all.extend(files(&entry.path())),
            _ => all.push(entry.path()),
        }
    }
    all.sort();
    all
}

#[test]
fn a_folder_that_may_not_be_read_is_named() {
    for inner in ["feedback", "outcomes", "cycle-1", ""] {
        let folder = workspace();
        let path = odd(&folder, inner);
        fs::create_dir_all(&path).unwrap();
        lock(&path, 0o000);
        let [stopped, listed] = [&["status", "odd"][..], &["list"]]
            .map(|arguments| without_rights(folder.path()).args(arguments).output().unwrap())
            .map(|output| String::from_utf8(output.stderr).unwrap());
        lock(&path, 0o755);
        let place = path.strip_prefix(folder.path()).unwrap().display().to_string();
        let place = place.trim_end_matches('/');
        assert!(stopped.contains(&format!("{place}: cannot be read: ")), "{inner}: {stopped}");
        assert_eq!(listed.contains(&format!("{place}: cannot be read: ")), inner != "feedback", "{inner}: {listed}");
    }
}

#[test]
fn what_means_all_of_the_record_is_refused_where_a_part_cannot_be_read() {
    let sign = &["sign-off", "scope", "Ana Ortiz", "-e", "odd"][..];
    let (csv, lines) = (&["export", "--format", "csv"][..], &["export", "--format", "ndjson", "-o", "-", "odd"][..]);
    let goals_alone = &["export", "--format", "ndjson", "--kind", "goal", "-o", "-"][..];
    let (close, on, on_because) =
        (&["close", "odd"][..], &["advance", "odd"][..], &["advance", "odd", "--because", "we must"][..]);
    for (step, part, commands) in [
        ("select", "goals", &[sign, csv, lines, goals_alone, close, on, on_because][..]),
        ("select", "goals/find-fast.yaml", &[sign, csv, goals_alone, close, on_because]),
        ("select", "requirements", &[sign, csv, close]),
        ("validate", "people", &[csv, close, on_because]),
        ("dev", "cycle-1/pace.yaml", &[csv, close, on_because]),
        ("demo", "feedback", &[lines, close, on, on_because]),
        ("after-action", "lessons", &[csv, on, on_because]),
        ("after-action", "spend", &[csv, on, on_because]),
        ("dev", "cycle-1", &[csv, close, on_because, &["advance", "odd", "--to", "select"]]),
        ("dev", "outcomes", &[csv, close, on_because]),
        ("dev", "engagement.yaml", &[csv, close]),
    ] {
        let folder = workspace();
        for arguments in [
            &["add", "person", "Ana Ortiz", "--side", "customer", "-e", "odd"][..],
            &["add", "goal", "find fast", "--criterion", "nine of ten", "-e", "odd"],
            &["pace", "set", "-e", "odd", "primary", "--plan", "the server"],
            &["advance", "odd", "--to", step, "--because", "it is a test"],
        ] {
            let output = engage(folder.path(), arguments);
            assert!(output.status.success(), "{arguments:?}: {}", scene::text(&output));
        }
        let path = odd(&folder, part);
        if !path.exists() {
            fs::create_dir_all(&path).unwrap();
        }
        let part = part.strip_suffix(".yaml").map_or(format!("{part}/"), ToOwned::to_owned);
        let run = |arguments: &[&str]| without_rights(folder.path()).args(arguments).output().unwrap();
        for arguments in commands {
            let words = [arguments, &["--dry-run"][..]].concat();
            let whole = run(&words);
            let is_fine = matches!(whole.status.code(), Some(0 | 3));
            assert!(is_fine && !scene::said(&whole).contains("cannot be read"), "{words:?}: {}", scene::text(&whole));
            let before = files(folder.path());
            let mode = fs::metadata(&path).unwrap().permissions();
            lock(&path, 0o000);
            let output = run(arguments);
            fs::set_permissions(&path, mode).unwrap();
            let said = scene::said(&output);
            assert_eq!(output.status.code(), Some(1), "{part}: {arguments:?}: {said}");
            assert!(said.contains(&format!("error: `{part}` of odd cannot be read, so ")), "{arguments:?}: {said}");
            assert!(output.stdout.is_empty() && said.contains("hint: fix that first"), "{arguments:?}: {said}");
            assert_eq!(files(folder.path()), before, "{arguments:?}");
        }
    }
}

#[test]
fn what_does_not_need_the_part_that_cannot_be_read_goes_on() {
    let folder = workspace();
    let goals = odd(&folder, "goals");
    fs::create_dir(&goals).unwrap();
    lock(&goals, 0o000);
    for arguments in [
        &["add", "note", "it goes on", "-e", "odd"][..],
        &["set", "-e", "odd", "belief=they search for minutes", "benefit=seconds"],
        &["advance", "odd"],
        &["export", "--format", "ndjson", "--kind", "note", "-o", "-"],
        &["export", "--format", "ndjson", "-o", "-", "good"],
        &["call-off", "odd", "--reason", "the budget is gone"],
    ] {
        let output = without_rights(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", scene::text(&output));
    }
    lock(&goals, 0o755);
}

fn lock(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}
