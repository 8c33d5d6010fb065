//! Ids, names and places that would lead elsewhere: refused before the disk is touched.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::scene;
use crate::scene::{ENGAGE, done, said, text};

/// What is no name anywhere.
const NAMES: &[&str] = &[
    "..",
    ".",
    "../x",
    "../../x",
    "a/../../x",
    "/etc/x",
    "//x",
    "~",
    "~/x",
    "~root",
    "C:\\x",
    "C:x",
    "c:/x",
    "\\\\server\\share",
    "..\\x",
    "a\\b",
    "a\u{2215}b",
    "a%2f..%2fb",
    "x.yaml/..",
    "x\u{0}y",
    "x\ny",
    "\u{202e}x",
    "x\u{1b}[31m",
];

fn engage(folder: &Path, arguments: &[&str]) -> Output {
    scene::program("timeout", folder).args(["10", ENGAGE]).args(arguments).env("HOME", folder).output().unwrap()
}

/// A folder with a workspace in it, and a file beside the workspace that nothing may touch.
fn workspace() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("workspace");
    fs::create_dir(&root).unwrap();
    fs::write(folder.path().join("x"), "theirs\n").unwrap();
    fs::write(folder.path().join("x.yaml"), "name: theirs\nside: ours\n").unwrap();
    for arguments in [
        &["init"][..],
        &["new", "harbor-search", "--customer", "Port of Aldmouth"],
        &["add", "person", "Ana Ortiz", "--side", "customer"],
        &["add", "goal", "find a report", "--criterion", "ten seconds"],
        &["add", "action", "rescan", "--owner", "ana-ortiz"],
    ] {
        done(&root, arguments);
    }
    (folder, root)
}

/// Every file below a folder with its bytes; folders without.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.insert(path.clone(), vec![]);
            files.extend(tree(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

/// The commands that take a name, each with the name in one of its places.
fn commands(name: &str) -> Vec<Vec<String>> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    // the name of a new one may be any words, as long as they are no path
    let is_path = name.contains(['/', '\\', ':']) || name.starts_with(['.', '~']);
    let new = is_path.then(|| owned(&["new", name, "--customer", "C"]));
    let others = vec![
        owned(&["status", name]),
        owned(&["show", name]),
        owned(&["log", name]),
        owned(&["advance", name]),
        owned(&["check", name]),
        owned(&["close", name]),
        owned(&["call-off", name, "--reason", "r"]),
        owned(&["report", "after-action", name]),
        owned(&["report", name, "harbor-search"]),
        owned(&["export", name, "--format", "ndjson"]),
        owned(&["set", "-e", name, "belief=x"]),
        owned(&["set", "--in", name, "text=x"]),
        owned(&["set", "--in", &format!("people/{name}"), "phone=1"]),
        owned(&["set", "--in", &format!("cycle-1/{name}"), "belief=x"]),
        owned(&["edit", name]),
        owned(&["edit", &format!("goals/{name}")]),
        owned(&["add", "person", "Bo Tan", "--side", "ours", "--id", name]),
        owned(&["add", "goal", "faster", "--criterion", "c", "--id", name]),
        owned(&["judge", name, "met"]),
        owned(&["done", name]),
        owned(&["resolve", "harbor-search", "--keep", name]),
        owned(&["template", "show", name]),
        owned(&["explain", name]),
    ];
    new.into_iter().chain(others).collect()
}

#[test]
fn what_is_no_name_is_refused_before_the_disk_is_touched() {
    let (folder, root) = workspace();
    let before = tree(folder.path());
    for name in NAMES {
        if name.contains('\0') {
            continue;
        }
        for command in commands(name) {
            let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
            let output = engage(&root, &arguments);
            let told = said(&output);
            assert!([2, 3, 4].contains(&output.status.code().unwrap()), "{arguments:?}: {told}");
            assert!(told.starts_with("error: ") && !told.contains("panicked"), "{arguments:?}: {told}");
            assert!(!told.contains("theirs"), "{arguments:?}: a file elsewhere was read: {told}");
            assert!(!told.contains(['\u{202e}', '\u{1b}']), "{arguments:?} steers the terminal: {told:?}");
        }
    }
    let after = tree(folder.path());
    let changed: Vec<_> = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).collect();
    assert!(changed.is_empty() && after.len() == before.len(), "{changed:?}");
}

