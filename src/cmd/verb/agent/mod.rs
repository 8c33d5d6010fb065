//! `engage agent`.

mod context;
mod install;

use clap::Subcommand;

use crate::cmd::guide::GUIDE;
use crate::cmd::prelude::*;

/// Give an AI agent context, a guide or tools.
///
/// Nothing here is needed to use engage by hand, and no other command writes files for agents.
#[derive(Debug, Args)]
pub struct AgentArgs {
    #[command(subcommand)]
    what: AgentCommand,
}

#[derive(Debug, Subcommand)]
enum AgentCommand {
    Context(context::AgentContextArgs),
    /// Print how an agent works with engage.
    Guide,
    /// Write the guide to AGENTS.md and a skill for agents.
    ///
    /// Adds a marked block to `AGENTS.md`, and writes the skill to `.agents/skills/engage/` and `.claude/skills/engage/`.
    /// Other text in `AGENTS.md` is kept. Run it again after you update engage.
    Install(install::InstallArgs),
    /// Remove what `install` wrote.
    Remove(install::InstallArgs),
    /// Serve tools on standard input and output (Model Context Protocol).
    ///
    /// The tools are status, show, recall, check, report, set, add, debrief, advance and judge, with the arguments of these
    /// commands; those that write take `dry_run`. A client starts this command in the workspace, or with
    /// `--workspace DIR`.
    Mcp,
}

impl AgentArgs {
    /// Whether it serves tools.
    pub fn is_server(&self) -> bool {
        matches!(self.what, AgentCommand::Mcp)
    }

    pub fn run(self, context: &Context) -> Result<Reply> {
        match self.what {
            AgentCommand::Context(of) => of.run(context),
            AgentCommand::Guide => Ok(guide()),
            AgentCommand::Install(args) => args.run(context, true),
            AgentCommand::Remove(args) => args.run(context, false),
            AgentCommand::Mcp => bail!(Failure::usage("a tool cannot start another server")),
        }
    }
}

fn guide() -> Reply {
    Reply { text: GUIDE.to_owned(), messages: vec![], kind: "agent.guide", data: json!({ "text": GUIDE }) }
}
