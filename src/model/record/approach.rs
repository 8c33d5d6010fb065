//! Something tried, and what came of it, so that nobody tries it twice.

use super::{Kind, Recorded};
use crate::model::date::Date;
use crate::model::field::{choice, record};
use crate::model::reference::EntryId;
use crate::model::text::Text;

choice! {
    /// What came of it.
    pub enum Tried {
        /// It works.
        Worked = "worked",
        /// In part.
        Partly = "partly",
        /// It does not work.
        Failed = "failed",
        /// Given up before it could show.
        Abandoned = "abandoned",
    }
}

record! {
    /// Something tried, and what came of it.
    pub struct Approach {
        required {
            /// What was tried.
            what: Text,
            /// The day it was tried.
            tried: Date,
            /// What came of it.
            result: Tried,
        }
        optional {
            /// Why it came out so.
            why: Option<Text>,
            /// When it is worth another look.
            revisit_when: Option<Text>,
            /// The step it belongs to, such as cycle-1/06-demo.
            during: Option<EntryId>,
        }
    }
}

impl Recorded for Approach {
    const KIND: Kind = Kind::Approach;

    fn text(&self) -> Option<&Text> {
        Some(&self.what)
    }
    fn date(&self) -> Option<Date> {
        Some(self.tried)
    }
    fn during(&self) -> Option<EntryId> {
        self.during
    }
}
