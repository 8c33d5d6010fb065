//! What somebody typed into a draft is there until it is in the record, whatever becomes of editor and command.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::scene;
use crate::scene::{ENGAGE, said, wait_for, workspace};
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

/// An editor that does what the lines say; `"$1"` is the draft.
fn editor(root: &Path, lines: &str) -> String {
    let script = root.join(format!("editor-{}.sh", lines.len()));
    fs::write(&script, lines).unwrap();
    format!("sh '{}'", script.display())
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

/// The words typed into a draft of a record that the editor then gave up on.
fn typed(root: &Path) -> String {
    edit(root, &editor(root, "echo 'email: typed@example.org' >> \"$1\"\nfalse\n"));
    let words = read(root, DRAFT);
    assert!(words.ends_with("email: typed@example.org\n"), "{words}");
    words
}

/// A command whose editor is open, until `go` is there.
fn opened(root: &Path, arguments: &[&str], then: &str) -> (Child, PathBuf) {
    let (is_open, go) = (root.join("open"), root.join("go"));
    // it ends with the workspace too
    let wait = format!("until test -e '{}' || ! test -e '{}'; do sleep 0.02; done", go.display(), is_open.display());
    let lines = format!("touch '{}'\n{wait}\n{then}", is_open.display());
    let mut command = command(ENGAGE, root, arguments, &editor(root, &lines));
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    wait_for(|| is_open.exists());
    (child, go)
}

#[test]
fn what_a_window_saves_after_its_command_ended_stays_and_is_told() {
    let folder = workspace();
    let root = folder.path();
    let record = read(root, PERSON);
    assert!(edit(root, "true").status.success());
    assert!(!root.join(DRAFT).exists());
    let words = format!("{record}email: typed@example.org\n");
    fs::write(root.join(DRAFT), &words).unwrap();
    for _ in 0..2 {
        let output = edit(root, "true");
        assert_eq!(output.status.code(), Some(5), "{}", said(&output));
        assert!(said(&output).contains(PERSON) && said(&output).contains(DRAFT), "{}", said(&output));
        assert!(said(&output).contains("its option to wait"), "{}", said(&output));
        assert_eq!((read(root, DRAFT), read(root, PERSON)), (words.clone(), record.clone()));
    }
    assert!(engage(root, &["doctor"], "true").stdout.windows(7).any(|words| words == b"1 draft"));
    // taken over by hand, it is no draft any more
    fs::write(root.join(PERSON), &words).unwrap();
    assert!(edit(root, "true").status.success());
    assert!(!root.join(DRAFT).exists());
}

#[test]
fn what_a_window_saves_of_a_debrief_after_its_command_ended_is_taken_up_again() {
    let folder = workspace();
    let root = folder.path();
    assert!(engage(root, &["debrief"], "true").status.success());
    assert!(!root.join(DEBRIEF).exists());
    fs::write(root.join(DEBRIEF), "## keep\nthe rehearsal\n").unwrap();
    let standing = engage(root, &["status", "harbor-search"], "true");
    assert!(String::from_utf8_lossy(&standing.stdout).contains(DEBRIEF), "{standing:?}");
    let output = engage(root, &["debrief"], "false");
    assert!(said(&output).contains(DEBRIEF), "{}", said(&output));
    assert_eq!(read(root, DEBRIEF), "## keep\nthe rehearsal\n");
    let output = engage(root, &["debrief"], "true");
    assert!(said(&output).contains("recorded 1 fact"), "{}", said(&output));
    assert!(!root.join(DEBRIEF).exists());
}

#[test]
fn a_draft_is_open_in_one_editor_at_a_time() {
    for (arguments, draft, words) in [
        (&["edit", "people/ana-ortiz"][..], DRAFT, "email: first@example.org"),
        (&["debrief", "harbor-search"], DEBRIEF, "## keep\nthe rehearsal"),
    ] {
        let folder = workspace();
        let root = folder.path();
        let (first, go) = opened(root, arguments, &format!("echo '{words}' >> \"$1\"\n"));
        let before = read(root, draft);
        let output = engage(root, arguments, "echo second >> \"$1\"; false");
        assert_eq!(output.status.code(), Some(5), "{}", said(&output));
        assert!(said(&output).contains("is open in another engage"), "{}", said(&output));
        assert_eq!(read(root, draft), before);
        fs::write(go, "").unwrap();
        let output = first.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        assert!(!root.join(draft).exists());
        assert!(engage(root, arguments, "true").status.success());
    }
}

#[test]
fn a_debrief_that_is_piped_in_while_the_draft_is_open_is_kept_beside_it() {
    let folder = workspace();
    let root = folder.path();
    let (first, go) = opened(root, &["debrief"], "false\n");
    fs::write(root.join("evening"), "Anna: slow\n").unwrap();
    let input = fs::File::open(root.join("evening")).unwrap();
    let output = command(ENGAGE, root, &["debrief", "-"], "false").stdin(input).output().unwrap();
    assert!(said(&output).contains("harbor-search--debrief-2.md"), "{}", said(&output));
    assert_eq!(read(root, ".engage/drafts/harbor-search--debrief-2.md"), "Anna: slow\n");
    fs::write(go, "").unwrap();
    first.wait_with_output().unwrap();
}

#[test]
fn a_killed_command_leaves_a_draft_that_the_next_one_opens() {
    let folder = workspace();
    let root = folder.path();
    let (mut first, go) = opened(root, &["edit", "people/ana-ortiz"], "");
    first.kill().unwrap();
    first.wait().unwrap();
    // its editor is still there
    let words = typed(root);
    let output = edit(root, "true");
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(read(root, PERSON), words);
    fs::write(go, "").unwrap();
}

#[cfg(target_os = "linux")]
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
        // the editor ends; what it left in the background saves once more as soon as the record has the words
        let wait = "until grep -rqs -e first@ -e rehearsal engagements || ! test -e engagements; do sleep 0.01; done";
        let lines = format!("printf '{first}' >> \"$1\"\nexec >&- 2>&-\n({wait}; echo '# later' >> '{draft}') &\n");
        let slow = ["-qq", "--output=/dev/null", "-e", "inject=flock:delay_enter=300000", ENGAGE];
        let mut command = command("strace", root, &[&slow[..], &arguments].concat(), &editor(root, &lines));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        let kept = format!("the draft was saved again meanwhile, and is kept: {draft}");
        assert!(said(&output).contains(&kept), "{}", said(&output));
        assert!(read(root, draft).ends_with("# later\n") && read(root, draft).len() > 40, "{}", read(root, draft));
        engage(root, &arguments, "false");
        assert!(read(root, draft).contains("# later\n"), "{arguments:?}");
    }
}

