//! Text typed into a draft is kept until it is in the record, even if the editor or the command fails.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::scene;
use crate::scene::{ENGAGE, stderr, workspace};
use crate::strace;

const PERSON: &str = "engagements/harbor-search/people/ana-ortiz.yaml";
const DRAFT: &str = ".engage/drafts/harbor-search--people--ana-ortiz.yaml";
const BASE: &str = ".engage/drafts/harbor-search--people--ana-ortiz.base";
const DEBRIEF: &str = ".engage/drafts/harbor-search--debrief.md";

fn command(program: &str, root: &Path, arguments: &[&str], editor: &str) -> Command {
    let mut command = scene::program(program, root);
    command.args(arguments).env("ENGAGE_EDITOR", editor);
    command
}

fn engage(root: &Path, arguments: &[&str], editor: &str) -> Output {
    command(ENGAGE, root, arguments, editor).output().unwrap()
}

fn edit(root: &Path, editor: &str) -> Output {
    engage(root, &["edit", "people/ana-ortiz"], editor)
}

/// An editor that runs these shell lines; `"$1"` is the draft.
fn editor(root: &Path, lines: &str) -> String {
    let script = root.join(format!("editor-{}.sh", lines.len()));
    fs::write(&script, lines).unwrap();
    format!("sh '{}'", script.display())
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

/// A draft of a record whose editor failed after text was typed.
fn typed(root: &Path) -> String {
    edit(root, &editor(root, "echo 'email: typed@example.org' >> \"$1\"\nfalse\n"));
    let words = read(root, DRAFT);
    assert!(words.ends_with("email: typed@example.org\n"), "{words}");
    words
}

#[test]
fn what_is_saved_between_the_reading_of_a_draft_and_its_end_stays() {
    if strace::is_missing() {
        return;
    }
    for (arguments, draft, first) in [
        (["edit", "people/ana-ortiz"], DRAFT, "email: first@example.org\\n"),
        (["debrief", "harbor-search"], DEBRIEF, "## keep\\nthe rehearsal\\n"),
    ] {
        let folder = workspace();
        let root = folder.path();
        // the editor exits; its background process saves once more as soon as the words are in the record
        let wait = "until grep -rqs -e first@ -e rehearsal engagements || ! test -e engagements; do sleep 0.01; done";
        let lines = format!("printf '{first}' >> \"$1\"\nexec >&- 2>&-\n({wait}; echo '# later' >> '{draft}') &\n");
        let slow = ["-qq", "--output=/dev/null", "-e", "inject=flock:delay_enter=300000", ENGAGE];
        let mut command = command("strace", root, &[&slow[..], &arguments].concat(), &editor(root, &lines));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        let kept = format!("the draft was saved again in the meantime and was kept: {draft}");
        assert!(stderr(&output).contains(&kept), "{}", stderr(&output));
        assert!(read(root, draft).ends_with("# later\n") && read(root, draft).len() > 40, "{}", read(root, draft));
        engage(root, &arguments, "false");
        assert!(read(root, draft).contains("# later\n"), "{arguments:?}");
    }
}

#[test]
fn a_disk_that_does_not_give_a_draft_back_costs_no_word_of_it() {
    if strace::is_missing() {
        return;
    }
    let folder = workspace();
    let root = folder.path();
    let words = typed(root);
    for strange in [DRAFT, BASE] {
        let path = root.join(strange);
        let inject = ["-qq", "-f", "--output=/dev/null", "-P", path.to_str().unwrap(), "-e", "inject=openat:error=EIO"];
        let arguments = [&inject[..], &[ENGAGE, "edit", "people/ana-ortiz"]].concat();
        let output = command("strace", root, &arguments, "true").output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).contains(strange) && stderr(&output).contains("os error 5"), "{}", stderr(&output));
        assert_eq!(read(root, DRAFT), words);
    }
    assert!(edit(root, "true").status.success());
    assert_eq!(read(root, PERSON), words);
}

/// Edits with a fault in one call; returns whether the call was made.
#[cfg(target_os = "linux")]
fn edit_with(fault: &str, root: &Path, editor: &str) -> bool {
    let log = root.join("log");
    let strace = ["-qq", "-o", log.to_str().unwrap(), "-e", &format!("inject={fault}"), ENGAGE];
    let mut command = command("strace", root, &[&strace[..], &["edit", "people/ana-ortiz"]].concat(), editor);
    command.output().unwrap();
    let log = fs::read_to_string(log).unwrap();
    log.contains("(INJECTED)") || log.contains("killed by SIGKILL")
}

#[test]
fn a_command_that_is_killed_or_fails_at_any_call_that_writes_loses_no_word() {
    if strace::is_missing() {
        return;
    }
    let folder = workspace();
    let root = folder.path();
    let (record, mut faults) = (read(root, PERSON), 0);
    let words = format!("{record}email: typed@example.org\n");
    let editor = editor(root, "echo 'email: typed@example.org' >> \"$1\"\ntouch ran\n");
    for call in ["flock", "unlink", "rename", "renameat", "renameat2", "link", "linkat", "fsync", "ftruncate"] {
        for fault in ["signal=KILL", "error=EIO"] {
            for at in 1.. {
                if !edit_with(&format!("{call}:{fault}:when={at}"), root, &editor) {
                    break;
                }
                faults += 1;
                let exists =
                    read(root, PERSON) == words || fs::read_to_string(root.join(DRAFT)).ok().as_ref() == Some(&words);
                assert!(exists || !root.join("ran").exists(), "{call}:{fault}:{at}");
                if root.join("ran").exists() {
                    let output = edit(root, "true");
                    assert!(output.status.success(), "{call}:{fault}:{at}: {}", stderr(&output));
                    assert_eq!(read(root, PERSON), words, "{call}:{fault}:{at}");
                    assert!(!root.join(DRAFT).exists() && !root.join(BASE).exists(), "{call}:{fault}:{at}");
                    fs::remove_file(root.join("ran")).unwrap();
                }
                fs::write(root.join(PERSON), &record).unwrap();
                let _ = fs::remove_dir_all(root.join(".engage/drafts"));
            }
            fs::write(root.join(PERSON), &record).unwrap();
            fs::remove_file(root.join("ran")).unwrap();
        }
    }
    assert!(faults > 20, "only {faults} calls were reached");
}
