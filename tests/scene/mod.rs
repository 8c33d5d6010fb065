//! The common setup of most tests: the program without the settings of this machine, and a workspace for it.

#![allow(dead_code, reason = "each test uses its own part")]

#[cfg(unix)]
pub mod transcript;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The program.
pub const ENGAGE: &str = env!("CARGO_BIN_EXE_engage");

/// Environment variables that a person, a terminal or a git hook may have set, and that could affect the tests.
const SETTINGS: [&str; 15] = [
    "ENGAGE_WORKSPACE", "ENGAGE_ENGAGEMENT", "ENGAGE_ME", "ENGAGE_EDITOR", "VISUAL", "EDITOR", "GIT_EDITOR", "GIT_DIR",
    "GIT_INDEX_FILE", "GIT_WORK_TREE", "COLUMNS", "CLICOLOR_FORCE", "ENGAGE_PAGER", "PAGER", "RUST_BACKTRACE",
];

/// The program in a folder: without settings, without colour, on 2 March 2026.
pub fn command(folder: &Path) -> Command {
    program(ENGAGE, folder)
}

/// Another program in the same environment, such as one that starts `engage`.
pub fn program(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(name);
    for setting in SETTINGS {
        command.env_remove(setting);
    }
    command.current_dir(folder).env("ENGAGE_TODAY", "2026-03-02").env("NO_COLOR", "1");
    command
}

/// Runs the program.
pub fn engage(folder: &Path, arguments: &[&str]) -> Output {
    command(folder).args(arguments).output().expect("engage runs")
}

/// The output of the program, which must succeed.
pub fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = engage(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output));
    text(&output)
}

/// Runs a command with text on its standard input.
pub fn piped(command: &mut Command, words: &str) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("engage runs");
    // a command that does not read its input closes the pipe early, which is fine
    let _ = child.stdin.take().expect("a pipe").write_all(words.as_bytes());
    child.wait_with_output().expect("engage ends")
}

/// The output of a command on standard error.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The output of a command on both streams.
pub fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), stderr(output))
}

/// A workspace with an engagement, and a person of the customer.
pub fn workspace() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    done(folder.path(), &["init"]);
    done(folder.path(), &["new", "harbor-search", "--customer", "Port of Aldmouth"]);
    done(folder.path(), &["add", "person", "Ana Ortiz", "--side", "customer"]);
    folder
}

/// Copies the contents of a folder.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("a name in it");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("a file");
        }
    }
}

/// Waits until a condition holds, at most half a minute.
#[track_caller]
pub fn wait_for(mut happens: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !happens() {
        assert!(begun.elapsed() < Duration::from_secs(30), "it does not happen");
        std::thread::sleep(Duration::from_millis(5));
    }
}
