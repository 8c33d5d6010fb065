//! A signature under the promise as it stood that day.

use std::collections::BTreeMap;

use super::{Kind, Recorded};
use crate::model::date::Date;
use crate::model::field::{choice, group, record};
use crate::model::reference::PersonId;
use crate::model::text::Text;

choice! {
    /// What is signed.
    pub enum Of {
        /// The goals and requirements.
        Scope = "scope",
        /// The design.
        Design = "design",
        /// What is handed over.
        Handover = "handover",
        /// What was delivered.
        Acceptance = "acceptance",
    }
}

choice! {
    /// Whether it was signed.
    pub enum Signed {
        /// Signed.
        Accepted = "accepted",
        /// Refused.
        Rejected = "rejected",
    }
}

record! {
    /// A signature under the promise as it stood that day.
    pub struct Signoff {
        required {
            /// The day of the signature.
            on: Date,
            /// What is signed.
            of: Of,
            /// Who signed.
            by: Vec<PersonId>,
        }
        optional {
            /// The promises signed, each with its digest and wording.
            covers: BTreeMap<String, Covered>,
            /// Whether it was signed.
            verdict: Option<Signed>,
            /// What was said with it.
            note: Option<Text>,
        }
    }
}

group! {
    /// One promise as it was signed.
    pub struct Covered {
        required {
            /// The digest of the wording, SHA-256.
            hash: Text,
            /// The wording.
            wording: Text,
        }
        optional {}
    }
}

impl Signoff {
    /// Whether it is a yes.
    pub fn is_accepted(&self) -> bool {
        self.verdict != Some(Signed::Rejected)
    }
}

impl Recorded for Signoff {
    const KIND: Kind = Kind::Signoff;

    fn text(&self) -> Option<&Text> {
        self.note.as_ref()
    }
    fn date(&self) -> Option<Date> {
        Some(self.on)
    }
}
