//! A workspace that may not be written: every reading command works, every writing one says why it does not.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Output;

use crate::scene;
use crate::scene::{ENGAGE, done, program, without_rights};
use crate::strace;
use tempfile::TempDir;

/// A workspace as it comes from git: without anything local.
fn workspace() -> TempDir {
    let folder = scene::workspace();
    done(folder.path(), &["add", "goal", "find a report", "--criterion", "nine of ten"]);
    fs::remove_dir_all(folder.path().join(".engage")).unwrap();
    folder
}

const READING: [&[&str]; 16] = [
    &["status"],
    &["status", "harbor-search"],
    &["list"],
    &["list", "--by", "step"],
    &["show"],
    &["log"],
    &["recall", "report"],
    &["report", "-o", "-"],
    &["report", "--list"],
    &["export", "--format", "ndjson", "-o", "-"],
    &["pace", "show"],
    &["explain"],
    &["template", "list"],
    &["debrief", "--template"],
    &["advance", "--because", "x", "--dry-run"],
    &["set", "belief=x", "--dry-run"],
];

const WRITING: [&[&str]; 11] = [
    &["new", "quay", "--customer", "Port of Sel"],
    &["advance", "--because", "x"],
    &["set", "belief=x"],
    &["add", "note", "x"],
    &["sign-off", "scope", "ana-ortiz"],
    &["judge", "find-a-report", "met"],
    &["pace", "set", "primary", "--plan", "x"],
    &["call-off", "--reason", "x"],
    &["close"],
    &["report"],
    &["init", "--sample"],
];

/// `engage` run in some way in a workspace that is read-only in that way.
fn assert_read_only(root: &Path, engage: impl Fn(&[&str]) -> Output) {
    for arguments in READING {
        let output = engage(arguments);
        let said = scene::said(&output);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    }
    assert!(matches!(engage(&["check"]).status.code(), Some(0 | 3)));
    for arguments in WRITING {
        let output = engage(arguments);
        let said = scene::said(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        let has_path = said.starts_with("error: failed to ") && said.contains(root.to_str().unwrap());
        assert!(has_path && said.contains(" (os error "), "{arguments:?}: {said}");
        assert!(said.contains("\nhint: ") && said.contains("read-only"), "{arguments:?}: {said}");
    }
}

#[test]
fn in_a_folder_that_may_not_be_written_reading_works_and_writing_says_read_only() {
    let folder = workspace();
    let root = folder.path();
    fs::set_permissions(root, fs::Permissions::from_mode(0o555)).unwrap();
    assert_read_only(root, |arguments| without_rights(root).args(arguments).output().unwrap());
    fs::set_permissions(root, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn on_a_disk_that_is_mounted_read_only_reading_works_and_writing_says_read_only() {
    let folder = workspace();
    let root = folder.path();
    let script = "mount --bind . . && mount -o remount,bind,ro . && cd . && exec \"$@\"";
    let mounted = |command: &[&str]| {
        let options = ["--map-root-user", "--mount", "sh", "-c", script, "sh"];
        program("unshare", root).args(options).args(command).output().unwrap()
    };
    if !mounted(&["true"]).status.success() {
        // where nobody may mount, the kernel's answer is put in by strace
        if strace::is_missing() {
            return;
        }
        return assert_read_only(root, |arguments| {
            let inject = ["-f", "-qq", "--output=/dev/null", "--trace=mkdir", "--inject=mkdir:error=EROFS", ENGAGE];
            program("strace", root).args(inject).args(arguments).output().unwrap()
        });
    }
    assert!(!mounted(&["touch", root.join("x").to_str().unwrap()]).status.success(), "it is not read-only");
    assert_read_only(root, |arguments| mounted(&[&[ENGAGE], arguments].concat()));
}
