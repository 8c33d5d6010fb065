//! Arguments, clock, environment, terminal and exit codes, floor 4: the verbs in `verb`, and what they share.

pub mod acceptance;
pub mod argument_tips;
pub mod arguments;
pub mod catalogue;
pub mod command_tips;
pub mod completion;
#[expect(clippy::disallowed_methods, reason = "clock and input are read here, once")]
pub mod context;
pub mod defaults;
pub mod discard;
pub mod due;
pub mod duplicate;
pub mod echo;
pub mod ending;
pub mod engagement_lookup;
pub mod existing;
pub mod failure;
pub mod figures;
pub mod findings;
pub mod guard;
pub mod guide;
pub mod hand_edits;
pub mod history;
pub mod mcp;
pub mod naming;
pub mod new_id;
#[expect(clippy::disallowed_methods, reason = "the one place that prints")]
pub mod output;
pub mod person_lookup;

pub mod place;
pub mod prelude;
pub mod prelude_below;
pub mod remembered;
pub mod rendering;
pub mod searching;
pub mod sentence;
pub mod sheet;
pub mod state;
pub mod terminal;
pub mod values;
pub mod version;
pub mod writing;
pub mod written;

mod verb;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Command, CommandFactory as _, FromArgMatches as _, Parser};

use arguments::Deferred;
use context::Context;
use failure::Failure;

use terminal::prompt::Prompt;
use verb::Verb;

use crate::model::problem::FileProblem;

/// Guide customer engagements through nine steps, record them in git, and generate the reports.
#[derive(Debug, Parser)]
#[command(
    name = "engage",
    bin_name = "engage",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    next_help_heading = "Global options",
    after_help = "Start with `engage init`, then `engage new NAME --customer CUSTOMER`.\n\
                  In a workspace, `engage` alone is `engage status`. `engage COMMAND --help` has examples."
)]
struct Cli {
    /// Workspace directory [default: nearest parent with engage.yaml].
    #[arg(long, global = true, value_name = "DIR")]
    workspace: Option<PathBuf>,
    /// Print JSON.
    #[arg(long, global = true)]
    json: bool,
    /// When to use colour [default: auto].
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: clap::ColorChoice,
    /// Do not use a pager for long output (`ENGAGE_PAGER`, `PAGER` or `less`).
    #[arg(long, global = true)]
    no_pager: bool,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// Runs the program; in a terminal, again with each answer to what the command line lacks.
pub fn main() -> ExitCode {
    if let Some((shell, words)) = context::asked_to_complete(completion::ASKED_BY) {
        // a shell needs no word about a failure
        let _ = output::answer(&completion::answer(&shell, command_tree(), &verb::topics(), words));
        return ExitCode::SUCCESS;
    }
    if context::asks_for_verbose_version() {
        return if output::answer(&version::verbose()).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let read = |matches| {
        let cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command()))?;
        Ok((cli, arguments::is_quiet(&matches)))
    };
    let mut prompt = Prompt::new(arguments::with_leading_engagement(context::arguments()));
    loop {
        let (asked, code) = match command().try_get_matches_from(prompt.line()).and_then(read) {
            Ok((cli, is_quiet)) => match run(cli, is_quiet) {
                Ok(code) => return code,
                Err(failure) => (prompt.asks_again(command(), &failure), ExitCode::from(failure.exit)),
            },
            Err(help) if !help.use_stderr() => return usage(&help),
            Err(error) => match prompt.asks(command(), &error) {
                Ok(false) => return usage(&command_tips::with_tip(error, command(), &prompt.words())),
                asked => (asked, ExitCode::FAILURE),
            },
        };
        match asked {
            Ok(true) => {}
            Ok(false) => return code,
            Err(_) => return failed(false, &Failure::failed("an answer is missing; nothing was written").into(), &[]),
        }
    }
}

/// The whole command line: for completions and man pages.
pub fn command_tree() -> Command {
    Cli::command()
}

/// The command line: with the list of all commands, or with nothing but the version, only where it is shown.
fn command() -> Command {
    if context::asks_only_for_version() {
        return Command::new(env!("CARGO_PKG_NAME")).version(env!("CARGO_PKG_VERSION"));
    }
    let command = Cli::command();
    if context::lists_commands() { verb::with_headings(command) } else { command }
}

/// The help of the command that words name, or the list of all commands; none if they name no command.
fn help_of(words: &[String]) -> Option<clap::Error> {
    let line = [env!("CARGO_PKG_NAME")].into_iter().chain(words.iter().map(String::as_str)).chain(["--help"]);
    command().try_get_matches_from(line).err().filter(|shown| !shown.use_stderr())
}

