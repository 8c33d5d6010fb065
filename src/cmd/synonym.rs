//! Commands that are called otherwise elsewhere, and what to type here.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::model::record::Kind;

/// Words that people type, and the command that is meant.
const SYNONYMS: [(&[&str], &str); 14] = [
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
    (&["task", "todo"], "add action"),
    (&["expense", "cost"], "add spend"),
];

/// Words for what has no command, and how it is done.
const WITHOUT_COMMAND: [(&[&str], &str); 2] = [
    (&["rm", "delete", "remove"], "to remove a record, delete its file"),
    (&["undo", "revert"], "to undo a change, use git: git restore FILE"),
];

/// The error with a tip, if the words that it is about have a known meaning.
pub fn with_tip(error: clap::Error) -> clap::Error {
    match (error.get(ContextKind::InvalidSubcommand), error.get(ContextKind::InvalidArg)) {
        (Some(ContextValue::String(word)), _) => command(&word.to_lowercase(), error),
        (_, Some(ContextValue::String(word))) if error.kind() == ErrorKind::UnknownArgument => {
            operand(word.starts_with('-'), error)
        }
        _ => error,
    }
}

/// An unexpected argument: a word belongs to a text without quotes; a flag is not one, and clap's advice to pass it as
/// a value goes.
fn operand(is_flag: bool, mut error: clap::Error) -> clap::Error {
    error.remove(ContextKind::Suggested);
    if !is_flag {
        tip(&mut error, "put text with spaces in quotes");
    }
    error
}

fn tip(error: &mut clap::Error, words: &str) {
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![words.to_owned().into()]));
}

/// An unknown command: the one that is meant, or how it is done.
fn command(word: &str, mut error: clap::Error) -> clap::Error {
    let is_word = |words: &[&str]| words.contains(&word);
    let synonym = SYNONYMS.iter().find(|(words, _)| is_word(words)).map(|(_, command)| (*command).to_owned());
    let kind = Kind::named(word).map(|kind| format!("add {}", kind.word()));
    if let Some(command) = synonym.or(kind) {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![command]));
    } else if let Some((_, how)) = WITHOUT_COMMAND.iter().find(|(words, _)| is_word(words)) {
        error.remove(ContextKind::SuggestedSubcommand);
        tip(&mut error, how);
    }
    error
}
