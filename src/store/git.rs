//! The `git` program, called so that it runs nothing that a repository's own settings name.
//!
//! A folder from somebody else may have a `.git/config` that names commands. So there are no hooks, no file-system
//! monitor, no filters, no pager and no prompt; only read-only plumbing that takes no lock. A missing git is a result,
//! not an error. The submodule `commit` is the exception.

mod commit;

use std::ffi::OsStr;
use std::process::{Command, Output, Stdio};

use super::atomic::parent;
use crate::store::prelude_above::*;
pub use commit::ChangedFile;

/// The settings that every call turns off.
const SETTINGS: [&str; 4] =
    ["core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit", "protocol.allow=never"];

/// The variables that could point git to another repository.
const ELSEWHERE: [&str; 9] = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF",
];

/// Git cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoGit {
    /// There is no `git` program.
    #[error("cannot run git: the program `git` was not found")]
    NoProgram,
    /// Git fails there; has its error message.
    #[error("cannot run git: {0}")]
    Refused(String),
}

/// The git repository that contains a folder.
#[derive(Debug)]
pub struct Repository(PathBuf);

/// A file that git could not merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerged {
    /// The path relative to the folder.
    pub path: PathBuf,
    /// The objects of the common ancestor, ours and theirs, where they exist.
    pub sides: [Option<String>; 3],
    /// Whether each of them is a plain file.
    pub is_plain: bool,
}

/// The repository of a folder; `None` outside of one.
pub fn find(folder: &Path) -> Result<Option<Repository>, NoGit> {
    let output = run(folder, ["rev-parse", "--is-inside-work-tree"])?;
    if output.status.success() {
        return Ok((output.stdout.trim_ascii() == b"true").then(|| Repository(folder.to_owned())));
    }
    match failed(&output) {
        // a `.git` that git does not recognize is a broken repository
        NoGit::Refused(why) if why.contains("not a git repository") && layout::repository(folder).is_none() => Ok(None),
        unasked => Err(unasked),
    }
}

/// Git's error message.
fn failed(output: &Output) -> NoGit {
    let stderr = String::from_utf8_lossy(&output.stderr);
    let why = stderr.lines().find(|line| line.starts_with("fatal: ")).or_else(|| stderr.lines().next());
    NoGit::Refused(why.map_or_else(|| format!("it ended with {}", output.status), ToOwned::to_owned))
}

/// The unfinished operation in a folder's repository (`merge`, `rebase`), with the file or folder that marks it. Only
/// files are read, so that every command can afford it.
pub fn under_way(folder: &Path) -> Option<(String, &'static str)> {
    let mark = layout::repository(folder)?.join(layout::GIT);
    let (name, unfinished) = unfinished_in(&settings(folder)?)?;
    let inside = if mark.is_dir() { format!("/{name}") } else { String::new() };
    Some((format!("{}{inside}", layout::GIT), unfinished))
}

/// Whether a file in a folder has an unresolved merge conflict. Git runs only if an operation is in progress, if it
/// left an automatic merge result (as a stash does), or if that is unknown.
pub fn is_unmerged(folder: &Path, file: &Path) -> Result<bool, NoGit> {
    let may_be =
        |settings: PathBuf| unfinished_in(&settings).is_some() || settings.join(LEFT).try_exists().unwrap_or(true);
    if !settings(folder).is_some_and(may_be) {
        return Ok(false);
    }
    let unmerged = find(folder)?.map_or(Ok(vec![]), |repository| repository.unmerged())?;
    Ok(unmerged.iter().any(|unmerged| folder.join(&unmerged.path) == file))
}

/// The git directory of the repository that contains a folder, found through its `.git`.
fn settings(folder: &Path) -> Option<PathBuf> {
    let mark = layout::repository(folder)?.join(layout::GIT);
    Some(match bytes(&mark) {
        Ok(text) => parent(&mark).join(String::from_utf8(text).ok()?.strip_prefix("gitdir: ")?.trim_end()),
        Err(_) => mark,
    })
}

/// Where git keeps its automatic merge result until the next commit.
pub const LEFT: &str = "AUTO_MERGE";

