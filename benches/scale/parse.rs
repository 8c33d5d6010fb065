//! This benchmark once more, as a program that only parses: it loads every engagement of a workspace with the loader
//! of `engage check`, and does nothing with them.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use engage::store::load;
use engage::store::workspace::Workspace;

/// The argument that makes this program that one.
const ARGUMENT: &str = "--only-parse";

/// The workspace to parse, where this run is asked for that.
pub fn asked() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip_while(|argument| argument != ARGUMENT);
    arguments.nth(1).map(PathBuf::from)
}

/// The command that only parses a workspace.
pub fn command(workspace: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("a program knows where it is"));
    command.arg(ARGUMENT).arg(workspace);
    command
}

/// Parses a workspace.
pub fn run(workspace: &Path) -> ExitCode {
    let workspace = Workspace::open(workspace, workspace);
    let (ids, _) = workspace.ids().expect("the folder of engagements can be read");
    let loaded = load::engagements(&workspace, &ids);
    let unread: usize = loaded.iter().map(|(_, unread)| unread.len()).sum();
    println!("{} engagements, {unread} unread", loaded.len());
    ExitCode::SUCCESS
}
