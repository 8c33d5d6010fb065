//! Every placeholder that a remedy or a hint prints is in the one list of them, and the list holds no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use engage::model::placeholder::PLACEHOLDERS;

use super::source;

/// What stands in capitals in a command and is no value of a record: operands, and words of the record.
const OTHERS: &[&str] = &[
    "ACR",
    "CFR",
    "CSR",
    "DIR",
    "DOCUMENT",
    "ENGAGEMENT",
    "EUR",
    "FILE",
    "ID",
    "INT",
    "IT",
    "KEY",
    "PA",
    "PATH",
    "SEK",
    "STEP",
    "VALUE, KEY",
];

/// The words in capitals where a command has a value: after `=`, `"`, `: `, `/`, or a flag.
fn slots(command: &str) -> BTreeSet<&str> {
    let capitals = command.match_indices(|c: char| c.is_ascii_uppercase()).map(|(at, _)| at);
    let starts = capitals.filter(|at| {
        let before = command[..*at].trim_end_matches(' ');
        let after_flag = before.rsplit(' ').next().is_some_and(|word| word.starts_with("--"));
        let is_spaced = before.len() < *at;
        let opens = before.ends_with(['=', '"', '/']) && !is_spaced || before.ends_with(':') && is_spaced;
        opens || is_spaced && after_flag
    });
    let run = |start: usize| {
        let rest = &command[start..];
        let end = rest.find(|c: char| !(c.is_ascii_uppercase() || " ,-".contains(c))).unwrap_or(rest.len());
        let run = rest[..end].trim_end_matches([' ', ',', '-']);
        // a word that goes on in small letters is prose
        let goes_on = rest[run.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if goes_on { run.rsplit_once(' ').map_or("", |(whole, _)| whole) } else { run }
    };
    starts.map(run).filter(|run| run.len() > 1).collect()
}

fn pages(folder: &Path, lines: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            pages(&path, lines);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(&path).unwrap();
            let printed = text.lines().filter(|line| !line.starts_with(['$', '>']) && line.contains("engage "));
            lines.extend(printed.map(ToOwned::to_owned));
        }
    }
}

/// All commands that the program prints: as the pages of the checks and the transcripts show them, and as the
/// source spells them.
fn commands() -> Vec<String> {
    let mut lines = Vec::new();
    pages(&source::root().join("tests/cmd"), &mut lines);
    let files = source::house().into_iter();
    let files = files.filter(|file| file.path.starts_with("src/check/") || file.path.starts_with("src/cmd/"));
    for file in files {
        let quotes: Vec<_> = file.code.match_indices('"').map(|(at, _)| at).collect();
        let literals = quotes.chunks_exact(2).map(|pair| file.spelled[pair[0] + 1..pair[1]].replace("\\\"", "\""));
        let is_check = file.path.starts_with("src/check/");
        // an argument of a remedy may be nothing but a placeholder
        let is_slot = |literal: &str| is_check && literal.chars().all(|c| c.is_ascii_uppercase() || " ,-".contains(c));
        let shown = |literal: String| if is_slot(&literal) { format!("\"{literal}\"") } else { literal };
        lines.extend(literals.filter(|literal| !literal.starts_with("Example")).map(shown));
    }
    lines
}

#[test]
fn every_placeholder_that_is_printed_is_in_the_list_and_the_list_holds_no_other() {
    let commands = commands();
    let mut printed: BTreeSet<&str> = commands.iter().flat_map(|command| slots(command)).collect();
    printed.retain(|slot| !OTHERS.contains(slot));
    assert_eq!(printed.into_iter().collect::<Vec<_>>(), PLACEHOLDERS);
}

#[test]
fn the_placeholders_of_a_command_are_found() {
    let command = "engage set -e x --in people/WHO y.due=DATE z=\"WHICH, AND WHY\" --owner WHO EUR '{on: DAY}' Aa=Ab";
    let found: Vec<_> = slots(command).into_iter().collect();
    assert_eq!(found, ["DATE", "DAY", "WHICH, AND WHY", "WHO", "WHO EUR"]);
}
