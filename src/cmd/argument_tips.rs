//! Flags and operands that a command does not take, and what to type instead.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use crate::cmd::context::Context;
use crate::model::reading::fold::fold;
use crate::model::step::Step;

/// Flags that people type, and those that are meant: the first that the command has.
const SYNONYMS: [(&[&str], &[&str]); 9] = [
    (&["client", "company"], &["customer"]),
    (&["assignee", "assigned-to", "who", "assign"], &["owner"]),
    (&["deadline", "until", "by", "when"], &["due", "date"]),
    (&["message", "comment", "remark"], &["note"]),
    (&["cost", "price", "sum", "total"], &["amount"]),
    (&["type"], &["kind", "category"]),
    (&["author", "who", "said-by"], &["from"]),
    (&["day", "on"], &["date"]),
    (&["why"], &["because", "reason"]),
];

/// Flags for what is an operand.
const OPERANDS: [&str; 7] = ["name", "text", "what", "description", "desc", "title", "statement"];

/// The operands that take text, which needs quotes.
const TEXTS: [&str; 4] = ["TEXT", "NAME", "ACTION", "GOAL"];

/// Gives an error about an unexpected or a missing argument a tip, if there is one; `line` is what follows the
/// command's name.
pub fn with_tip(error: &mut clap::Error, command: &Command, line: &[String]) {
    let has_hours = || line.iter().any(|word| word == "--hours" || word.starts_with("--hours="));
    if error.kind() == ErrorKind::MissingRequiredArgument && error.to_string().contains("--amount") && has_hours() {
        tip(error, "for hours only, add `--amount 0`");
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else { return };
    if error.kind() != ErrorKind::UnknownArgument {
        return;
    }
    let word = word.clone();
    error.remove(ContextKind::Suggested);
    error.remove(ContextKind::SuggestedArg);
    let found = match word.strip_prefix("--") {
        Some(flag) => unknown_flag(command, flag),
        None if word.starts_with('-') => None,
        None => operand(command, &word, line),
    };
    if let Some(found) = found {
        tip(error, &found);
    }
    error.insert(ContextKind::Usage, ContextValue::StyledStr(command.clone().render_usage()));
}

/// Gives an error one tip, in words of its own.
pub fn tip(error: &mut clap::Error, words: &str) {
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![words.to_owned().into()]));
}

/// What is meant by a flag that the command does not have.
fn unknown_flag(command: &Command, flag: &str) -> Option<String> {
    if ["by", "person", "people"].contains(&flag) && command.get_positionals().any(|arg| name(arg) == "PERSON") {
        return Some(format!(
            "name people without a flag: {} scope PERSON",
            command.get_bin_name().unwrap_or_default()
        ));
    }
    let longs: Vec<_> = command.get_arguments().filter_map(Arg::get_long).collect();
    let synonyms = SYNONYMS.iter().filter(|(flags, _)| flags.contains(&flag)).flat_map(|(_, meant)| *meant);
    let near = |long: &&&str| strsim::osa_distance(flag, long) <= if flag.len() > 4 { 2 } else { 1 };
    let meant = synonyms
        .into_iter()
        .find(|meant| longs.contains(meant))
        .or_else(|| longs.iter().filter(near).min_by_key(|long| strsim::osa_distance(flag, long)));
    if let Some(meant) = meant {
        return Some(format!("did you mean `--{meant}`?"));
    }
    let is_text = |arg: &Arg| OPERANDS.contains(&flag) && TEXTS.contains(&name(arg));
    let operand = command.get_positionals().find(|arg| is_text(arg) || name(arg).eq_ignore_ascii_case(flag));
    operand.map(|arg| format!("{} needs no flag; write it after the command", name(arg)))
}

/// What is meant by a word that the command has no place for.
fn operand(command: &Command, word: &str, line: &[String]) -> Option<String> {
    let before = line.iter().position(|other| other == word).and_then(|at| line.get(at.checked_sub(1)?));
    let flag = before.and_then(|before| before.strip_prefix("--"));
    let flag = flag.and_then(|flag| command.get_arguments().find(|arg| arg.get_long() == Some(flag)));
    if let Some(flag) = flag.and_then(Arg::get_long).filter(|_| ["true", "false"].contains(&word)) {
        let plain = if word == "true" { format!("`--{flag}` or ") } else { String::new() };
        return Some(format!("use {plain}`--{flag}={word}`"));
    }
    let takes = |arg: &&Arg| arg.get_possible_values().iter().any(|value| value.get_name() == word);
    if let Some(long) = command.get_arguments().find(takes).and_then(Arg::get_long) {
        return Some(format!("use `--{long} {word}`"));
    }
    let has_engagement = command.get_arguments().any(|arg| arg.get_short() == Some('e'))
        && !command.get_positionals().any(|arg| name(arg).starts_with("ENGAGEMENT"));
    let first = line.iter().find(|word| !word.starts_with('-')).map_or(word, String::as_str);
    if let Some(engagement) = [word, first].into_iter().find(|word| has_engagement && is_engagement(word)) {
        return Some(format!("`{engagement}` is an engagement; use `-e {engagement}`"));
    }
    if command.get_name() == "list" {
        let (what, verb) = if word.starts_with("pe") { ("people", "show") } else { ("records", "log") };
        return Some(format!("to list the {what} of an engagement: engage {verb} ENGAGEMENT"));
    }
    let has_text = command.get_positionals().any(|arg| TEXTS.contains(&name(arg)));
    has_text.then(|| "put text with spaces in quotes".to_owned())
}

/// Whether a word is the id of an engagement here, or begins only one: for words that stand elsewhere.
pub fn is_engagement(word: &str) -> bool {
    let workspace = Context::new(None, false).and_then(|context| context.workspace_unnoted());
    let ids = workspace.and_then(|workspace| Ok(workspace.ids()?.0)).unwrap_or_default();
    let kebab = fold(word).replace(' ', "-");
    let is_long = kebab.len() > 2 && word.parse::<Step>().is_err();
    let begins = || ids.iter().filter(|id| id.as_str().starts_with(&kebab)).count() == 1;
    is_long && (ids.iter().any(|id| id.as_str() == kebab) || begins())
}

fn name(arg: &Arg) -> &str {
    arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str())
}
