//! What comes from outside is bounded, taken once, and never read through a link or from a device.

use std::path::Path;
use std::process::Command;

use crate::scene;
use crate::scene::{command, done, engage, piped, workspace};

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

#[test]
fn an_empty_input_is_no_value() {
    let folder = workspace();
    done(folder.path(), &["set", "belief=search is slow"]);
    std::fs::write(folder.path().join("empty.txt"), "\n \n").unwrap();
    let commands: [&[&str]; 6] = [
        &["set", "belief=@empty.txt"],
        &["set", "belief=-"],
        &["add", "note", "-"],
        &["add", "goal", "find it", "--criterion", "@empty.txt"],
        &["call-off", "harbor-search", "--reason", "-"],
        &["advance", "--because", "@empty.txt"],
    ];
    for arguments in commands {
        refused(folder.path(), arguments, "", 2, "is empty, so there is no value to record");
        refused(folder.path(), arguments, " \n\n", 2, "write `KEY=` with nothing after it");
    }
    assert!(done(folder.path(), &["show", "--json"]).contains("search is slow"));
    done(folder.path(), &["set", "belief="]);
    assert!(!done(folder.path(), &["show", "--json"]).contains("search is slow"));
}

#[test]
fn a_key_is_given_once_in_a_command() {
    let folder = workspace();
    let engagement = |changes: &[&'static str]| [&["set", "--in", "engagement"], changes].concat();
    for (changes, words) in [
        (["title=A", "title=B"], "`title` is given twice"),
        (["title=A", "title="], "`title` is given twice"),
        (["conditions=[a]", "conditions+=b"], "`conditions` is given twice"),
        (["contract={reference: a}", "contract.ends=2026-05-01"], "`contract` and `contract.ends` are both given"),
        (["contract.ends=2026-05-01", "contract={reference: a}"], "one is below the other"),
    ] {
        refused(folder.path(), &engagement(&changes), "", 2, words);
    }
    done(
        folder.path(),
        &engagement(&["conditions+=a", "conditions+=b", "contract.ends=2026-05-01", "contract.reference=a"]),
    );
}

#[test]
fn free_text_may_begin_with_a_dash() {
    let folder = workspace();
    done(folder.path(), &["add", "action", "send it", "--owner", "Ana Ortiz", "--due", "2026-03-09"]);
    let action = std::fs::read_dir(folder.path().join("engagements/harbor-search/actions")).unwrap().next().unwrap();
    let action = action.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
    for arguments in [
        &["advance", "--to", "dev", "--because", "- signed before we came"][..],
        &["add", "goal", "find it", "--criterion", "-5 degrees", "--delimitation", "-- not the dock"],
        &["judge", "find-it", "partly", "--next", "- the other half"],
        &["pace", "set", "primary", "--plan", "- by van", "--needs", "- a van"],
        &["done", &action, "--result", "- by mail"],
        &["call-off", "harbor-search", "--reason", "- they left", "--worth", "- a list"],
    ] {
        done(folder.path(), arguments);
    }
    let outcome = folder.path().join("engagements/harbor-search/outcomes/01-called-off.yaml");
    assert!(std::fs::read_to_string(outcome).unwrap().contains("\"- they left\""));
    refused(folder.path(), &["reopen", "harbor-search", "--reason", "--dry-run"], "", 2, "expected text, found a flag");
}
