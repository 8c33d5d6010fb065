//! The verbs of the command line, one file each; what one verb alone needs is in its folder.

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

use anyhow::Result;
use clap::Subcommand;

use super::context::Context;
use super::output::Answer;

/// A verb with its arguments.
#[derive(Debug, Subcommand)]
pub enum Verb {
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
    /// Runs the verb that was typed.
    pub fn run(self, context: &Context) -> Result<Answer> {
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

impl Default for Verb {
    /// `engage` alone is `engage status`.
    fn default() -> Self {
        Self::Status(status::Status::default())
    }
}