#[test]
fn a_draft_or_base_that_cannot_be_read_is_named_and_nothing_is_removed() {
    let folder = workspace();
    let root = folder.path();
    let words = typed(root);
    // not even root reads through a link here
    for strange in [DRAFT, BASE] {
        fs::rename(root.join(strange), root.join("aside")).unwrap();
        symlink(root.join("aside"), root.join(strange)).unwrap();
        let output = edit(root, "true");
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains(strange) && said(&output).contains("no plain file"), "{}", said(&output));
        assert!(root.join(strange).is_symlink(), "{strange} was removed");
        assert_eq!(read(root, DRAFT), words);
        fs::rename(root.join("aside"), root.join(strange)).unwrap();
    }
    assert!(edit(root, "true").status.success());
    assert_eq!(read(root, PERSON), words);
}

#[test]
fn what_stands_in_the_place_of_a_draft_is_told_with_what_mends_it_whenever_it_is_met() {
    for (arguments, draft) in [(&["edit", "people/ana-ortiz"][..], DRAFT), (&["debrief", "harbor-search"], DEBRIEF)] {
        for becomes in ["mkdir \"$1\"", "ln -s aside \"$1\""] {
            let folder = workspace();
            let root = folder.path();
            let becomes = editor(root, &format!("rm \"$1\"\n{becomes}\n"));
            for editor in [&becomes, "true"] {
                let output = engage(root, arguments, editor);
                assert_eq!(output.status.code(), Some(1), "{}", said(&output));
                assert!(said(&output).contains("move it elsewhere, then run the command again"), "{}", said(&output));
            }
            fs::rename(root.join(draft), root.join("elsewhere")).unwrap();
            let output = engage(root, arguments, "true");
            assert!(output.status.success(), "{}", said(&output));
        }
    }
}

#[test]
fn a_draft_that_comes_back_empty_changes_nothing_and_is_told_with_what_begins_anew() {
    let folder = workspace();
    let root = folder.path();
    let record = read(root, PERSON);
    for nothing in [": > \"$1\"", "true", "echo '# only this' > \"$1\""] {
        let output = edit(root, &editor(root, nothing));
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(!said(&output).contains("from git"), "a draft is in no git: {}", said(&output));
        assert!(said(&output).contains(&format!("rm {DRAFT} gives the draft up")), "{}", said(&output));
        assert_eq!(read(root, PERSON), record);
    }
    fs::remove_file(root.join(DRAFT)).unwrap();
    assert!(edit(root, &editor(root, "grep -q 'name: Ana Ortiz' \"$1\"")).status.success());
    assert_eq!(read(root, PERSON), record);
}

