//! `engage redo`.

use crate::cmd::history;
use crate::cmd::prelude::*;
use crate::store::undo::Direction;

/// Redo the command that was undone last.
///
/// Possible until another command writes records. A file that changed since is never overwritten.
#[derive(Debug, Args)]
pub struct RedoArgs {
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl RedoArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        history::run(context, Direction::Redo, self.dry_run)
    }
}
