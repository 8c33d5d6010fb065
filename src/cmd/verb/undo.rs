//! `engage undo`.

use crate::cmd::history;
use crate::cmd::prelude::*;
use crate::store::undo::Direction;

/// Undo the last command that wrote records.
///
/// Puts back every file that the command changed. Repeat it to go further back: the last 100 commands of this workspace
/// on this machine are kept. A file that changed since is never overwritten. Rendered documents, exports and commits
/// stay as they are.
#[derive(Debug, Args)]
pub struct UndoArgs {
    /// List the commands that can be undone, the last one first.
    #[arg(long, conflicts_with = "dry_run")]
    list: bool,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl UndoArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        if self.list { history::list(context) } else { history::run(context, Direction::Undo, self.dry_run) }
    }
}
