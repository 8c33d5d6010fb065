//! Something brought home: code, data, a document, a prototype.

use crate::model::prelude::*;

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
    /// Material brought back from a site.
    pub struct Artifact {
        required {
            /// What it is.
            what: Text,
            /// Kind of material.
            class: ArtifactClass,
            /// Date it was taken.
            on: Date,
        }
        /// Where it comes from.
        origin: Option<Text>,
        /// Where it is kept.
        kept_at: Option<Text>,
        /// SHA-256 of the file.
        sha256: Option<Text>,
        /// Who cleared it to leave the site.
        cleared_by: Option<PersonId>,
        /// Date by which it must be returned or deleted.
        return_by: Option<Date>,
        /// Date it was returned or deleted.
        returned: Option<Date>,
    }
}
