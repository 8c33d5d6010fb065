//! The verbs of the command line, one file each; helpers of a single verb are in its folder.

mod add;
mod advance;
mod agent;
mod assess;
mod call_off;
mod check;
mod close;
mod commit;
mod completions;
mod config;
mod debrief;
mod doctor;
mod done;
mod edit;
mod explain;
mod export;
mod help;
mod import;
mod init;
mod judge;
mod list;
mod log;
mod new;
mod pace;
mod publish;
mod recall;
mod redo;
mod rename;
mod reopen;
mod report;
mod resolve;
mod rm;
mod schema;
mod set;
mod show;
mod sign_off;
mod status;
mod template;
mod todo;
mod undo;

use clap::{Command, Subcommand};
pub use help::HelpArgs;
pub use help::tree::of as tree;

use crate::cmd::arguments::Deferred;
use crate::cmd::prelude::*;

/// Defines the enum of the verbs under the headings of `engage --help`, and its dispatch.
macro_rules! verbs {
    ($($heading:literal { $($(#[$attribute:meta])* $Verb:ident($module:ident::$Args:ident),)* })*) => {
        /// A verb with its arguments.
        #[derive(Debug, Subcommand)]
        pub enum Verb {
            $($($(#[$attribute])*
            #[command(after_help = include_str!(concat!("examples/", stringify!($module), ".txt")))]
            $Verb(Deferred<$module::$Args>),)*)*
        }

        impl Verb {
            /// The headings of the help, each with the modules of its verbs.
            const HEADINGS: &[(&str, &[&str])] = &[$(($heading, &[$(stringify!($module)),*])),*];

            /// The names of all verbs.
            fn names() -> impl Iterator<Item = String> {
                Self::HEADINGS.iter().flat_map(|(_, verbs)| *verbs).map(|module| module.replace('_', "-"))
            }

            /// Whether it serves tools instead of replying.
            pub fn is_server(&self) -> bool {
                matches!(self, Self::Agent(Deferred(agent)) if agent.is_server())
            }

            /// Runs the verb that was typed.
            pub fn run(self, context: &Context) -> Result<Reply> {
                match self {
                    $($(Self::$Verb(Deferred(verb)) => verb.run(context),)*)*
                }
            }
        }
    };
}

verbs! {
    "Start" {
        Status(status::StatusArgs),
        List(list::ListArgs),
        Show(show::ShowArgs),
        Log(log::LogArgs),
        Todo(todo::TodoArgs),
        New(new::NewArgs),
        Init(init::InitArgs),
    }
    "Record" {
        Advance(advance::AdvanceArgs),
        Set(set::SetArgs),
        Add(add::AddArgs),
        Debrief(debrief::DebriefArgs),
        Done(done::DoneArgs),
        Judge(judge::JudgeArgs),
        SignOff(sign_off::SignOffArgs),
        Pace(pace::PaceArgs),
        Edit(edit::EditArgs),
        Undo(undo::UndoArgs),
        Redo(redo::RedoArgs),
        Rm(rm::RmArgs),
        Rename(rename::RenameArgs),
        CallOff(call_off::CallOffArgs),
        Close(close::CloseArgs),
        Reopen(reopen::ReopenArgs),
    }
    "Report" {
        Report(report::ReportArgs),
        Publish(publish::PublishArgs),
        #[command(visible_alias = "search")]
        Recall(recall::RecallArgs),
        Assess(assess::AssessArgs),
        Template(template::TemplateArgs),
        Export(export::ExportArgs),
        Import(import::ImportArgs),
    }
    "Check and maintain" {
        Check(check::CheckArgs),
        Explain(explain::ExplainArgs),
        #[command(alias = "settle")]
        Resolve(resolve::ResolveArgs),
        Commit(commit::CommitArgs),
        Doctor(doctor::DoctorArgs),
        Config(config::ConfigArgs),
        Schema(schema::SchemaArgs),
        Completions(completions::CompletionsArgs),
        Agent(agent::AgentArgs),
        Help(help::HelpArgs),
    }
}

/// The topics of `engage help`, with their titles.
pub fn topics() -> Vec<(&'static str, &'static str)> {
    help::TOPICS.iter().map(|topic| (topic.name, topic.title())).collect()
}

/// The help of the whole program: its verbs under their headings, then the global options.
pub fn with_headings(command: Command) -> Command {
    let header = *command.get_styles().get_header();
    let width = command.get_subcommands().map(|verb| verb.get_name().len()).max().unwrap_or_default();
    let mut built = command.clone();
    built.build();
    let about = |module: &&str| {
        let name = module.replace('_', "-");
        let about = built.find_subcommand(&name).and_then(Command::get_about).map(ToString::to_string);
        format!("  {name:width$}  {}\n", about.unwrap_or_default())
    };
    let heading = |(heading, verbs): &(&str, &[&str])| {
        format!("{header}{heading}:{header:#}\n{}\n", verbs.iter().map(about).collect::<String>())
    };
    let verbs: String = Verb::HEADINGS.iter().map(heading).collect();
    let options = format!("{header}Global options:{header:#}\n{{options}}");
    let topics = topics().into_iter().map(|(name, title)| format!("  {name:width$}  {title}\n")).collect::<String>();
    let topics = format!("{header}Help topics:{header:#}\n{topics}");
    let usage = "{about-with-newline}\n{usage-heading} {usage}";
    command.help_template(format!("{usage}\n\n{verbs}{options}\n\n{}{{after-help}}", topics.trim_end()))
}

impl Default for Verb {
    /// `engage` alone is `engage status`.
    fn default() -> Self {
        Self::Status(Deferred(status::StatusArgs::default()))
    }
}
