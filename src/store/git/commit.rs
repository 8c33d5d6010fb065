//! Commits the files of a workspace.
//!
//! The one place where git runs what the repository names, its hooks, filters and signing, with the user's own settings:
//! a commit is what the user asks for. What else is staged stays staged and is not committed.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::process::{Command, Output};

use super::{ELSEWHERE, NoGit, Repository, no_program, output, path_of};
use crate::insight::changes::Change;
use crate::store::prelude_above::*;

/// A file that differs from the last commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// The path relative to the folder.
    pub path: PathBuf,
    /// How it differs.
    pub change: Change,
    /// Whether git does not know it yet.
    is_new: bool,
}

/// The most files that one command line names, since systems bound its length.
const MOST: usize = 100;

impl Repository {
    /// The files of the workspace that differ from the last commit, by path. New files that an editor or a file manager
    /// left behind are not among them.
    pub fn changes(&self) -> Result<Vec<ChangedFile>, NoGit> {
        let prefix = self.read(["rev-parse", "--show-prefix"])?;
        let prefix = prefix.strip_suffix(b"\n").unwrap_or(&prefix);
        let listed = self.read([
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--",
            layout::SETTINGS,
            layout::ENGAGEMENTS,
            layout::TEMPLATES,
            layout::ATTRIBUTES,
            layout::SCHEMAS,
        ])?;
        let mut files = BTreeMap::new();
        for (path, state) in listed.split(|byte| *byte == 0).filter_map(|line| state_of(line, prefix)) {
            let Some((change, is_new)) = seen(state) else { continue };
            // staged as removed, and there again
            let change = if files.contains_key(&path) { Change::Set(vec![]) } else { change };
            files.insert(path.clone(), ChangedFile { path, change, is_new });
        }
        Ok(files.into_values().filter(|file| !(file.is_new && is_left_behind(&file.path))).collect())
    }

    /// Commits changed files with a message; returns the short name of the commit, or what git and its hooks printed when
    /// they refused. Then nothing stays staged.
    pub fn commit(&self, files: &[ChangedFile], message: &str) -> Result<Result<String, Vec<String>>, NoGit> {
        let new: Vec<_> = files.iter().filter(|file| file.is_new).map(|file| file.path.as_os_str()).collect();
        for new in new.chunks(MOST) {
            let added = self.with_settings(&["add", "--"], new)?;
            if !added.status.success() {
                return Ok(Err(printed(&added)));
            }
        }
        let parts: BTreeSet<_> = files.iter().filter_map(|file| file.path.iter().next()).collect();
        let message = format!("--message={message}");
        let commit = ["commit", "--quiet", "--only", &message, "--"];
        let committed = self.with_settings(&commit, &parts.into_iter().collect::<Vec<_>>())?;
        if !committed.status.success() {
            for new in new.chunks(MOST) {
                self.with_settings(&["reset", "--quiet", "--"], new)?;
            }
            return Ok(Err(printed(&committed)));
        }
        let name = self.read(["rev-parse", "--short", "HEAD"])?;
        Ok(Ok(String::from_utf8_lossy(&name).trim().to_owned()))
    }

    /// Runs git with the settings of the user and of the repository.
    fn with_settings(&self, arguments: &[&str], paths: &[&OsStr]) -> Result<Output, NoGit> {
        let mut git = Command::new("git");
        git.args(["--no-pager", "--literal-pathspecs"]).args(arguments).args(paths).current_dir(&self.0);
        for name in ELSEWHERE {
            git.env_remove(name);
        }
        output(&mut git).map_err(|error| no_program(&error))
    }
}

/// One file of `git status`: `XY PATH`, the path from the root of the repository.
fn state_of<'l>(line: &'l [u8], prefix: &[u8]) -> Option<(PathBuf, &'l [u8])> {
    Some((path_of(line.get(3..)?.strip_prefix(prefix)?), &line[..2]))
}

/// The change that the two letters of `git status` stand for, and whether git does not know the file yet; none for a file
/// that was added and is gone again.
fn seen(state: &[u8]) -> Option<(Change, bool)> {
    match state {
        b"??" => Some((Change::Added(None), true)),
        b"AD" => None,
        [b'A', _] | [_, b'A'] => Some((Change::Added(None), false)),
        [b'D', _] | [_, b'D'] => Some((Change::Removed, false)),
        _ => Some((Change::Set(vec![]), false)),
    }
}

/// Whether a file below one of the folders was left behind by an editor or a file manager.
fn is_left_behind(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    path.iter().nth(1).is_some() && layout::is_litter(&name)
}

fn printed(output: &Output) -> Vec<String> {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    out.lines().chain(err.lines()).map(ToOwned::to_owned).collect()
}
