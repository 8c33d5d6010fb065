//! Commands that are called otherwise elsewhere, and what to type here.

use clap::error::{ContextKind, ContextValue};

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
    (&["undo", "revert"], "to take back a change, use git: git restore FILE"),
];

/// The error with a tip, if it is about an unknown command whose meaning is known.
pub fn with_tip(mut error: clap::Error) -> clap::Error {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let word = word.to_lowercase();
    let is_word = |words: &[&str]| words.contains(&word.as_str());
    let synonym = SYNONYMS.iter().find(|(words, _)| is_word(words)).map(|(_, command)| (*command).to_owned());
    let kind = Kind::named(&word).map(|kind| format!("add {}", kind.word()));
    if let Some(command) = synonym.or(kind) {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![command]));
    } else if let Some((_, tip)) = WITHOUT_COMMAND.iter().find(|(words, _)| is_word(words)) {
        error.remove(ContextKind::SuggestedSubcommand);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![(*tip).into()]));
    }
    error
}
