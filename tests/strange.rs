//! Files that are no plain files, where a record or a folder should be: not followed, not waited for.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot set the scene cannot go on")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
    let mut command = Command::new("timeout");
    command.args(["5", env!("CARGO_BIN_EXE_engage")]).args(arguments).current_dir(folder);
    command.env_remove("ENGAGE_WORKSPACE").env_remove("ENGAGE_ENGAGEMENT").output().unwrap()
}

fn pipe(path: &Path) {
    let _ = fs::remove_file(path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn odd(folder: &tempfile::TempDir, inner: &str) -> PathBuf {
    folder.path().join("engagements/odd").join(inner)
}

/// `list` and `status` of both end with 0, and name the file.
fn assert_named(folder: &tempfile::TempDir, name: &str) {
    for arguments in [&["list"][..], &["status"], &["status", "odd"]] {
        let output = engage(folder.path(), arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(said.contains(&format!("{name}: ")), "{arguments:?}: {said}");
    }
    assert!(String::from_utf8(engage(folder.path(), &["list"]).stdout).unwrap().contains("good"));
}

#[test]
fn a_pipe_is_not_waited_for() {
    for inner in ["engagement.yaml", "cycle-1/01-hypothesis.yaml"] {
        let folder = workspace();
        pipe(&odd(&folder, inner));
        let output = engage(folder.path(), &["status", "odd"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains(&format!("engagements/odd/{inner}: ")), "{said}");
    }
    let folder = workspace();
    pipe(&folder.path().join("engage.yaml"));
    assert_named(&folder, "engage.yaml");
}

#[test]
fn a_link_is_not_read_through() {
    let folder = workspace();
    fs::remove_file(odd(&folder, "engagement.yaml")).unwrap();
    symlink("../good/engagement.yaml", odd(&folder, "engagement.yaml")).unwrap();
    assert_named(&folder, "engagements/odd/engagement.yaml");
    fs::create_dir(odd(&folder, "elsewhere")).unwrap();
    symlink("elsewhere", odd(&folder, "notes")).unwrap();
    let output = engage(folder.path(), &["status", "odd"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("engagements/odd/notes: is a symbolic link"), "{said}");
}

#[test]
fn an_engagement_behind_a_link_is_not_written_to() {
    let folder = workspace();
    symlink("good", folder.path().join("engagements/linked")).unwrap();
    for arguments in [&["status", "linked"][..], &["add", "note", "x", "-e", "linked"]] {
        let output = engage(folder.path(), arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(4), "{said}");
        assert!(said.contains("engagements/linked is no folder, and a link is not followed"), "{said}");
    }
    assert!(!folder.path().join("engagements/good/notes").exists());
}
