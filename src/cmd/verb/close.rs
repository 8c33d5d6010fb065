//! `engage close`.

use crate::cmd::ending;
use crate::cmd::prelude::*;
use crate::model::inventory::sheets;

/// Close a completed engagement.
///
/// No gates apply; open items are listed. To undo it, use `engage reopen`.
#[derive(Debug, Args)]
pub struct CloseArgs {
    #[command(flatten)]
    target: Target,
    /// Reason; kept in the record.
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// Value to the customer.
    #[arg(long, value_name = "TEXT")]
    worth: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl CloseArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let writer = Writer::begin(context, self.target.named()?, &self.writing)?;
        let kinds: Vec<_> = sheets().iter().map(|sheet| sheet.kind).collect();
        let unread = writer.engagement.unread_of(&kinds);
        Failure::where_unread(&writer.engagement.id, &unread, "the open items are unknown")?;
        ending::record(writer, OutcomeKind::Completed, [self.reason, self.worth, None])
    }
}
