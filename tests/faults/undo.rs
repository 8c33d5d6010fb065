//! Undo and redo of many commands, file by file.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tempfile::TempDir;

use crate::scene::{done, engage, text};
use crate::sweep::scenes::files;

/// Commands of every kind; `#` is the number of the command, so that each fact is new.
const COMMANDS: [&str; 26] = [
    "add person|Person #|--side|customer",
    "add goal|find report #|--criterion|nine of ten",
    "add requirement|works offline #|--class|technical",
    "add feedback|said #|--from|Jo Lund|--impression|4",
    "add spend|taxi #|--amount|#|--currency|EUR",
    "add lesson|lesson #|--kind|improve",
    "add action|send minutes #|--owner|ana-ortiz|--due|+3d",
    "add approach|approach #|--result|failed",
    "add decision|keep it #",
    "add note|note #",
    "add artifact|disk #|--class|data",
    "add starting-point|app #",
    "set|--in|cycle-1/01-hypothesis|belief=belief #|benefit=benefit #",
    "set|--in|engagement|mission=mission #",
    "set|--in|goals/find-a-report|due=+#d",
    "judge|find-a-report|met|--result|result #",
    "judge|find-a-report|missed|--next|try #",
    "pace set|primary|--plan|plan #",
    "sign-off|scope|ana-ortiz|--note|note #",
    "advance|--because|reason #",
    "advance|--to|validate|--again|--because|reason #",
    "call-off|--reason|reason #",
    "reopen|--reason|reason #",
    "new|place-#|--customer|Port #",
    "edit|goals/find-a-report",
    "report",
];

/// The words of a command.
fn words(command: &str, number: usize) -> Vec<String> {
    let (verb, rest) = command.split_once('|').unwrap_or((command, ""));
    let rest = rest.split('|').filter(|word| !word.is_empty());
    verb.split(' ').chain(rest).map(|word| word.replace('#', &number.to_string())).collect()
}

/// A workspace with one engagement.
fn workspace() -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init"]);
    done(folder.path(), &["new", "harbor-search", "--customer", "Port of Aldmouth"]);
    done(folder.path(), &["add", "person", "Ana Ortiz", "--side", "customer"]);
    done(folder.path(), &["add", "goal", "find a report", "--criterion", "nine of ten"]);
    std::fs::remove_dir_all(folder.path().join(".engage/undo")).unwrap();
    folder
}

/// The records of a workspace: documents are not undone.
fn records(root: &Path) -> BTreeMap<String, Vec<u8>> {
    files(root).into_iter().filter(|(path, _)| !path.contains("/documents/")).collect()
}

/// Runs a command until it has nothing left to do.
fn repeated(root: &Path, verb: &str) -> usize {
    (0..200).take_while(|_| engage(root, &[verb]).status.success()).count()
}

#[test]
fn as_many_undo_as_there_were_commands_give_the_first_bytes_back_and_redo_the_last() {
    // two hundred commands in all: a hundred in each of two workspaces, since that many are kept
    let mut runner =
        TestRunner::new(Config { cases: 2, failure_persistence: None, max_shrink_iters: 20, ..Config::default() });
    let sequence = proptest::collection::vec(0..COMMANDS.len(), 100);
    let check = |chosen: Vec<usize>| {
        let folder = workspace();
        let root = folder.path();
        let first = records(root);
        let mut wrote = 0;
        for (number, command) in chosen.into_iter().enumerate() {
            let before = records(root);
            let words = words(COMMANDS[command], number + 1);
            let output = crate::scene::command(root)
                .args(&words)
                .envs([("ENGAGE_EDITOR", "sed -i s/report/reports/"), ("ENGAGE_ENGAGEMENT", "harbor-search")])
                .output()
                .unwrap();
            prop_assert!(matches!(output.status.code(), Some(0 | 3 | 4)), "{words:?}: {}", text(&output));
            wrote += usize::from(records(root) != before);
        }
        prop_assert!(wrote > 60, "only {wrote} wrote something");
        let last = records(root);
        prop_assert_eq!(repeated(root, "undo"), wrote);
        prop_assert_eq!(records(root), first);
        prop_assert_eq!(repeated(root, "redo"), wrote);
        prop_assert_eq!(records(root), last);
        Ok(())
    };
    runner.run(&sequence, check).unwrap();
}
