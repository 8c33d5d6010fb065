//! The `git` program, called so that nothing a repository's own settings name is run.
//!
//! A folder that somebody else packed may hold a `.git/config` that names commands. So no hook, no
//! file-system monitor, no filter, no pager, no prompt; only plumbing that reads, and nothing that
//! takes a lock. Where git is not there, that is an answer and no failure.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::atomic::{parent, retried};
use super::layout;
use super::workspace::bytes;

/// What every call turns off.
const SETTINGS: [&str; 4] =
    ["core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit", "protocol.allow=never"];

/// What would lead git to another repository than the one that the folder lies in.
const ELSEWHERE: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
];

/// Git cannot be asked.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unasked {
    /// There is no `git` program.
    #[error("git cannot be asked: the program `git` is not there")]
    NoProgram,
    /// Git will not work there; why, in its own words.
    #[error("git cannot be asked: {0}")]
    Refused(String),
}

/// The repository that a folder lies in, by that folder.
#[derive(Debug)]
pub struct Repository(PathBuf);

/// A file that git could not merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerged {
    /// The path from the folder down.
    pub path: PathBuf,
    /// The objects of what both began from, of ours and of theirs, where there are these.
    pub sides: [Option<String>; 3],
    /// Whether each of them is a plain file.
    pub is_plain: bool,
}

/// The repository of a folder; none where it lies in none.
pub fn find(folder: &Path) -> Result<Option<Repository>, Unasked> {
    let output = run(folder, ["rev-parse", "--is-inside-work-tree"])?;
    if output.status.success() {
        return Ok((output.stdout.trim_ascii() == b"true").then(|| Repository(folder.to_owned())));
    }
    match failed(&output) {
        // a `.git` that git does not recognize is a broken repository
        Unasked::Refused(why) if why.contains("not a git repository") && layout::repository(folder).is_none() => {
            Ok(None)
        }
        unasked => Err(unasked),
    }
}

/// What git said when it failed.
fn failed(output: &Output) -> Unasked {
    let stderr = String::from_utf8_lossy(&output.stderr);
    let why = stderr.lines().find(|line| line.starts_with("fatal: ")).or_else(|| stderr.lines().next());
    Unasked::Refused(why.map_or_else(|| format!("it ended with {}", output.status), ToOwned::to_owned))
}

/// What git began in the repository of a folder and did not finish, with the file that says so, or that names the
/// folder where it is: `merge`, `rebase`; told by the files alone, so that every command can look.
pub fn under_way(folder: &Path) -> Option<(String, &'static str)> {
    let mark = layout::repository(folder)?.join(layout::GIT);
    let (name, unfinished) = unfinished_in(&settings(folder)?)?;
    let inside = if mark.is_dir() { format!("/{name}") } else { String::new() };
    Some((format!("{}{inside}", layout::GIT), unfinished))
}

/// Whether git could not merge a file of a folder and waits to be told that it is settled; git is asked only where
/// something is under way, where it left what it could merge of something, such as a stash, or where that is unknown.
pub fn is_unmerged(folder: &Path, file: &Path) -> Result<bool, Unasked> {
    let may_be =
        |settings: PathBuf| unfinished_in(&settings).is_some() || settings.join(LEFT).try_exists().unwrap_or(true);
    if !settings(folder).is_some_and(may_be) {
        return Ok(false);
    }
    let unmerged = find(folder)?.map_or(Ok(vec![]), |repository| repository.unmerged())?;
    Ok(unmerged.iter().any(|unmerged| folder.join(&unmerged.path) == file))
}

/// The folder of the settings and marks of the repository that a folder lies in, by what stands at its `.git`.
fn settings(folder: &Path) -> Option<PathBuf> {
    let mark = layout::repository(folder)?.join(layout::GIT);
    Some(match bytes(&mark) {
        Ok(text) => parent(&mark).join(String::from_utf8(text).ok()?.strip_prefix("gitdir: ")?.trim_end()),
        Err(_) => mark,
    })
}

