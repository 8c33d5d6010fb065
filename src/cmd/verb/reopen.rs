//! `engage reopen`.

use crate::cmd::ending;
use crate::cmd::prelude::*;

/// Reopen a closed or called-off engagement.
#[derive(Debug, Args)]
pub struct ReopenArgs {
    #[command(flatten)]
    target: Target,
    /// Reason; kept in the record.
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl ReopenArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let writer = Writer::begin(context, self.target.named()?, &self.writing)?;
        ending::record(writer, OutcomeKind::Reopened, [self.reason, None, None])
    }
}
