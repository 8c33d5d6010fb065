//! Asks for required values that the command line lacks, one line each.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, Command};

use crate::cmd::context::asks_for_json;
use crate::cmd::failure::Failure;
use crate::model::words::or_list;

/// The commands that ask for what they lack.
const ASKING: [&str; 2] = ["new", "add"];

/// A command line, and what was asked for and answered.
#[derive(Debug)]
pub struct Prompt {
    given: Vec<OsString>,
    /// Where the name of the command ends in it.
    at: usize,
    answers: Vec<(Arg, String)>,
}

impl Prompt {
    /// The command line as given.
    pub fn new(given: Vec<OsString>) -> Self {
        Self { at: given.len(), given, answers: Vec::new() }
    }

    /// The command line with the answers: flags after the command's name, operands at the end.
    pub fn line(&self) -> Vec<OsString> {
        let (name, rest) = self.given.split_at(self.at);
        let flag = |(arg, words): &(Arg, String)| Some(OsString::from(format!("--{}={words}", arg.get_long()?)));
        let flags: Vec<_> = self.answers.iter().filter_map(flag).collect();
        let operands = self.answers.iter().filter(|(arg, _)| arg.is_positional());
        let mut operands: Vec<_> = operands.map(|(_, words)| OsString::from(words)).collect();
        if !operands.is_empty() && !rest.iter().any(|word| word == "--") {
            operands.insert(0, "--".into());
        }
        [name, &flags, rest, &operands].concat()
    }

    /// The command line with the answers, as text.
    pub fn words(&self) -> Vec<String> {
        self.line().iter().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    /// Asks for the required values that a usage error says are missing, and for the operand before them.
    ///
    /// Returns whether it asked; an error at the end of input.
    pub fn asks(&mut self, mut command: Command, error: &clap::Error) -> io::Result<bool> {
        let Some(ContextValue::Strings(missing)) = error.get(ContextKind::InvalidArg) else { return Ok(false) };
        if error.kind() != ErrorKind::MissingRequiredArgument || !can_ask() {
            return Ok(false);
        }
        let given = command.clone().ignore_errors(true).try_get_matches_from(&self.given);
        command.build();
        let Some(asking) = self.find(&command) else { return Ok(false) };
        let is_offered = |arg: &Arg| arg.is_positional() || asking.get_name() == "action" && arg.get_id() == "due";
        let is_asked = |arg: &&Arg| missing.contains(&arg.to_string()) || is_offered(arg) && !has(given.as_ref(), arg);
        let mut args: Vec<_> = asking.get_arguments().filter(is_asked).collect();
        args.sort_by_key(|arg| !arg.is_positional());
        for arg in &args {
            // an argument that is required unless another one is given
            let is_required = arg.is_required_set() || missing.contains(&arg.to_string());
            self.ask((*arg).clone().required(is_required))?;
        }
        Ok(!args.is_empty())
    }

    fn ask(&mut self, arg: Arg) -> io::Result<()> {
        let words = answer(&arg)?;
        self.answers.extend((!words.is_empty()).then_some((arg, words)));
        Ok(())
    }

    /// Whether a failure is about one of the answers, which is then asked for again, or about a value without which
    /// the record cannot be made, such as a currency, which is asked for.
    pub fn asks_again(&mut self, mut command: Command, failure: &Failure) -> io::Result<bool> {
        let said = [std::slice::from_ref(&failure.message), &failure.details].concat().join("\n");
        let about = |words: &str| said.contains(&format!("`{words}`"));
        let refused = self.answers.iter().position(|(arg, words)| about(words) || about(arg.get_id().as_str()));
        let refused = refused.map(|at| self.answers.remove(at).0);
        if refused.is_none() && !can_ask() {
            return Ok(false);
        }
        command.build();
        let is_lacking = |arg: &&Arg| said.contains(&format!("`{}` is required", arg.get_id()));
        let asking = self.find(&command);
        let lacking = asking.and_then(|asking| Some(asking.get_arguments().find(is_lacking)?.clone().required(true)));
        let Some(arg) = refused.or(lacking) else { return Ok(false) };
        self.ask(arg).map(|()| true)
    }

    /// The command that asks, if it is one that does.
    fn find<'a>(&mut self, command: &'a Command) -> Option<&'a Command> {
        let mut found = None;
        for (at, word) in self.given.iter().enumerate().skip(1) {
            let Some(word) = word.to_str().filter(|word| found.is_some() || ASKING.contains(word)) else { continue };
            if let Some(inner) = found.unwrap_or(command).find_subcommand(word) {
                (found, self.at) = (Some(inner), at + 1);
            }
        }
        found
    }
}

/// Whether a person is there to answer.
fn can_ask() -> bool {
    !asks_for_json() && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Questions that the help of an argument does not have.
const QUESTIONS: [(&str, &str); 4] = [
    ("name", "Name"),
    ("customer", "Customer"),
    ("amount", "Amount (refunds negative)"),
    ("currency", "Currency, such as EUR"),
];

/// The question for an argument: the first clause of its help.
fn question(arg: &Arg) -> String {
    let known = QUESTIONS.iter().find(|(id, _)| arg.get_id() == id).map(|(_, question)| (*question).to_owned());
    let help = || arg.get_help().map(ToString::to_string).unwrap_or_default();
    let first = |help: String| help.split([';', ',', ':', '.']).next().unwrap_or_default().to_owned();
    known.unwrap_or_else(|| first(help()))
}

/// Whether the arguments of the innermost command have a value for one.
fn has(given: Result<&ArgMatches, &clap::Error>, arg: &Arg) -> bool {
    let Ok(mut inner) = given else { return true };
    while let Some((_, matches)) = inner.subcommand() {
        inner = matches;
    }
    matches!(inner.try_contains_id(arg.get_id().as_str()), Ok(true))
}

/// The answer to the argument's question, which is asked until there is a possible one; empty if it is optional.
fn answer(arg: &Arg) -> io::Result<String> {
    let question = question(arg);
    let choices: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let one_of = match choices.as_slice() {
        [] if arg.is_required_set() => String::new(),
        [] => " (optional)".to_owned(),
        choices => format!(" ({})", choices.join(", ")),
    };
    loop {
        print(&format!("{question}{one_of}: "))?;
        let mut words = String::new();
        if io::stdin().read_line(&mut words)? == 0 {
            print("\n")?;
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let words = words.trim();
        let is_possible = choices.is_empty() || choices.iter().any(|choice| choice.eq_ignore_ascii_case(words));
        if if words.is_empty() { !arg.is_required_set() } else { is_possible } {
            return Ok(words.to_owned());
        }
        if !words.is_empty() {
            print(&format!("`{words}` is not valid; use {}\n", or_list(&choices)))?;
        }
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush())
}
