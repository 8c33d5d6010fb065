//! Step 7: what the feedback changes.

use crate::model::prelude::*;

choice! {
    /// Whether the round is repeated.
    pub enum Again {
        /// Back to dev, for another round.
        Repeat = "repeat",
        /// On to the after-action report.
        WrapUp = "wrap-up",
    }
}

answers! {
    /// What the feedback changes.
    pub struct Adjust {
        /// What do we do differently now?
        approach: Option<Text>,
        /// The decision: repeat or wrap-up?
        decision: Option<Again>,
    }
}
