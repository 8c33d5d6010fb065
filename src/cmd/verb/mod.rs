//! The verbs of the command line, one file each; helpers of a single verb are in its folder.

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

use clap::Subcommand;

use crate::cmd::prelude::*;

/// Defines the enum of the verbs, and its dispatch.
macro_rules! verbs {
    ($($(#[$attribute:meta])* $Verb:ident($module:ident::$Args:ident),)*) => {
        /// A verb with its arguments.
        #[derive(Debug, Subcommand)]
        pub enum Verb {
            $($(#[$attribute])*
            #[command(after_help = include_str!(concat!("examples/", stringify!($module), ".txt")))]
            $Verb($module::$Args),)*
        }

        impl Verb {
            /// Runs the verb that was typed.
            pub fn run(self, context: &Context) -> Result<Reply> {
                match self {
                    $(Self::$Verb(verb) => verb.run(context),)*
                }
            }
        }
    };
}

// in the order of `engage --help`
verbs! {
    Init(init::InitArgs),
    New(new::NewArgs),
    Status(status::StatusArgs),
    Advance(advance::AdvanceArgs),
    Set(set::SetArgs),
    Add(add::AddArgs),
    Debrief(debrief::DebriefArgs),
    SignOff(sign_off::SignOffArgs),
    Judge(judge::JudgeArgs),
    Done(done::DoneArgs),
    Pace(pace::PaceArgs),
    Edit(edit::EditArgs),
    CallOff(call_off::CallOffArgs),
    Close(close::CloseArgs),
    Reopen(reopen::ReopenArgs),
    #[command(alias = "settle")]
    Resolve(resolve::ResolveArgs),
    List(list::ListArgs),
    Show(show::ShowArgs),
    Log(log::LogArgs),
    Recall(recall::RecallArgs),
    Report(report::ReportArgs),
    Template(template::TemplateArgs),
    Export(export::ExportArgs),
    Check(check::CheckArgs),
    Explain(explain::ExplainArgs),
    Assess(assess::AssessArgs),
    Doctor(doctor::DoctorArgs),
}

impl Default for Verb {
    /// `engage` alone is `engage status`.
    fn default() -> Self {
        Self::Status(status::StatusArgs::default())
    }
}