/// The command that words name, with its arguments and commands; without words the whole program.
fn tree_of(words: &[String]) -> Option<serde_json::Value> {
    let mut command = command_tree();
    command.build();
    let named = words.iter().try_fold(&command, |command, word| command.find_subcommand(word));
    named.map(verb::tree)
}

/// Runs a command; a failure is printed.
fn run(cli: Cli, is_quiet: bool) -> Result<ExitCode, Failure> {
    output::colour(cli.color);
    let pager = if cli.no_pager { None } else { context::pager() };
    let context = Context::new(cli.workspace, cli.json).map_err(|error| print_failure(cli.json, &error, &[]))?;
    let verb = match cli.verb {
        Some(Verb::Help(Deferred(help))) if cli.json => {
            let tree = tree_of(&help.words);
            Verb::Help(Deferred(verb::HelpArgs { tree, ..help }))
        }
        Some(Verb::Help(Deferred(help))) if let Some(shown) = help_of(&help.words) => return Ok(usage(&shown)),
        Some(verb) => verb,
        None if context.root().is_ok_and(|root| root.is_none()) => {
            let _ = command().print_help();
            return Ok(ExitCode::SUCCESS);
        }
        None => Verb::default(),
    };
    if verb.is_server() {
        return serve(&context);
    }
    let reply = replied(verb, &context).map_err(|error| print_failure(cli.json, &error, &context.unread()))?;
    let reply = if is_quiet { reply.quiet() } else { reply };
    let pieces = context.pieces.take().into_iter().flat_map(|pieces| pieces.0);
    Ok(match output::reply(cli.json, &reply, pieces, &context.unread(), pager.as_ref()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            output::unprinted(&reply);
            ExitCode::FAILURE
        }
        _ => ExitCode::from(context.exit.get()),
    })
}

/// Runs a command; with `--json`, what it wrote is completed with what is next and open.
fn replied(verb: Verb, context: &Context) -> anyhow::Result<output::Reply> {
    let mut reply = verb.run(context)?;
    if context.json && reply.kind == output::WRITTEN {
        state::complete(context, &mut reply)?;
    }
    Ok(reply)
}

/// Serves the tools until the client ends.
fn serve(context: &Context) -> Result<ExitCode, Failure> {
    let mut program = command_tree();
    program.build();
    let served = mcp::serve(&program, context::lines(), output::answer, |words| envelope_of(context, words));
    match served {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(print_failure(false, &error.into(), &[])),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Runs the command line of a tool; returns its envelope, and whether it succeeded.
fn envelope_of(server: &Context, words: Vec<String>) -> (serde_json::Value, bool) {
    let line = std::iter::once("engage".to_owned()).chain(words);
    let context = match Context::new(server.named_workspace(), true) {
        Ok(context) => context,
        Err(error) => return (output::failure_envelope(&failure::from_error(&error), &[]), false),
    };
    let run = || -> anyhow::Result<output::Reply> {
        let matches = command_tree().try_get_matches_from(line);
        let cli = matches.and_then(|matches| Cli::from_arg_matches(&matches));
        let cli = cli.map_err(|error| Failure::usage(of_usage(&error)))?;
        replied(cli.verb.unwrap_or_default(), &context)
    };
    match run() {
        Ok(reply) => (output::envelope(reply.kind, &reply.data, &context.unread()), true),
        Err(error) => (output::failure_envelope(&failure::from_error(&error), &context.unread()), false),
    }
}

/// The words of a usage error.
fn of_usage(error: &clap::Error) -> String {
    error.render().to_string().trim_start_matches("error: ").trim().to_owned()
}

fn failed(json: bool, error: &anyhow::Error, unread: &[FileProblem]) -> ExitCode {
    ExitCode::from(print_failure(json, error, unread).exit)
}

/// Prints a failure, and returns it.
fn print_failure(json: bool, error: &anyhow::Error, unread: &[FileProblem]) -> Failure {
    let failure = failure::from_error(error);
    output::failure(json, &failure, unread);
    failure
}

/// Help and version are normal output; anything else is a usage error.
fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() && context::asks_for_json() {
        return failed(true, &Failure::usage(of_usage(error)).into(), &[]);
    }
    match error.print() {
        _ if error.use_stderr() => ExitCode::from(2),
        Err(unprinted) if unprinted.kind() != ErrorKind::BrokenPipe => {
            let failure = Failure::failed("failed to write to standard output");
            failed(false, &failure.into(), &[])
        }
        _ => ExitCode::SUCCESS,
    }
}
