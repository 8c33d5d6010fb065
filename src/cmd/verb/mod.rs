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

use clap::Subcommand;

use crate::cmd::prelude::*;

/// The enum of the verbs, and the one place that tells them apart.
macro_rules! verbs {
    ($($(#[$attribute:meta])* $module:ident::$Verb:ident,)*) => {
        /// A verb with its arguments.
        #[derive(Debug, Subcommand)]
        pub enum Verb {
            $($(#[$attribute])*
            #[command(after_help = include_str!(concat!("examples/", stringify!($module), ".txt")))]
            $Verb($module::$Verb),)*
        }

        impl Verb {
            /// Runs the verb that was typed.
            pub fn run(self, context: &Context) -> Result<Answer> {
                match self {
                    $(Self::$Verb(verb) => verb.run(context),)*
                }
            }
        }
    };
}

// in the order of `engage --help`
verbs! {
    init::Init,
    new::New,
    status::Status,
    advance::Advance,
    set::Set,
    add::Add,
    debrief::Debrief,
    sign_off::SignOff,
    judge::Judge,
    done::Done,
    pace::Pace,
    edit::Edit,
    call_off::CallOff,
    close::Close,
    reopen::Reopen,
    #[command(alias = "settle")]
    resolve::Resolve,
    list::List,
    show::Show,
    log::Log,
    recall::Recall,
    report::Report,
    template::Template,
    export::Export,
    check::Check,
    explain::Explain,
    assess::Assess,
    doctor::Doctor,
}

impl Default for Verb {
    /// `engage` alone is `engage status`.
    fn default() -> Self {
        Self::Status(status::Status::default())
    }
}