/// The marker file or folder of an operation, and its git command.
fn unfinished_in(settings: &Path) -> Option<(&'static str, &'static str)> {
    let marks = [
        ("rebase-merge", "rebase"),
        ("rebase-apply", "rebase"),
        ("MERGE_HEAD", "merge"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"),
    ];
    marks.into_iter().find(|(mark, _)| settings.join(mark).exists())
}

/// The version of git; `None` if it is not installed.
pub fn version(folder: &Path) -> Option<String> {
    Some(output_of(command(folder).arg("version"))?.trim_start_matches("git version ").to_owned())
}

/// The editor from the user's git settings; a repository's own setting is not trusted.
pub fn editor(folder: &Path) -> Option<String> {
    editor_by(command(folder))
}

fn editor_by(mut git: Command) -> Option<String> {
    output_of(git.env("GIT_DIR", layout::NOWHERE).args(["var", "GIT_EDITOR"]))
}

/// The user's name and e-mail address, as git signs commits.
pub fn user(folder: &Path) -> Vec<String> {
    let names = ["user.name", "user.email"].map(|key| output_of(command(folder).args(["config", "--get", key])));
    names.into_iter().flatten().filter(|name| !name.is_empty()).collect()
}

/// Git's output, if it succeeds.
fn output_of(git: &mut Command) -> Option<String> {
    let output = output(git).ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok().map(|words| words.trim().to_owned())
}

impl Repository {
    /// The current branch; `None` if the head is detached.
    pub fn branch(&self) -> Result<Option<String>, NoGit> {
        let output = run(&self.0, ["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        match output.status.code() {
            Some(0) => Ok(Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())),
            Some(1) => Ok(None),
            _ => Err(failed(&output)),
        }
    }

    /// The files of the folder with unresolved conflicts, by path.
    pub fn unmerged(&self) -> Result<Vec<Unmerged>, NoGit> {
        let listed = self.read(["ls-files", "--unmerged", "-z", "--", "."])?;
        let mut files: Vec<Unmerged> = Vec::new();
        for (path, mode, object, stage) in listed.split(|byte| *byte == 0).filter_map(staged) {
            if files.last().is_none_or(|last| last.path != path) {
                files.push(Unmerged { path, sides: [const { None }; 3], is_plain: true });
            }
            let Some(file) = files.last_mut() else { continue };
            file.is_plain &= mode.starts_with("100");
            file.sides[stage - 1] = Some(object);
        }
        Ok(files)
    }

    /// The bytes of an object as committed; `None` if it exceeds the limit.
    pub fn blob(&self, object: &str, most: usize) -> Result<Option<Vec<u8>>, NoGit> {
        let size = String::from_utf8_lossy(&self.read(["cat-file", "-s", object])?).trim().to_owned();
        let size: usize = size.parse().map_err(|_| NoGit::Refused(format!("`{size}` is not a size")))?;
        if size > most {
            return Ok(None);
        }
        self.read(["cat-file", "blob", object]).map(Some)
    }

    /// Git's automatic merge result for a file; `None` if git kept none or not for this file.
    pub fn left(&self, path: &Path, most: usize) -> Result<Option<Vec<u8>>, NoGit> {
        let object = format!("{LEFT}:./{}", path.to_string_lossy());
        let exists = run(&self.0, ["cat-file", "-e", &object])?.status.success();
        if exists { self.blob(&object, most) } else { Ok(None) }
    }

    fn read<const N: usize>(&self, arguments: [&str; N]) -> Result<Vec<u8>, NoGit> {
        let output = run(&self.0, arguments)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(&output)) }
    }
}

/// One line of the index: `MODE OBJECT STAGE<tab>PATH`, whose path may be any bytes.
fn staged(line: &[u8]) -> Option<(PathBuf, String, String, usize)> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let mut parts = std::str::from_utf8(&line[..tab]).ok()?.split(' ');
    let (mode, object, stage) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
    (1..=3).contains(&stage).then(|| (path_of(&line[tab + 1..]), mode.to_owned(), object.to_owned(), stage))
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

fn run<const N: usize>(folder: &Path, arguments: [&str; N]) -> Result<Output, NoGit> {
    output(command(folder).args(arguments)).map_err(|error| no_program(&error))
}

fn no_program(error: &std::io::Error) -> NoGit {
    if error.kind() == ErrorKind::NotFound { NoGit::NoProgram } else { NoGit::Refused(error.to_string()) }
}

/// The output of a program, like [`Command::output`], which panics if a pipe cannot be read.
fn output(command: &mut Command) -> std::io::Result<Output> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (stdout, stderr) = std::thread::scope(|scope| {
        let stderr = scope.spawn(|| all(err));
        (all(out), stderr.join().expect("reading does not panic"))
    });
    Ok(Output { status: child.wait()?, stdout: stdout?, stderr: stderr? })
}

/// Reads a pipe to its end and closes it, so that a program that keeps printing does not block.
fn all(pipe: Option<impl std::io::Read>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pipe.map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut bytes))?;
    Ok(bytes)
}

