//! Commands that are called otherwise elsewhere, and what to type here.

use clap::Command;
use clap::error::{ContextKind, ContextValue};

use crate::cmd::argument_tips::{self, tip};
use crate::model::record::Kind;
use crate::model::words::nearest;

/// Words that people type, and the command that is meant.
const SYNONYMS: &[(&[&str], &str)] = &[
    (&["start", "create", "open"], "new"),
    (&["next", "forward"], "advance"),
    (&["ls"], "list"),
    (&["view", "cat", "info"], "show"),
    (&["history"], "log"),
    (&["find", "grep"], "recall"),
    (&["finish", "end", "complete"], "close"),
    (&["cancel", "abort", "stop"], "call-off"),
    (&["sign"], "sign-off"),
    (&["lint", "verify"], "check"),
    (&["render"], "report"),
    (&["setup"], "init"),
    (&["revert"], "undo"),
    (&["delete", "remove", "del"], "rm"),
    (&["mv", "move"], "rename"),
    (&["save", "ci"], "commit"),
    (&["task"], "add action"),
    (&["expense", "cost"], "add spend"),
];

/// Words for what has no command, and how it is done.
const WITHOUT_COMMAND: &[(&[&str], &str)] =
    &[(&["signoff", "sign-off", "signature"], "to record a sign-off: engage sign-off scope PERSON")];

/// The error with a tip, if the words that it is about have a known meaning; `line` is the command line.
pub fn with_tip(mut error: clap::Error, mut command: Command, line: &[String]) -> clap::Error {
    command.build();
    let (inner, rest) = innermost(&command, line.get(1..).unwrap_or_default());
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) => {
            let word = word.to_lowercase();
            subcommand(inner, &word, &mut error);
        }
        _ => argument_tips::with_tip(&mut error, inner, rest),
    }
    error
}

/// The innermost command that a line names, and what follows its name.
fn innermost<'a>(command: &'a Command, line: &'a [String]) -> (&'a Command, &'a [String]) {
    let found = line.iter().enumerate().find_map(|(at, word)| Some((at, command.find_subcommand(word)?)));
    found.map_or((command, line), |(at, inner)| innermost(inner, &line[at + 1..]))
}

/// An unknown command: the one that is meant, how it is done, or the nearest.
fn subcommand(command: &Command, word: &str, error: &mut clap::Error) {
    let is_word = |words: &[&str]| words.contains(&word);
    error.remove(ContextKind::SuggestedSubcommand);
    if let Some((_, how)) = WITHOUT_COMMAND.iter().find(|(words, _)| is_word(words)) {
        return tip(error, how);
    }
    let synonym = SYNONYMS.iter().find(|(words, _)| is_word(words)).map(|(_, command)| (*command).to_owned());
    let kind = || Kind::named(word).map(|kind| format!("add {}", kind.word()));
    let visible = command.get_subcommands().filter(|inner| !inner.is_hide_set());
    let near = || nearest(word, visible.map(Command::get_name)).map(str::to_owned);
    if let Some(meant) = synonym.or_else(kind).or_else(near) {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![meant]));
    }
}