/// The file that is named after some words, as the shell finds it from where one stands.
fn named_after(output: &Output, words: &str, here: &Path) -> PathBuf {
    let said = said(output);
    let (_, name) = said.split_once(words).unwrap_or_else(|| panic!("`{words}` is not said: {said}"));
    let file = here.join(name.split([' ', ';', '\n']).next().unwrap());
    assert!(file.is_file(), "there is no {}: {said}", file.display());
    file.canonicalize().unwrap()
}

#[test]
fn drafts_and_documents_are_told_as_they_are_found_from_where_one_stands() {
    let folder = workspace();
    let root = folder.path().canonicalize().unwrap();
    for inner in ["", "engagements/harbor-search", "engagements/harbor-search/people", ".engage/drafts"] {
        let here = root.join(inner);
        let on = ["-e", "harbor-search"];
        let underneath =
            editor(&root, &format!("echo '# theirs' >> '{}'; echo >> \"$1\"", root.join(PERSON).display()));
        let output = engage(&here, &[&["edit", "people/ana-ortiz"][..], &on].concat(), &underneath);
        assert_eq!(output.status.code(), Some(5), "{}", said(&output));
        let draft = named_after(&output, "delete it: rm ", &here);
        assert_eq!(draft, root.join(DRAFT));
        fs::remove_file(draft).unwrap();

        for kept in ["the text is kept in ", "engage debrief harbor-search "] {
            let mut debrief = command(ENGAGE, &here, &["debrief", "harbor-search", "-"], "true");
            named_after(&scene::piped(&mut debrief, "what is this?\n"), kept, &here);
        }
        fs::remove_dir_all(root.join(".engage/drafts")).unwrap();
        fs::create_dir(root.join(".engage/drafts")).unwrap();

        let report = engage(&here, &["report", "after-action", "harbor-search"], "true");
        assert!(report.status.success(), "{}", said(&report));
        let shown = String::from_utf8(report.stdout).unwrap();
        assert!(here.join(shown.trim_end()).is_file(), "{shown}");
    }
}

#[cfg(target_os = "linux")]
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
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains(strange) && said(&output).contains("os error 5"), "{}", said(&output));
        assert_eq!(read(root, DRAFT), words);
    }
    assert!(edit(root, "true").status.success());
    assert_eq!(read(root, PERSON), words);
}

#[test]
fn a_record_that_is_too_large_to_be_read_whole_is_not_opened_in_part() {
    let folder = workspace();
    let root = folder.path();
    let large = format!("{}{}", read(root, PERSON), "# theirs\n".repeat(130_000));
    fs::write(root.join(PERSON), &large).unwrap();
    let output = edit(root, &editor(root, "echo 'email: typed@example.org' >> \"$1\"\n"));
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("it holds more than the 1048576 bytes of a record"), "{}", said(&output));
    assert!(!root.join(DRAFT).exists());
    assert_eq!(read(root, PERSON), large);
}

#[test]
fn a_dry_run_of_an_edit_keeps_the_draft_and_says_where() {
    let folder = workspace();
    let root = folder.path();
    let record = read(root, PERSON);
    let editor = editor(root, "echo 'email: typed@example.org' >> \"$1\"\n");
    let output = engage(root, &["edit", "people/ana-ortiz", "--dry-run"], &editor);
    assert!(output.status.success());
    assert!(said(&output).contains(&format!("the draft is kept: {DRAFT}")), "{}", said(&output));
    assert_eq!(read(root, PERSON), record);
    assert!(edit(root, "true").status.success());
    assert_eq!(read(root, PERSON), format!("{record}email: typed@example.org\n"));
    assert!(!root.join(DRAFT).exists());
    // where nothing was typed nothing is kept
    assert!(engage(root, &["edit", "people/ana-ortiz", "--dry-run"], "true").status.success());
    assert!(!root.join(DRAFT).exists());
}

/// An edit with a fault in one call of it; whether there was that call.
#[cfg(target_os = "linux")]
fn edit_with(fault: &str, root: &Path, editor: &str) -> bool {
    let log = root.join("log");
    let strace = ["-qq", "-o", log.to_str().unwrap(), "-e", &format!("inject={fault}"), ENGAGE];
    let mut command = command("strace", root, &[&strace[..], &["edit", "people/ana-ortiz"]].concat(), editor);
    command.output().unwrap();
    let log = fs::read_to_string(log).unwrap();
    log.contains("(INJECTED)") || log.contains("killed by SIGKILL")
}

#[cfg(target_os = "linux")]
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
                let is_there =
                    read(root, PERSON) == words || fs::read_to_string(root.join(DRAFT)).ok().as_ref() == Some(&words);
                assert!(is_there || !root.join("ran").exists(), "{call}:{fault}:{at}");
                if root.join("ran").exists() {
                    let output = edit(root, "true");
                    assert!(output.status.success(), "{call}:{fault}:{at}: {}", said(&output));
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
