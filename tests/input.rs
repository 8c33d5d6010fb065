//! What comes from outside is bounded, taken once, and never read through a link or from a device.

mod scene;

use std::path::Path;
use std::process::Command;

use scene::{command, done, engage, piped, workspace};

fn refused(folder: &Path, arguments: &[&str], input: &str, exit: i32, words: &str) {
    let mut command = command(folder);
    command.args(arguments);
    refused_by(command, input, exit, words);
}

fn refused_by(mut command: Command, input: &str, exit: i32, words: &str) {
    let output = piped(&mut command, input);
    let said = scene::text(&output);
    assert_eq!(output.status.code(), Some(exit), "{command:?}: {said}");
    assert!(said.contains(words), "{command:?}: {said}");
}

#[test]
fn standard_input_is_taken_once() {
    let folder = workspace();
    refused(folder.path(), &["set", "belief=-", "benefit=-"], "one", 2, "only one value can be `-`");
    let entry = folder.path().join("engagements/harbor-search/cycle-1/01-hypothesis.yaml");
    assert!(!std::fs::read_to_string(entry).unwrap().contains("one"));
}

#[test]
fn a_value_larger_than_a_record_is_refused() {
    let folder = workspace();
    refused(folder.path(), &["set", "belief=-"], &"x".repeat(1024 * 1024 + 2), 1, "more than the 1048576 bytes");
}

#[cfg(unix)]
#[test]
fn a_device_or_a_link_is_neither_read_nor_written() {
    let folder = workspace();
    refused(folder.path(), &["set", "belief=@/dev/zero"], "", 1, "more than the 1048576 bytes");
    refused(folder.path(), &["report", "-o", "/dev/full"], "", 1, "no plain file");
    std::fs::create_dir(folder.path().join("templates")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("templates/after-action.md")).unwrap();
    refused(folder.path(), &["report", "-o", "-"], "", 1, "a link is not followed");
}

#[test]
fn a_name_that_is_taken_is_not_the_same_fact_told_twice() {
    let folder = workspace();
    let goal = |words| ["add", "goal", words, "--criterion", "timed", "--id", "fast"];
    done(folder.path(), &goal("find it in ten seconds"));
    refused(folder.path(), &goal("find it in ten seconds"), "", 3, "recorded already");
    refused(folder.path(), &goal("find it in five seconds"), "", 3, "the name is taken by another");
    refused(folder.path(), &["add", "feedback", "--from", "Ana Ortiz"], "", 2, "says nothing");
}

#[test]
fn what_cannot_be_read_opens_no_gate() {
    let folder = workspace();
    done(folder.path(), &["advance", "--to", "select", "--because", "signed before we came"]);
    done(folder.path(), &["add", "goal", "find it", "--criterion", "timed"]);
    let charter = folder.path().join("engagements/harbor-search/engagement.yaml");
    let text = std::fs::read_to_string(&charter).unwrap() + "bogus: 1\n";
    std::fs::write(charter, text).unwrap();
    refused(folder.path(), &["advance"], "", 3, "it is not known whether the price is fixed");
}

#[test]
fn a_mistake_in_the_command_line_is_json_too_when_that_is_asked_for() {
    let folder = workspace();
    let output = engage(folder.path(), &["list", "--json", "--bogus"]);
    let envelope: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an envelope");
    assert_eq!((output.status.code(), &envelope["kind"]), (Some(2), &"error".into()));
    let output = engage(folder.path(), &["advance", "--json"]);
    let envelope: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an envelope");
    assert_eq!(envelope["data"]["gates"][0]["check"], "hypothesis-unanswered");
}

#[cfg(unix)]
#[test]
fn a_raw_line_separator_is_refused_wherever_a_record_is_read() {
    let folder = workspace();
    done(folder.path(), &["add", "goal", "find it", "--criterion", "timed", "--id", "fast"]);
    let goal = folder.path().join("engagements/harbor-search/goals/fast.yaml");
    let sound = std::fs::read_to_string(&goal).unwrap();
    for separator in ["\u{85}", "\u{2028}", "\u{2029}"] {
        let hidden = sound.replace("\ncriterion", &format!("  # agreed{separator}verdict: met\ncriterion"));
        std::fs::write(&goal, &hidden).unwrap();
        let named = "goals/fast.yaml:1:29: a raw line separator";
        assert!(done(folder.path(), &["show"]).contains(named));
        refused(folder.path(), &["check"], "", 3, "goals/fast.yaml:1:29: error: a raw line separator");
        refused(folder.path(), &["set", "--in", "goals/fast", "due=2026-05-01"], "", 3, named);
        refused(folder.path(), &["judge", "fast", "met"], "", 3, named);
        assert_eq!(std::fs::read_to_string(&goal).unwrap(), hidden);
        std::fs::write(&goal, &sound).unwrap();
        let mut edit = command(folder.path());
        edit.args(["edit", "goals/fast"])
            .env("ENGAGE_EDITOR", format!("f() {{ printf '# {separator}verdict: met\\n' >>\"$1\"; }}; f"));
        refused_by(edit, "", 3, "a raw line separator");
        assert_eq!(std::fs::read_to_string(&goal).unwrap(), sound);
        done(folder.path(), &["set", "--in", "goals/fast", &format!("delimitation=not{separator}this")]);
        assert!(std::fs::read_to_string(&goal).unwrap().contains("\"not\\"));
        assert!(done(folder.path(), &["show", "--json"]).contains("\"not\\u"));
        std::fs::write(&goal, &sound).unwrap();
        std::fs::remove_file(folder.path().join(".engage/drafts/harbor-search--goals--fast.yaml")).unwrap();
    }
}