/// The git command in a folder, with everything turned off that the folder could turn on.
fn command(folder: &Path) -> Command {
    // the folder may not exist yet; if that is unknown, do not query another repository
    let exists = |folder: &&Path| match retried(|| std::fs::metadata(folder)) {
        Ok(existing) => existing.is_dir(),
        Err(error) => error.kind() != ErrorKind::NotFound,
    };
    let existing = folder.ancestors().find(exists).unwrap_or(folder);
    let mut git = Command::new("git");
    git.args(["--no-pager", "--no-optional-locks", "--literal-pathspecs"]);
    git.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    for name in ELSEWHERE {
        git.env_remove(name);
    }
    git.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    git.env("LC_ALL", OsStr::new("C")).current_dir(existing).stdin(Stdio::null());
    git
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A repository whose settings and hooks would each create a file if they ran; returns the file.
    fn hostile(folder: &Path) -> PathBuf {
        assert!(run(folder, ["init", "-q"]).unwrap().status.success());
        let (canary, git) = (folder.join("canary"), folder.join(layout::GIT));
        let script = format!("#!/bin/sh\ntouch '{}'\n", canary.display());
        for name in ["post-checkout", "monitor"] {
            let hook = git.join("hooks").join(name);
            fs::create_dir_all(git.join("hooks")).unwrap();
            fs::write(&hook, &script).unwrap();
            #[cfg(unix)]
            fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        }
        let monitor = git.join("hooks").join("monitor");
        assert!(run(folder, ["config", "core.fsmonitor", monitor.to_str().unwrap()]).unwrap().status.success());
        canary
    }

    #[test]
    fn a_monitor_and_a_hook_that_plain_git_runs_are_not_run() {
        let folder = tempfile::tempdir().unwrap();
        let canary = hostile(folder.path());
        let plain = |words: &[&str]| Command::new("git").args(words).current_dir(folder.path()).output().unwrap();
        for words in [["status", "--short", "--"], ["checkout", "-q", "--orphan=x"]] {
            run(folder.path(), words).unwrap();
            assert!(!canary.exists(), "git {words:?} ran something");
            plain(&["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "x"]);
            plain(&words);
            assert!(canary.exists(), "plain git runs nothing at {words:?}, so this shows nothing");
            fs::remove_file(&canary).unwrap();
        }
    }

    #[test]
    fn nothing_of_the_environment_leads_git_elsewhere_or_makes_it_ask() {
        let git = command(Path::new("."));
        let is = |name: &str| git.get_envs().find(|(known, _)| *known == name).map(|(_, value)| value);
        for name in [
            "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF",
        ] {
            assert_eq!(is(name), Some(None), "{name}");
        }
        for (name, value) in [("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_LAZY_FETCH", "1")] {
            assert_eq!(is(name), Some(Some(OsStr::new(value))), "{name}");
        }
    }

    #[test]
    fn a_folder_that_looks_like_a_repository_is_none_and_no_other_is_spoken_to() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert!(run(folder.path(), ["init", "-q", "--bare"]).unwrap().status.success());
        assert!(run(other.path(), ["init", "-q"]).unwrap().status.success());
        let theirs = folder.path().to_str().unwrap();
        for (folder, words) in [(folder.path(), ["rev-parse", "--git-dir"]), (other.path(), ["ls-remote", theirs])] {
            assert!(!run(folder, words).unwrap().status.success(), "{words:?}");
            let plain = Command::new("git").args(words).current_dir(folder).output().unwrap();
            assert!(plain.status.success(), "plain git refuses {words:?} too, so this shows nothing");
        }
    }

    #[test]
    fn a_merge_in_another_work_tree_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let (main, tree) = (folder.path().join("main"), folder.path().join("tree"));
        fs::create_dir_all(main.join("worktrees/tree")).unwrap();
        fs::create_dir(&tree).unwrap();
        fs::write(tree.join(layout::GIT), "gitdir: ../main/worktrees/tree\n").unwrap();
        assert_eq!(under_way(&tree), None);
        fs::write(main.join("worktrees/tree/MERGE_HEAD"), "x").unwrap();
        assert_eq!(under_way(&tree).map(|(_, unfinished)| unfinished), Some("merge"));
    }

    #[test]
    fn the_editor_of_a_repository_is_somebody_elses() {
        let folder = tempfile::tempdir().unwrap();
        assert!(run(folder.path(), ["init", "-q"]).unwrap().status.success());
        assert!(run(folder.path(), ["config", "core.editor", "theirs"]).unwrap().status.success());
        let own = folder.path().join("own");
        std::fs::write(&own, "[core]\n\teditor = mine\n").unwrap();
        let mut git = command(folder.path());
        git.env("GIT_CONFIG_GLOBAL", &own);
        for name in ["GIT_EDITOR", "VISUAL", "EDITOR"] {
            git.env_remove(name);
        }
        assert_eq!(editor_by(git).as_deref(), Some("mine"));
        assert_ne!(editor(folder.path()).as_deref(), Some("theirs"));
    }
}
