//! Where the answer goes: a closed pipe is quiet, a full device is said, after what was to be written is written.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::process::Stdio;

use crate::scene::{command, engage, said, workspace};

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_said_and_what_was_to_be_written_is_there() {
    let folder = workspace();
    let full = || Stdio::from(OpenOptions::new().write(true).open("/dev/full").unwrap());
    let add =
        command(folder.path()).args(["add", "note", "the tide table is on paper"]).stdout(full()).output().unwrap();
    assert_eq!(add.status.code(), Some(1));
    assert!(said(&add).contains("saved, but could not print"), "{}", said(&add));
    assert_eq!(std::fs::read_dir(folder.path().join("engagements/harbor-search/notes")).unwrap().count(), 1);
    let list = command(folder.path()).args(["list"]).stdout(full()).output().unwrap();
    assert_eq!(list.status.code(), Some(1));
    assert!(said(&list).starts_with("error: could not print"), "{}", said(&list));
}

#[cfg(target_os = "linux")]
#[test]
fn every_command_that_wrote_says_that_it_is_saved_and_one_that_did_not_does_not() {
    let folder = workspace();
    let full = || Stdio::from(OpenOptions::new().write(true).open("/dev/full").unwrap());
    let told = |arguments: &[&str]| {
        let output = command(folder.path()).args(arguments).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", said(&output));
        said(&output)
    };
    for arguments in [
        &["new", "quay-two", "--customer", "Port of Sel"][..],
        &["set", "-e", "harbor-search", "belief=a search that works at sea"],
        &["advance", "harbor-search", "--because", "the boat leaves"],
        &["report", "harbor-search"],
        &["report", "harbor-search", "--all", "--json"],
        &["export", "--format", "csv"],
        &["template", "eject", "brief"],
        &["call-off", "harbor-search", "--reason", "the budget is gone"],
    ] {
        let before = names_below(folder.path());
        assert_eq!(told(arguments), "error: saved, but could not print: the output takes no more\n", "{arguments:?}");
        assert!(arguments[0] == "set" || names_below(folder.path()) > before, "{arguments:?} wrote nothing");
    }
    for arguments in [
        &["add", "note", "not to be kept", "--dry-run", "-e", "quay-two"][..],
        &["advance", "quay-two", "--because", "x", "--dry-run", "--json"],
        &["export", "--format", "ndjson"],
        &["log", "quay-two"],
        &["check", "--json"],
    ] {
        let before = names_below(folder.path());
        assert_eq!(told(arguments), "error: could not print: the output takes no more\n", "{arguments:?}");
        assert_eq!(names_below(folder.path()), before, "{arguments:?}");
    }
}

/// How many files there are in a folder, and below it.
#[cfg(target_os = "linux")]
fn names_below(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.map(|path| if path.is_dir() { names_below(&path) } else { 1 }).sum()
}

#[test]
fn what_is_to_be_written_is_written_though_nobody_reads_the_answer() {
    let folder = workspace();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let add =
        command(folder.path()).args(["add", "note", "nobody reads this"]).stdout(Stdio::from(writer)).output().unwrap();
    assert_eq!((add.status.code(), said(&add).as_str()), (Some(0), ""));
    assert_eq!(std::fs::read_dir(folder.path().join("engagements/harbor-search/notes")).unwrap().count(), 1);
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let folder = workspace();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let show = command(folder.path()).args(["show"]).stdout(Stdio::from(writer)).output().unwrap();
    assert_eq!((show.status.code(), said(&show).as_str()), (Some(0), ""));
}

#[test]
fn a_reader_writes_nothing_not_even_beside_the_records() {
    let folder = tempfile::tempdir().unwrap();
    File::create(folder.path().join("engage.yaml")).unwrap();
    std::fs::create_dir_all(folder.path().join("engagements/a/cycle-1")).unwrap();
    for arguments in [&["status"][..], &["list"], &["show", "a"], &["log", "a"], &["report", "a", "-o", "-"]] {
        engage(folder.path(), arguments);
    }
    let mut names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["engage.yaml", "engagements"]);
}
