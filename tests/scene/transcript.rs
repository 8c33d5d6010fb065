//! Transcripts of a shell: the commands in a prepared scene, and the complete output on both streams.
//!
//! The first block of a file, in `sh`, is sourced before every command; its `setup` creates the folder `$HOME`, of
//! which each scene, below a heading of the second level, gets a copy; a block of `sh` in a scene is for its commands.
//! In a block of `console`, `$ …` is run, with the lines below it that begin with `> `; then comes the output on both
//! streams, with `? 3` if `engage` exits with a code other than 0. `~` is `$HOME`.
//!
//! `SNAPSHOTS=overwrite cargo test --test git` writes the output into the transcripts of `git`; review the diff.

use std::io::{Read as _, Seek as _};
use std::iter;
use std::path::Path;
use std::process::Stdio;

use super::{ENGAGE, program};

/// The program, which prints its exit code.
const ENGAGE_IN_SHELL: &str = r#"engage() {
  "$ENGAGE" "$@"; code=$?
  [ $code = 0 ] || echo "? $code"
  return $code
}"#;

/// Runs a transcript of the repository, and compares the output.
pub fn assert_transcript(path: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(file).expect("a transcript");
    let (_, functions) = text.split_once("```sh\n").expect("a block of `sh`");
    let (functions, _) = functions.split_once("```\n").expect("its end");
    assert_page(path, functions);
}

/// The same for a page that does not show its functions.
pub fn assert_page(path: &str, functions: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&file).expect("a page");
    let made = tempfile::tempdir().expect("a temporary folder");
    let (printed, code) = shell(made.path(), functions, "set -e; setup");
    assert_eq!(code, Some(0), "{printed}");
    let ran = scenes(&text).into_iter().map(|scene| {
        let home = tempfile::tempdir().expect("a temporary folder");
        let copied = program("cp", made.path()).args(["-a", "."]).arg(home.path()).status();
        assert!(copied.expect("cp runs").success());
        run(home.path(), functions, &scene)
    });
    let ran: String = ran.collect();
    snapbox::assert_data_eq!(ran, snapbox::Data::read_from(&file, None).raw());
}

/// The head of a transcript, which runs nothing, and its scenes; a heading inside a block is output of a command.
fn scenes(text: &str) -> Vec<String> {
    let (mut scenes, mut is_block) = (vec![String::new()], false);
    for line in text.split_inclusive('\n') {
        is_block ^= line.starts_with("```");
        if line.starts_with("## ") && !is_block {
            scenes.push(String::new());
        }
        scenes.last_mut().expect("the head").push_str(line);
    }
    scenes
}

/// A scene with the current output of its commands.
fn run(home: &Path, functions: &str, scene: &str) -> String {
    let mut functions = functions.to_owned();
    let mut ran = String::new();
    let mut blocks = scene.split("```");
    while let Some(prose) = blocks.next() {
        ran.push_str(prose);
        let Some(block) = blocks.next() else { break };
        if let Some(more) = block.strip_prefix("sh\n") {
            functions.push_str(more);
        }
        let commands: String = match block.strip_prefix("console") {
            Some(block) => block.split("\n$ ").skip(1).map(|old| command(home, &functions, old)).collect(),
            None => String::new(),
        };
        let block = if commands.is_empty() { block } else { &format!("console\n{commands}") };
        ran.push_str(&format!("```{block}```"));
    }
    ran
}

/// A command of a transcript with its current output.
fn command(home: &Path, functions: &str, old: &str) -> String {
    let (first, more) = old.split_once('\n').unwrap_or((old, ""));
    let lines = iter::once(first).chain(more.lines().map_while(|line| line.strip_prefix("> ")));
    let lines = lines.collect::<Vec<_>>().join("\n");
    let (printed, code) = shell(home, functions, &lines);
    let printed = printed.replace(home.to_str().expect("a path in UTF-8"), "~");
    assert!(!printed.contains("panicked") && code != Some(124), "{old}: {printed}");
    let end = if printed.is_empty() || printed.ends_with('\n') { "" } else { "\n" };
    format!("$ {}\n{printed}{end}\n", lines.replace('\n', "\n> "))
}

/// Runs a line for at most five minutes, with the program on the search path and the system's git; the output goes
/// to a file, so that a process left in the background is not waited for.
fn shell(home: &Path, functions: &str, line: &str) -> (String, Option<i32>) {
    let folder = Path::new(ENGAGE).parent().expect("a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").expect("a search path"));
    let script = format!("exec 2>&1\n{ENGAGE_IN_SHELL}\n{functions}\n{line}");
    let mut shell = program("timeout", home);
    shell
        .args(["300", "sh", "-c", &script])
        .env("PATH", path)
        .env("HOME", home)
        .env("LC_ALL", "C.UTF-8")
        .env("ENGAGE", ENGAGE)
        .env("REPOSITORY", env!("CARGO_MANIFEST_DIR"));
    for name in ["AUTHOR", "COMMITTER"] {
        shell.env(format!("GIT_{name}_NAME"), "a").env(format!("GIT_{name}_EMAIL"), "a@example.org");
    }
    for (name, value) in [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")] {
        shell.env(name, value);
    }
    let mut shown = tempfile::tempfile().expect("a temporary file");
    shell.stdin(Stdio::null()).stdout(shown.try_clone().expect("the same file"));
    let ended = shell.stderr(Stdio::null()).status().expect("a shell");
    let mut printed = vec![];
    shown.rewind().and_then(|()| shown.read_to_end(&mut printed)).expect("what was shown");
    (String::from_utf8_lossy(&printed).into_owned(), ended.code())
}
