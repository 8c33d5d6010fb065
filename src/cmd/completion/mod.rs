//! Completion of command lines in a shell: the only place that uses `clap_complete`.
//!
//! A script of `engage completions` runs `engage` with [`ASKED_BY`] set to the name of the shell, and what is typed after
//! `--`, the word at the cursor last. The answer is one word on each line. It is empty where something cannot be read.

mod candidates;
mod input;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;
use std::sync::Arc;

use clap::builder::StyledStr;
use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, PathCompleter, ValueCompleter as _, complete};
use clap_complete::env::{Elvish, EnvCompleter as _, Fish, Powershell};

use crate::check::CHECKS;
use crate::model::record::Kind;
use crate::model::step::Step;
use crate::model::text::visible;
use candidates::{Word, word};
use input::Typed;

/// The shells that there are completions for.
pub const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// The variable by which a shell asks.
pub const ASKED_BY: &str = "ENGAGE_COMPLETE";

/// Finds the words that can be typed for a kind of argument; the second argument is what is typed of the word.
type Finder = fn(&Typed, &str) -> Vec<Word>;

/// The kinds of arguments by the id of the argument, or else by the name of its value in the help, of which several may
/// stand beside each other: `DOCUMENT|ENGAGEMENT`.
const FINDERS: &[(&str, Finder)] = &[
    ("goal", |typed, _| candidates::of_kind(typed, Kind::Goal)),
    ("waits_for", |typed, _| candidates::of_kind(typed, Kind::Action)),
    ("owner", candidates::owners),
    ("keep", candidates::records),
    ("key", |_, _| candidates::settings()),
    ("ENGAGEMENT", candidates::engagements),
    ("RECORD", candidates::records),
    ("KEY=VALUE", candidates::assignments),
    ("PERSON", |typed, _| candidates::of_kind(typed, Kind::Person)),
    ("GOAL", |typed, _| candidates::of_kind(typed, Kind::Goal)),
    ("REQUIREMENT", |typed, _| candidates::of_kind(typed, Kind::Requirement)),
    ("ACTION", |typed, _| candidates::of_kind(typed, Kind::Action)),
    ("STEP", |_, _| Step::ALL.iter().map(|step| word(step.word(), Some(step.purpose().into()))).collect()),
    ("DOCUMENT", |typed, _| candidates::documents(typed)),
    ("CHECK", |_, _| CHECKS.iter().map(|check| word(check.id, Some(check.summary().into()))).collect()),
    ("COMMAND", |typed, _| typed.commands.iter().map(|(name, meaning)| word(name, meaning.clone())).collect()),
];

/// The script that makes a shell ask.
pub fn script(shell: &str) -> io::Result<String> {
    let (mut script, name) = (Vec::new(), env!("CARGO_PKG_NAME"));
    match shell {
        "bash" => script.extend(include_bytes!("engage.bash")),
        "zsh" => script.extend(include_bytes!("engage.zsh")),
        "fish" => Fish.write_registration(ASKED_BY, name, name, name, &mut script)?,
        "elvish" => Elvish.write_registration(ASKED_BY, name, name, name, &mut script)?,
        _ => Powershell.write_registration(ASKED_BY, name, name, name, &mut script)?,
    }
    Ok(format!("{}\n", String::from_utf8_lossy(&script).trim()))
}

/// The answer to a shell: the words that can stand at the end of the command line; `topics` are those of `engage help`.
pub fn answer(shell: &str, mut command: Command, topics: &[(&str, &str)], words: Vec<OsString>) -> String {
    command.build();
    let first = words.get(2).filter(|_| words.len() > 3 && words[1] == "help");
    let within = first.and_then(|first| command.find_subcommand(first)).unwrap_or(&command);
    let topics =
        topics.iter().filter(|_| first.is_none()).map(|(name, title)| ((*name).to_owned(), Some((*title).to_owned())));
    let commands = within.get_subcommands().map(|verb| (verb.get_name().to_owned(), verb.get_about().map(first_line)));
    let typed = Arc::new(Typed::new(&words, commands.chain(topics).collect()));
    let mut command = with_finders(command, &typed);
    let last = words.len().saturating_sub(1);
    let is_empty = words.last().is_none_or(|word| word.is_empty());
    let mut found = complete(&mut command, words, last, Some(Path::new("."))).unwrap_or_default();
    let is_flag = |one: &Word| one.get_value().as_encoded_bytes().starts_with(b"-");
    if is_empty && !found.iter().all(is_flag) {
        found.retain(|one| !is_flag(one));
    }
    found.iter().map(|one| line(shell, one)).collect()
}

/// A word with what it means, as the script of the shell reads it.
fn line(shell: &str, found: &Word) -> String {
    let word = visible(&found.get_value().to_string_lossy()).into_owned();
    let help = found.get_help().map(first_line).unwrap_or_default();
    let help = visible(&help);
    match shell {
        "fish" | "powershell" if !help.is_empty() => format!("{word}\t{help}\n"),
        "zsh" => format!("{}:{help}\n", word.replace('\\', "\\\\").replace(':', "\\:")),
        _ => format!("{word}\n"),
    }
}

fn first_line(help: &StyledStr) -> String {
    help.to_string().lines().next().unwrap_or_default().to_owned()
}

fn with_finders(command: Command, typed: &Arc<Typed>) -> Command {
    let command = command.mut_args(|argument| with_finder(argument, typed));
    command.mut_subcommands(|inner| with_finders(inner, typed))
}

fn with_finder(argument: Arg, typed: &Arc<Typed>) -> Arg {
    let name = argument.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    let id = argument.get_id().as_str();
    let is_known = FINDERS.iter().any(|(known, _)| *known == id);
    let name = if is_known { id } else { name.split(']').next().unwrap_or_default() };
    let names: Vec<_> = name.split('|').collect();
    let finders: Vec<_> =
        FINDERS.iter().filter(|(known, _)| names.contains(known)).map(|(_, finder)| *finder).collect();
    let is_file = names.iter().any(|name| name.starts_with("FILE"));
    if finders.is_empty() && !is_file {
        return argument;
    }
    let typed = Arc::clone(typed);
    argument.add(ArgValueCompleter::new(move |current: &OsStr| {
        let files = if is_file { PathCompleter::any().complete(current) } else { vec![] };
        let current = current.to_string_lossy();
        let words = finders.iter().flat_map(|finder| finder(&typed, &current));
        let words = words.filter(|word| word.get_value().to_string_lossy().starts_with(&*current));
        words.chain(files).collect()
    }))
}
