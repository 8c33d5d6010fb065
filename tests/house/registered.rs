//! Nothing is incomplete: each verb, document, kind of record and check has its file and its transcript.

use engage::check::CHECKS;
use engage::model::kind::Kind;
use engage::render::DOCUMENTS;

use super::imports::is_check;
use super::source::{read_below, root, sources};
use crate::scene;

/// All transcripts, each with its path.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    read_below(&root().join("tests/cmd"), "md", &mut pages);
    pages.retain(|(path, _)| !path.contains(".in/") && !path.contains(".out/") && !path.contains("/base/"));
    pages
}

/// The commands of all transcripts, without environment variables, each with the transcript's path.
fn commands() -> Vec<(String, String)> {
    let of_page = |(path, text): &(String, String)| -> Vec<_> {
        let lines = text.lines().filter_map(|line| line.strip_prefix("$ "));
        lines.map(|line| (path.clone(), line.to_owned())).collect()
    };
    pages().iter().flat_map(of_page).collect()
}

/// The commands that a help text lists, under whatever heading.
fn listed(arguments: &[&str]) -> Vec<String> {
    let help = scene::done(root(), arguments);
    let lines =
        help.lines().skip_while(|line| !line.starts_with("Usage:")).take_while(|line| !line.ends_with("ptions:"));
    let words = lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    words.filter(|word| !word.is_empty() && *word != "help").map(str::to_owned).collect()
}

/// Reports the names that no command in their transcripts uses.
#[track_caller]
fn assert_shown<'a>(names: impl Iterator<Item = &'a str>, page: fn(&str, &str) -> bool, words: fn(&str) -> String) {
    let commands = commands();
    let is_shown = |name: &str| {
        commands.iter().any(|(path, command)| page(path, name) && format!("{command} ").contains(&words(name)))
    };
    let unshown: Vec<_> = names.filter(|name| !is_shown(name)).collect();
    assert_eq!(unshown, Vec::<&str>::new(), "no transcript runs these");
}

#[test]
fn every_verb_has_its_transcript() {
    let verbs = listed(&["--help"]);
    assert!(verbs.len() > 20, "{verbs:?}");
    let is_own = |path: &str, verb: &str| {
        path.strip_prefix(&format!("tests/cmd/{verb}")).is_some_and(|rest| rest.starts_with(['.', '/']))
    };
    assert_shown(verbs.iter().map(String::as_str), is_own, |verb| format!("engage {verb} "));
}

#[test]
fn every_document_has_its_transcript() {
    let names = DOCUMENTS.iter().map(|document| document.name);
    assert_shown(names, |path, _| path.starts_with("tests/cmd/report"), |name| format!(" {name} "));
}

#[test]
fn every_record_kind_can_be_added_and_has_its_transcript() {
    let added = listed(&["add", "--help"]);
    let kinds = Kind::ALL.iter().map(|kind| kind.word()).filter(|kind| *kind != "signoff");
    assert_eq!(kinds.filter(|kind| !added.iter().any(|word| word == kind)).collect::<Vec<_>>(), Vec::<&str>::new());
    assert_shown(added.iter().map(String::as_str), |_, _| true, |kind| format!("engage add {kind} "));
}

#[test]
fn a_dry_run_never_says_that_something_was_done() {
    let is_done = |line: &&str| {
        let (verb, _) = line.split_once(' ').unwrap_or_default();
        ["Set", "Wrote"].contains(&verb)
            || verb.starts_with(char::is_uppercase) && verb.ends_with("ed") && !verb.contains('=')
    };
    let pages = pages();
    let runs = pages.iter().flat_map(|(_, text)| text.split("\n$ "));
    let dry = runs.filter(|run| run.lines().next().is_some_and(|command| command.contains("--dry-run")));
    let wrong: Vec<_> = dry.flat_map(|run| run.lines().take_while(|line| *line != "```").filter(is_done)).collect();
    assert_eq!(wrong, Vec::<&str>::new());
}

/// A file without its `mod` line is not compiled, so its check never runs.
#[test]
fn every_file_of_a_check_is_in_the_table() {
    let checks = sources().into_values().filter(is_check);
    let ids: Vec<_> = checks.map(|file| file.module.rsplit("::").next().unwrap().replace('_', "-")).collect();
    assert!(ids.len() > 50, "{ids:?}");
    let unknown = ids.iter().filter(|id| !CHECKS.iter().any(|check| check.id == *id));
    assert_eq!(unknown.collect::<Vec<_>>(), Vec::<&String>::new());
}

/// The runner silently ignores these.
#[test]
fn transcripts_run_nothing_but_engage() {
    let others = commands().into_iter().filter(|(_, command)| !format!(" {command} ").contains(" engage "));
    assert_eq!(others.collect::<Vec<_>>(), []);
}