/// Where git keeps what it could merge of something in conflict, until the next commit.
pub const LEFT: &str = "AUTO_MERGE";

/// The file or folder that says that git began something, and the git command that it began.
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

/// The version of the git program; none where it is not there.
pub fn version(folder: &Path) -> Option<String> {
    Some(output_of(command(folder).arg("version"))?.trim_start_matches("git version ").to_owned())
}

/// The editor of the user's own settings of git; that of a repository is somebody else's command.
pub fn editor(folder: &Path) -> Option<String> {
    editor_by(command(folder))
}

fn editor_by(mut git: Command) -> Option<String> {
    output_of(git.env("GIT_DIR", layout::NOWHERE).args(["var", "GIT_EDITOR"]))
}

/// What git says where it has no trouble.
fn output_of(git: &mut Command) -> Option<String> {
    let output = output(git).ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok().map(|words| words.trim().to_owned())
}

impl Repository {
    /// The branch that is checked out; none where the head is detached.
    pub fn branch(&self) -> Result<Option<String>, Unasked> {
        let output = run(&self.0, ["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        match output.status.code() {
            Some(0) => Ok(Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())),
            Some(1) => Ok(None),
            _ => Err(failed(&output)),
        }
    }

    /// The files of the folder that git could not merge, by path.
    pub fn unmerged(&self) -> Result<Vec<Unmerged>, Unasked> {
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

    /// The bytes of an object, as they were committed; none where it has more than so many.
    pub fn blob(&self, object: &str, most: usize) -> Result<Option<Vec<u8>>, Unasked> {
        let size = String::from_utf8_lossy(&self.read(["cat-file", "-s", object])?).trim().to_owned();
        let size: usize = size.parse().map_err(|_| Unasked::Refused(format!("`{size}` is not a size")))?;
        if size > most {
            return Ok(None);
        }
        self.read(["cat-file", "blob", object]).map(Some)
    }

    /// What git left of a file that it could not merge; none where it did not keep that, or not of this file.
    pub fn left(&self, path: &Path, most: usize) -> Result<Option<Vec<u8>>, Unasked> {
        let object = format!("{LEFT}:./{}", path.to_string_lossy());
        let exists = run(&self.0, ["cat-file", "-e", &object])?.status.success();
        if exists { self.blob(&object, most) } else { Ok(None) }
    }

    fn read<const N: usize>(&self, arguments: [&str; N]) -> Result<Vec<u8>, Unasked> {
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

fn run<const N: usize>(folder: &Path, arguments: [&str; N]) -> Result<Output, Unasked> {
    output(command(folder).args(arguments)).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Unasked::NoProgram,
        _ => Unasked::Refused(error.to_string()),
    })
}

/// What a program prints, as [`Command::output`] gives it, which panics where a pipe cannot be read.
fn output(command: &mut Command) -> std::io::Result<Output> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let (stdout, stderr) = std::thread::scope(|scope| {
        let stderr = scope.spawn(|| all(err));
        (all(out), stderr.join().expect("reading does not panic"))
    });
    Ok(Output { status: child.wait()?, stdout: stdout?, stderr: stderr? })
}

/// All that comes out of a pipe, which is closed then: a program that still prints would be waited for.
fn all(pipe: Option<impl std::io::Read>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pipe.map_or(Ok(0), |mut pipe| pipe.read_to_end(&mut bytes))?;
    Ok(bytes)
}

/// The git program in a folder, with all turned off that the folder could have turned on.
fn command(folder: &Path) -> Command {
    // the folder may not be made yet; where that is not known, it is not another's repository that is asked
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

    /// A repository whose settings and hooks would each leave a file behind; the file.
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
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_COMMON_DIR",
            "GIT_INDEX_FILE",
            "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_NAMESPACE",
            "GIT_PREFIX",
            "GIT_EXTERNAL_DIFF",
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
