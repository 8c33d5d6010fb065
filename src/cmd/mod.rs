//! Arguments, clock, environment, terminal and exit codes, floor 4: one file per verb.

pub mod annotations;
pub mod arguments;
pub mod catalogue;
pub mod context;
pub mod defaults;
pub mod due;
pub mod editor;
pub mod ending;
pub mod failure;
pub mod figures;
pub mod findings;
pub mod guard;
pub mod lines;
pub mod naming;
pub mod output;
pub mod place;
pub mod remembered;
pub mod rendering;
pub mod table;
pub mod values;
pub mod writing;
pub mod written;

mod add;
mod advance;
mod assess;
mod call_off;
mod check;
mod close;
mod debrief;
mod doctor;
mod done;
mod edit;
mod explain;
mod export;
mod init;
mod judge;
mod list;
mod log;
mod new;
mod pace;
mod recall;
mod reopen;
mod report;
mod resolve;
mod set;
mod show;
mod sign_off;
mod status;
mod template;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use context::Context;
use output::{Answer, Output, Unprinted};

use crate::model::problem::FileProblem;

/// Walk a customer engagement through nine steps, keep its record in git, and let the report write itself.
#[derive(Debug, Parser)]
#[command(
    name = "engage",
    version,
    max_term_width = 100,
    after_help = "Start with `engage init`, then `engage new NAME --customer CUSTOMER`, then `engage status`.\n\
                  In a workspace, `engage` alone is `engage status`."
)]
struct Cli {
    /// The workspace to work in; the nearest upwards unless named.
    #[arg(long, global = true, value_name = "DIR")]
    workspace: Option<PathBuf>,
    /// Print a versioned JSON envelope instead of words.
    #[arg(long, global = true)]
    json: bool,
    /// When to colour the output.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    color: clap::ColorChoice,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Init(init::Init),
    New(new::New),
    Status(status::Status),
    Advance(advance::Advance),
    Set(set::Set),
    Add(add::Add),
    Debrief(debrief::Debrief),
    SignOff(sign_off::SignOff),
    Judge(judge::Judge),
    Done(done::Done),
    Pace(pace::Pace),
    Edit(edit::Edit),
    CallOff(call_off::CallOff),
    Close(close::Close),
    Reopen(reopen::Reopen),
    #[command(alias = "settle")]
    Resolve(resolve::Resolve),
    List(list::List),
    Show(show::Show),
    Log(log::Log),
    Recall(recall::Recall),
    Report(report::Report),
    Template(template::Template),
    Export(export::Export),
    Check(check::Check),
    Explain(explain::Explain),
    Assess(assess::Assess),
    Doctor(doctor::Doctor),
}

impl Verb {
    fn run(self, context: &Context) -> Result<Answer> {
        match self {
            Self::Init(verb) => verb.run(context),
            Self::New(verb) => verb.run(context),
            Self::Status(verb) => verb.run(context),
            Self::Advance(verb) => verb.run(context),
            Self::Set(verb) => verb.run(context),
            Self::Add(verb) => verb.run(context),
            Self::Debrief(verb) => verb.run(context),
            Self::SignOff(verb) => verb.run(context),
            Self::Judge(verb) => verb.run(context),
            Self::Done(verb) => verb.run(context),
            Self::Pace(verb) => verb.run(context),
            Self::Edit(verb) => verb.run(context),
            Self::CallOff(verb) => verb.run(context),
            Self::Close(verb) => verb.run(context),
            Self::Reopen(verb) => verb.run(context),
            Self::Resolve(verb) => verb.run(context),
            Self::List(verb) => verb.run(context),
            Self::Show(verb) => verb.run(context),
            Self::Log(verb) => verb.run(context),
            Self::Recall(verb) => verb.run(context),
            Self::Report(verb) => verb.run(context),
            Self::Template(verb) => verb.run(context),
            Self::Export(verb) => verb.run(context),
            Self::Check(verb) => verb.run(context),
            Self::Explain(verb) => verb.run(context),
            Self::Assess(verb) => verb.run(context),
            Self::Doctor(verb) => verb.run(context),
        }
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    let command = || arguments::with_dashes(Cli::command());
    let read = |matches| Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command()));
    let cli = match command().try_get_matches().and_then(read) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    output::colour(cli.color);
    let output = Output { json: cli.json };
    let context = match Context::new(cli.workspace, cli.json) {
        Ok(context) => context,
        Err(error) => return failed(output, &error, &[]),
    };
    let verb = match cli.verb {
        Some(verb) => verb,
        None if context.root().is_ok_and(|root| root.is_none()) => {
            let _ = Cli::command().print_help();
            return ExitCode::SUCCESS;
        }
        None => Verb::Status(status::Status::default()),
    };
    let answer = verb.run(&context);
    let unread = context.unread();
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return failed(output, &error, &unread),
    };
    match output.answer(&answer, &unread) {
        Ok(()) | Err(Unprinted::Closed) => ExitCode::from(context.exit.get()),
        Err(Unprinted::Failed) => {
            output.unprinted(&answer);
            ExitCode::from(1)
        }
    }
}

fn failed(output: Output, error: &anyhow::Error, unread: &[FileProblem]) -> ExitCode {
    let told = failure::told(error);
    output.failure(&told, unread);
    ExitCode::from(told.exit)
}

/// Help and version are answers; anything else is a mistake in the command line.
fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() && context::asks_for_json() {
        let output = Output { json: true };
        let words = error.render().to_string();
        return failed(output, &failure::Failure::usage(words.trim_start_matches("error: ").trim()).into(), &[]);
    }
    match error.print() {
        _ if error.use_stderr() => ExitCode::from(2),
        Err(unprinted) if unprinted.kind() != std::io::ErrorKind::BrokenPipe => {
            let failure = failure::Failure::failed("could not print: the output takes no more");
            failed(Output { json: false }, &failure.into(), &[])
        }
        _ => ExitCode::SUCCESS,
    }
}
