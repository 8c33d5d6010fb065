//! Words that no command records: the placeholders of remedies, and secrets without `--force`.

use std::path::Path;
use std::process::Output;

use crate::scene;
use engage::model::placeholder::PLACEHOLDERS;

fn engage(folder: &Path, arguments: &[&str]) -> Output {
    scene::command(folder).args(arguments).env("ENGAGE_TODAY", "2026-03-02").output().unwrap()
}

/// A workspace with an engagement at its first step, a person and a goal.
fn dock() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["init"][..],
        &["new", "dock", "--customer", "Port of Aldmouth"],
        &["add", "person", "Ana Ortiz", "--side", "customer"],
        &["add", "goal", "find fast", "--criterion", "9 of 10"],
    ] {
        let ran = engage(folder.path(), arguments);
        assert!(ran.status.success(), "{arguments:?}: {}", scene::said(&ran));
    }
    folder
}

/// The commands that write words of the user, each with the word in their place.
fn writing(word: &str) -> Vec<Vec<String>> {
    let set = format!("belief={word}");
    let listed = format!("scope.in+={word}");
    let grouped = format!("partners=[{{name: Halyard, role: {word:?}}}]");
    let said = format!("## note\n{word}\n");
    let commands: [&[&str]; 14] = [
        &["set", &set],
        &["set", "--in", "engagement", &listed],
        &["set", "--in", "engagement", &grouped],
        &["add", "note", word],
        &["add", "person", word, "--side", "ours"],
        &["new", "quay", "--customer", word],
        &["pace", "set", "primary", "--plan", word],
        &["pace", "set", "primary", "--needs", word],
        &["pace", "switch", "--to", "alternate", "--trigger", word],
        &["judge", "find-fast", "missed", "--next", word],
        &["sign-off", "scope", "ana-ortiz", "--note", word],
        &["advance", "--because", word],
        &["call-off", "dock", "--reason", word],
        &["debrief", "dock", "-", &said],
    ];
    commands.iter().map(|words| words.iter().map(ToString::to_string).collect()).collect()
}

fn run(folder: &Path, arguments: &[String], more: &[&str]) -> Output {
    match arguments {
        [debrief, .., input] if debrief == "debrief" => {
            let words = &arguments[..arguments.len() - 1];
            let mut command = scene::command(folder);
            scene::piped(command.args(words).args(more).env("ENGAGE_TODAY", "2026-03-02"), input)
        }
        _ => scene::command(folder).args(arguments).args(more).env("ENGAGE_TODAY", "2026-03-02").output().unwrap(),
    }
}

#[test]
fn a_placeholder_is_refused_by_every_command_that_writes_words() {
    let folder = dock();
    for arguments in writing("WHAT THEY NEED") {
        let ran = run(folder.path(), &arguments, &["--force"]);
        let expected = if arguments[0] == "debrief" { 3 } else { 2 };
        assert_eq!(ran.status.code(), Some(expected), "{arguments:?}: {}", scene::said(&ran));
        assert!(scene::said(&ran).contains("`WHAT THEY NEED` is a placeholder: write the `"), "{}", scene::said(&ran));
    }
    let ran = engage(folder.path(), &["judge", "find-fast", "met", "--accepted-by", "WHO"]);
    assert_eq!(ran.status.code(), Some(2), "{}", scene::said(&ran));
}

#[test]
fn every_placeholder_is_refused_and_what_only_holds_one_is_not() {
    let folder = dock();
    for word in PLACEHOLDERS {
        let ran = engage(folder.path(), &["add", "note", word]);
        assert_eq!(ran.status.code(), Some(2), "{word}: {}", scene::said(&ran));
    }
    for word in ["WHAT THEY NEED is search", "IT", "Why", "OCR"] {
        let ran = engage(folder.path(), &["add", "note", word]);
        assert!(ran.status.success(), "{word}: {}", scene::said(&ran));
    }
}

#[test]
fn a_secret_is_refused_by_every_command_that_writes_words_and_force_records_it() {
    // put together here, so that no scanner takes this file for what it looks for
    let token = format!("hf_{}", "aBcDeFgHiJkLmNoPqR".repeat(2).get(..34).unwrap());
    let words = format!("the token {token} opens it");
    for arguments in writing(&words) {
        let folder = dock();
        let ran = run(folder.path(), &arguments, &[]);
        let said = scene::said(&ran);
        assert_eq!(ran.status.code(), Some(3), "{arguments:?}: {said}");
        assert!(said.contains("holds what looks like a Hugging Face token (37 characters)"), "{said}");
        assert!(!said.contains(&token), "{said}");
        let recorded = run(folder.path(), &arguments, &["--force"]);
        let said = scene::said(&recorded);
        // a gate refuses too, and a person's name is no more than masked
        assert!(recorded.status.success(), "{arguments:?}: {said}");
        let found = engage(folder.path(), &["check", "--only", "secret-in-record"]);
        assert!(scene::text(&found).contains("a Hugging Face token (37 characters)"), "{arguments:?}");
    }
}

#[test]
fn an_edited_record_with_a_new_secret_stays_a_draft() {
    let folder = dock();
    let token = format!("ghp_{}", "Ab3dE".repeat(8).get(..36).unwrap());
    let editor = format!("printf '\\n# {token}\\n' >>");
    let edit = |more: &[&str]| {
        let editor = format!("sh -c '{} \"$0\"'", editor.replace('\'', "'\\''"));
        let mut command = scene::command(folder.path());
        command.args(["edit", "engagement"]).args(more).env("ENGAGE_EDITOR", editor).output().unwrap()
    };
    let refused = edit(&[]);
    assert_eq!(refused.status.code(), Some(3), "{}", scene::said(&refused));
    assert!(scene::said(&refused).contains("holds what looks like a GitHub token (40 characters)"));
    assert!(edit(&["--force"]).status.success());
    let again = scene::command(folder.path())
        .args(["edit", "engagement"])
        .env("ENGAGE_EDITOR", "sh -c 'echo \"mission: trade\" >> \"$0\"'")
        .output()
        .unwrap();
    assert!(again.status.success(), "what was there before is not new: {}", scene::said(&again));
}
