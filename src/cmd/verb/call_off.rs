//! `engage call-off`.

use crate::cmd::ending;
use crate::cmd::prelude::*;

/// Call off an engagement at any step.
///
/// Calling off early is a good outcome: it saves the customer's time and ours. No gates apply; open items are listed.
/// To undo it, use `engage reopen`.
#[derive(Debug, Args)]
#[command(name = "call-off")]
pub struct CallOffArgs {
    #[command(flatten)]
    target: Target,
    /// Reason; kept in the record.
    #[arg(long, value_name = "REASON")]
    reason: String,
    /// Value to the customer.
    #[arg(long, value_name = "TEXT")]
    worth: Option<String>,
    /// Message to the customer, shown in the close-out.
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl CallOffArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let writer = Writer::begin(context, self.target.named()?, &self.writing)?;
        ending::record(writer, OutcomeKind::CalledOff, [Some(self.reason), self.worth, self.message])
    }
}
