//! Every placeholder that a remedy or a hint prints is in the one list, and the list has no others.

use std::collections::BTreeSet;

use engage::model::placeholder::PLACEHOLDERS;

use super::source::{read_below, root, sources};

/// Words in capitals in a command that are not a value of a record: operands, and words of the record.
const OTHERS: &[&str] = &[
    "ACR", "CFR", "CSR", "DIR", "DOCUMENT", "ENGAGEMENT", "EUR", "FIELD", "FILE", "HEADER", "HEADER=FIELD", "ID",
    "INT", "IT", "KEY", "PA", "PATH", "SEK", "STEP", "VALUE, KEY",
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
        // a word that continues in lower case is prose
        let goes_on = rest[run.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if goes_on { run.rsplit_once(' ').map_or("", |(whole, _)| whole) } else { run }
    };
    starts.map(run).filter(|run| run.len() > 1).collect()
}

/// The literals of a line of code; in a check, one that is only a placeholder is an argument of a remedy, in quotes.
fn literals(line: &str, is_check: bool) -> Vec<String> {
    let line = line.replace("\\\"", "\u{1}");
    let literals = line.split('"').skip(1).step_by(2).map(|literal| literal.replace('\u{1}', "\""));
    let is_slot = |literal: &str| is_check && literal.chars().all(|c| c.is_ascii_uppercase() || " ,-".contains(c));
    literals.map(|literal| if is_slot(&literal) { format!("\"{literal}\"") } else { literal }).collect()
}

#[test]
fn every_placeholder_that_is_printed_is_in_the_list_and_the_list_holds_no_other() {
    let mut pages = Vec::new();
    read_below(&root().join("tests/cmd"), "md", &mut pages);
    let lines = pages.iter().flat_map(|(_, text)| text.lines());
    let printed = lines.filter(|line| !line.starts_with(['$', '>']) && line.contains("engage "));
    let files = sources();
    let code = ["check", "cmd"].into_iter().flat_map(|top| {
        let lines = files.values().filter(move |file| file.is_in(top)).flat_map(|file| &file.code);
        lines.flat_map(move |(_, line)| literals(line, top == "check"))
    });
    let code: Vec<_> = code.filter(|literal| !literal.starts_with("Example")).collect();
    let mut slots: BTreeSet<&str> = printed.chain(code.iter().map(String::as_str)).flat_map(slots).collect();
    slots.retain(|slot| !OTHERS.contains(slot));
    assert_eq!(slots.into_iter().collect::<Vec<_>>(), PLACEHOLDERS);
}
