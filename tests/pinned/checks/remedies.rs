//! The remedies of findings in `--json`: commands that this program accepts once their slots are filled, not before.

use engage::check::{CHECKS, Check};
use engage::model::placeholder::PLACEHOLDERS;
use serde_json::Value;

use super::{files, workspace};
use crate::scene;

/// The commands that fix the finding of a check in its own case: the alternatives, and the commands before each.
fn commands(check: &Check) -> Vec<Value> {
    let folder = workspace(&files(check, &check.fires()));
    let arguments: &[&str] = match check.guards {
        Some(_) => &["status", "harbor-search", "--json"],
        None => &["check", "--only", check.id, "--json"],
    };
    let ran = scene::command(folder.path()).args(arguments).env("ENGAGE_TODAY", check.today()).output().unwrap();
    let reply: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let found = reply["data"][if check.guards.is_some() { "gates" } else { "findings" }].as_array().unwrap();
    let ways = found.iter().filter(|one| one["check"] == check.id).flat_map(|one| one["do"].as_array().unwrap());
    ways.flat_map(|way| way["first"].as_array().unwrap().iter().chain([way])).cloned().collect()
}

fn list(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

/// A value that a person might fill in.
fn answer(fill: &Value) -> String {
    let words = list(&fill["words"]);
    match (fill["slot"].as_str().unwrap(), fill["shape"].as_str().unwrap()) {
        ("CURRENCY", _) => "EUR".to_owned(),
        ("FILE-OR-LINK", _) => "https://files.example/times".to_owned(),
        (_, "day") => "2026-03-10".to_owned(),
        (_, "decimal" | "number") => "3".to_owned(),
        (_, "person") => "Ana Ortiz".to_owned(),
        (_, "record") => "ana-ortiz".to_owned(),
        (_, "word") => words[0].to_owned(),
        (_, "text") => "What they said, in words".to_owned(),
        other => panic!("{other:?}"),
    }
}

/// The exit code and output on a separate workspace.
fn run(check: &Check, arguments: &[String]) -> (i32, String) {
    let folder = workspace(&files(check, &check.fires()));
    let mut command = scene::command(folder.path());
    command.args(&arguments[1..]).env("ENGAGE_TODAY", check.today()).env("EDITOR", "true");
    let ran = command.output().unwrap();
    (ran.status.code().unwrap(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[test]
fn each_command_is_taken_once_its_slots_are_filled_and_not_before() {
    let mut number = 0;
    for check in CHECKS {
        for command in commands(check).iter().filter(|command| !list(&command["argv"]).is_empty()) {
            let mut arguments: Vec<_> = list(&command["argv"]).into_iter().map(ToOwned::to_owned).collect();
            assert_eq!(arguments[0], "engage", "{}: {command}", check.id);
            let fills = command["fill"].as_array().unwrap();
            if !fills.is_empty() {
                let (exit, printed) = run(check, &arguments);
                assert!(exit != 0, "{}: {command} is taken as it is: {printed}", check.id);
            }
            for fill in fills {
                let slot = fill["slot"].as_str().unwrap();
                assert!(PLACEHOLDERS.contains(&slot), "{}: {command}", check.id);
                let at = arguments.iter().position(|argument| argument.contains(slot)).unwrap();
                arguments[at] = arguments[at].replace(slot, &answer(fill));
            }
            let left = |argument: &&String| PLACEHOLDERS.contains(&argument.rsplit(['=', '/']).next().unwrap());
            assert_eq!(arguments.iter().find(left), None, "{}: {command}", check.id);
            let (exit, printed) = run(check, &arguments);
            assert!(exit != 2, "{}: {arguments:?}: {printed}", check.id);
            number += 1;
        }
    }
    assert!(number > 100, "{number}");
}
