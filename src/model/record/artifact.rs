//! Something brought home: code, data, a document, a prototype.

use crate::model::date::Date;
use crate::model::field::{choice, fact};
use crate::model::reference::PersonId;
use crate::model::text::Text;

choice! {
    /// What kind of thing.
    pub enum ArtifactClass {
        /// Source code.
        Code = "code",
        /// Data.
        Data = "data",
        /// A document.
        Document = "document",
        /// A prototype that runs.
        Prototype = "prototype",
        /// Anything else.
        Other = "other",
    }
}

fact! {
    /// Something brought home.
    pub struct Artifact {
        required {
            /// What it is.
            what: Text,
            /// What kind of thing.
            class: ArtifactClass,
            /// The day it was taken.
            on: Date,
        }
        /// Where it comes from.
        origin: Option<Text>,
        /// Where it is kept.
        kept_at: Option<Text>,
        /// Its SHA-256.
        sha256: Option<Text>,
        /// Who allowed it to leave.
        cleared_by: Option<PersonId>,
        /// The day by which it goes back or is deleted.
        return_by: Option<Date>,
        /// The day it went back or was deleted.
        returned: Option<Date>,
    }
}
