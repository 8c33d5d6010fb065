//! `engage reopen`.

use crate::cmd::ending;
use crate::cmd::prelude::*;

/// Take back that an engagement ended: it goes on where it stood.
#[derive(Debug, Args)]
pub struct ReopenArgs {
    #[command(flatten)]
    target: Target,
    /// Why.
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl ReopenArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let writer = Writer::begin(context, self.target.named()?, &self.writing)?;
        ending::record(writer, OutcomeKind::Reopened, self.reason, None, None)
    }
}
