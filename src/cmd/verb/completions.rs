//! `engage completions`.

use crate::cmd::completion::{SHELLS, script};
use crate::cmd::prelude::*;

/// Print the script for completions in a shell.
///
/// Add the line for your shell to its start-up file. Commands, flags, engagements, people, records, keys and
/// values are then completed with the Tab key.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Shell.
    #[arg(value_name = "SHELL", value_parser = PossibleValuesParser::new(SHELLS))]
    shell: String,
}

impl CompletionsArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let text = script(&self.shell)?;
        let data = context.data(|| json!({ "shell": self.shell, "script": text }));
        Ok(Reply { text, messages: vec![], kind: "engagement.completions", data })
    }
}
