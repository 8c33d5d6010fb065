//! The interrupt key, in the editor and while `engage` waits for words: nothing is changed, and what was typed is kept.
#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::scene;
use crate::scene::{wait_for, workspace};

/// Starts `engage` in a process group of its own, as a shell does.
fn started(root: &Path, arguments: &[&str], editor: &str) -> Child {
    let mut command = attentive(root);
    command.args(arguments).env("ENGAGE_EDITOR", editor);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0).spawn().unwrap()
}

/// The program, which hears the interrupt key though the tests run in the background of a script, where nobody does.
fn attentive(root: &Path) -> Command {
    let heard = "--default-signal=INT";
    if !Command::new("env").args([heard, "true"]).output().is_ok_and(|output| output.status.success()) {
        return scene::command(root);
    }
    let mut command = scene::program("env", root);
    command.args([heard, scene::ENGAGE]);
    command
}

fn engage(root: &Path, arguments: &[&str], editor: &str) -> Output {
    started(root, arguments, editor).wait_with_output().unwrap()
}

/// Presses the interrupt key: the signal goes to the whole group, as a terminal sends it.
fn interrupt(child: &Child) {
    send("INT", child);
}

fn send(signal: &str, child: &Child) {
    let group = format!("-{}", child.id());
    assert!(Command::new("kill").args(["-s", signal, "--", &group]).status().unwrap().success());
}

/// Every file of the workspace but what is local, with its bytes.
fn record(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut folders, mut files) = (vec![root.join("engagements")], vec![]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push((path.clone(), fs::read(path).unwrap())) }
        }
    }
    files.sort();
    files
}

/// An editor that types a line, tells that it did, and goes on waiting.
fn editor(root: &Path) -> (String, PathBuf) {
    let typed = root.join("typed");
    let script = root.join("editor.sh");
    fs::write(
        &script,
        format!("printf '{}' >> \"$1\"\ntouch '{}'\nexec sleep 20\n", "Ana Ortiz: typed by hand\\n", typed.display()),
    )
    .unwrap();
    (format!("sh '{}'", script.display()), typed)
}

#[test]
fn an_interrupt_in_the_editor_changes_nothing_and_says_where_the_draft_is() {
    for (arguments, draft) in [
        (&["edit", "people/ana-ortiz"][..], ".engage/drafts/harbor-search--people--ana-ortiz.yaml"),
        (&["debrief", "harbor-search"], ".engage/drafts/harbor-search--debrief.md"),
    ] {
        let folder = workspace();
        let root = folder.path();
        let (before, (editor, typed)) = (record(root), editor(root));
        let child = started(root, arguments, &editor);
        wait_for(|| typed.exists());
        interrupt(&child);
        let output = child.wait_with_output().unwrap();
        let said = scene::said(&output);
        assert_eq!(output.status.code(), Some(130), "{arguments:?}: {said}");
        assert!(said.contains("was interrupted, so nothing was changed"), "{arguments:?}: {said}");
        assert!(
            said.contains(&format!("hint: the draft is {draft}; engage {}", arguments[0])),
            "{arguments:?}: {said}"
        );
        assert!(fs::read_to_string(root.join(draft)).unwrap().contains("typed by hand"), "{arguments:?}");
        assert_eq!(record(root), before, "{arguments:?}");
        // the same command takes the draft up again
        let seen = root.join("seen");
        let script = root.join("copy.sh");
        fs::write(&script, format!("cp \"$1\" '{}'\nfalse\n", seen.display())).unwrap();
        engage(root, arguments, &format!("sh '{}'", script.display()));
        assert!(fs::read_to_string(&seen).unwrap().contains("typed by hand"), "{arguments:?}");
        assert_eq!(record(root), before, "{arguments:?}");
    }
}

#[test]
fn an_interrupt_while_it_waits_for_words_changes_nothing() {
    for arguments in [&["set", "belief=-"][..], &["add", "note", "-"], &["debrief", "harbor-search", "-"]] {
        let folder = workspace();
        let before = record(folder.path());
        let child = started(folder.path(), arguments, "false");
        std::thread::sleep(Duration::from_millis(300));
        interrupt(&child);
        let output = child.wait_with_output().unwrap();
        // a shell says 130 of what the signal ends
        assert!(output.status.signal() == Some(2) || output.status.code() == Some(130), "{:?}", output.status);
        assert_eq!(record(folder.path()), before, "{arguments:?}");
    }
}

/// INT, TERM and HUP in the system's mask of the signals that a process hears.
const HEARD: u64 = 1 << 1 | 1 << 14 | 1;

/// Waits until a command hears the signals that would end it, as the system tells of it; else a second.
fn wait_until_heard(child: &Child) {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        let Ok(status) = fs::read_to_string(format!("/proc/{}/status", child.id())) else { break };
        let heard = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        if u64::from_str_radix(heard.trim(), 16).unwrap() & HEARD == HEARD {
            std::thread::sleep(Duration::from_millis(200));
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_secs(1));
}

#[test]
fn whatever_ends_a_debrief_that_is_typed_keeps_what_came_in() {
    let folder = workspace();
    let root = folder.path();
    let before = record(root);
    for (signal, typed, kept) in [
        ("INT", &b"## said\nAna Ortiz: fast\n"[..], "harbor-search--debrief.md"),
        ("HUP", b"## keep\nthe rehearsal\n", "harbor-search--debrief-2.md"),
        ("TERM", b"## change\ngloves\n", "harbor-search--debrief-3.md"),
        ("INT", b"caf\xe9\n", "harbor-search--debrief-4.md"),
    ] {
        let mut child = started(root, &["debrief", "-"], "false");
        let mut input = child.stdin.take().unwrap();
        input.write_all(typed).unwrap();
        wait_until_heard(&child);
        send(signal, &child);
        let output = child.wait_with_output().unwrap();
        let said = scene::said(&output);
        assert_eq!(output.status.code(), Some(130), "{said}");
        assert!(said.contains("interrupted before its end, so nothing was written"), "{said}");
        let kept = format!(".engage/drafts/{kept}");
        assert!(said.contains(&format!("hint: the text is kept in {kept}; ")), "{said}");
        assert_eq!(fs::read(root.join(kept)).unwrap(), typed);
        assert_eq!(record(root), before);
    }
    let output = engage(root, &["debrief"], "true");
    assert!(scene::said(&output).contains("recorded 1 fact"), "{output:?}");
}

#[test]
fn an_interrupt_that_the_editor_outlives_does_not_end_the_command() {
    let folder = workspace();
    let root = folder.path();
    let (script, typed) = (root.join("editor.sh"), root.join("typed"));
    let lines = "trap 'printf \"email: ana@example.org\\n\" >> \"$1\"; exit 0' INT\n";
    fs::write(&script, format!("{lines}touch '{}'\nwhile :; do sleep 0.05; done\n", typed.display())).unwrap();
    let child = started(root, &["edit", "people/ana-ortiz"], &format!("sh '{}'", script.display()));
    wait_for(|| typed.exists());
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", scene::said(&output));
    let person = fs::read_to_string(root.join("engagements/harbor-search/people/ana-ortiz.yaml")).unwrap();
    assert!(person.ends_with("email: ana@example.org\n"), "{person}");
}
