//! How an engagement ended, or that it goes on after all.

use crate::model::date::Date;
use crate::model::field::{choice, record};
use crate::model::text::Text;

choice! {
    /// What happened to the engagement.
    pub enum OutcomeKind {
        /// It came to its end.
        Completed = "completed",
        /// It was called off.
        CalledOff = "called-off",
        /// It goes on after all.
        Reopened = "reopened",
    }
}

record! {
    /// How an engagement ended, or that it goes on after all.
    pub struct Outcome {
        required {
            /// The day of it.
            on: Date,
            /// What happened.
            kind: OutcomeKind,
        }
        optional {
            /// Why; required when called off.
            reason: Option<Text>,
            /// What it was worth to the customer.
            worth: Option<Text>,
            /// A sentence for the customer, which the close-out carries.
            message: Option<Text>,
        }
    }
}

impl OutcomeKind {
    /// Whether the engagement goes on after it.
    pub fn is_open(self) -> bool {
        self == Self::Reopened
    }

    /// What happened, in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::CalledOff => "called off",
            Self::Reopened => "reopened",
        }
    }
}
