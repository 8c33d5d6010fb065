//! How an engagement ended, for internal and management documents.

use crate::render::parts::prelude::*;

view! {
    /// How an engagement that is over ended.
    #[derive(Default)]
    pub struct Ended {
        /// Whether it is over.
        pub is_over: bool,
        /// Whether it was called off, and did not come to its end.
        pub is_called_off: bool,
        /// On which day.
        pub on: String,
        /// On which day, as YYYY-MM-DD.
        pub on_iso: Option<Date>,
        /// Why it ended, in the words of the record.
        pub reason: String,
        /// What it was worth to the customer all the same.
        pub worth: String,
    }
}

/// How it ended, if it did.
pub fn of(engagement: &Engagement) -> Ended {
    let Some(last) = engagement.ending() else { return Ended::default() };
    let outcome = engagement.outcomes.get(&last);
    let on = outcome.map(|outcome| outcome.on);
    Ended {
        is_over: true,
        is_called_off: last.1 == OutcomeKind::CalledOff,
        on: day(on),
        on_iso: on,
        reason: line(outcome.and_then(|outcome| outcome.reason.as_ref())),
        worth: line(outcome.and_then(|outcome| outcome.worth.as_ref())),
    }
}