#[test]
fn a_name_that_some_machine_refuses_is_never_made() {
    let (_folder, root) = workspace();
    for (name, made) in [
        ("CON", "con-1"),
        ("aux", "aux-1"),
        ("NUL", "nul-1"),
        ("com1", "com1-1"),
        ("Ana Ortiz", "ana-ortiz-2"),
        ("ANA ORTIZ", "ana-ortiz"),
        ("An\u{301}a Ortiz", "ana-ortiz"),
    ] {
        engage(&root, &["add", "person", name, "--side", "ours"]);
        let made = root.join(format!("engagements/harbor-search/people/{made}.yaml"));
        assert!(made.exists() || name == "Ana Ortiz", "{name}: {}", made.display());
    }
    let long = "inspection ".repeat(40);
    for arguments in [
        &["new", "CON", "--customer", "C"][..],
        &["new", &long, "--customer", "C"],
        &["new", "Ｃｏｎ", "--customer", "C"],
        &["add", "note", &long],
        &["add", "requirement", &long, "--class", "user"],
        &["add", "lesson", &"\u{1f6a2}".repeat(30), "--kind", "mistake"],
        &["add", "action", "...", "--owner", "ana-ortiz"],
        &["add", "artifact", "prn", "--class", "data"],
        &["add", "approach", "a\\b:c*d?", "--result", "failed"],
    ] {
        engage(&root, arguments);
    }
    let mut folded = std::collections::BTreeSet::new();
    for path in tree(&root).keys() {
        let name = path.file_name().unwrap().to_str().unwrap();
        let stem = name.split('.').next().unwrap();
        assert!(name.is_ascii() && name.len() <= 100, "{name}");
        assert!(!["con", "aux", "nul", "prn", "com1"].contains(&stem), "{name}");
        assert!(!name.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) && !name.ends_with(['.', ' ']), "{name}");
        assert!(folded.insert(path.to_str().unwrap().to_lowercase()), "{}", path.display());
    }
}

#[test]
fn a_pipe_or_a_device_is_neither_waited_for_nor_filled() {
    let (_folder, root) = workspace();
    fs::create_dir_all(root.join("templates")).unwrap();
    fs::create_dir_all(root.join("engagements/harbor-search/notes")).unwrap();
    let pipe = |inner: &str| {
        let path = root.join(inner);
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        path
    };
    let note = pipe("engagements/harbor-search/notes/2026-05-04-a-pipe-7k2m.yaml");
    for arguments in [&["status"][..], &["list"], &["check"], &["show"], &["export", "--format", "ndjson", "-o", "-"]] {
        let output = engage(&root, arguments);
        let told = text(&output);
        assert_ne!(output.status.code(), Some(124), "{arguments:?} waited");
        let named = told.contains("2026-05-04-a-pipe-7k2m.yaml: ") || arguments == ["list"];
        assert!(named, "{arguments:?}: {told}");
    }
    fs::remove_file(note).unwrap();
    let template = pipe("templates/after-action.md");
    for arguments in [&["report", "-o", "-"][..], &["report", "--list"], &["template"]] {
        assert_ne!(engage(&root, arguments).status.code(), Some(124), "{arguments:?} waited");
    }
    fs::remove_file(template).unwrap();
    pipe("elsewhere.md");
    for arguments in [&["report", "-o", "elsewhere.md"][..], &["export", "--format", "ndjson", "-o", "elsewhere.md"]] {
        let output = engage(&root, arguments);
        assert!([1, 2].contains(&output.status.code().unwrap()), "{arguments:?}: {:?}", output.status);
    }
}
