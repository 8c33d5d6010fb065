//! `engage call-off`.

use crate::cmd::ending;
use crate::cmd::prelude::*;

/// Call an engagement off, at any step, with its reason.
///
/// Calling off early is a good outcome: it spares the customer's time and ours. There is no gate; what
/// is owed all the same is said.
#[derive(Debug, Args)]
#[command(name = "call-off")]
pub struct CallOffArgs {
    #[command(flatten)]
    target: Target,
    /// Why.
    #[arg(long, value_name = "REASON")]
    reason: String,
    /// What it was worth to the customer.
    #[arg(long, value_name = "TEXT")]
    worth: Option<String>,
    /// A sentence for the customer, which the close-out carries.
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl CallOffArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let writer = Writer::begin(context, self.target.named()?, &self.writing)?;
        ending::record(writer, OutcomeKind::CalledOff, Some(self.reason), self.worth, self.message)
    }
}
