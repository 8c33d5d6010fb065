//! A goal both sides committed to, and how it is proved.

use super::{Kind, Recorded};
use crate::model::date::Date;
use crate::model::field::{choice, group, record};
use crate::model::reference::PersonId;
use crate::model::text::Text;

choice! {
    /// What became of a goal.
    pub enum Verdict {
        /// Not judged yet.
        Open = "open",
        /// The criterion holds.
        Met = "met",
        /// It holds in part.
        Partly = "partly",
        /// It does not hold.
        Missed = "missed",
    }
}

record! {
    /// A goal both sides committed to.
    pub struct Goal {
        required {
            /// What shall be so, one sentence.
            statement: Text,
            /// How both sides will know.
            criterion: Text,
            /// The day both sides committed to it.
            committed: Date,
        }
        optional {
            /// Who of ours is responsible.
            responsible: Option<PersonId>,
            /// Who of the customer's side is responsible.
            theirs: Option<PersonId>,
            /// What it is not.
            delimitation: Option<Text>,
            /// The day it is due.
            due: Option<Date>,
            /// What became of it.
            verdict: Option<Verdict>,
            /// The day it was judged.
            judged: Option<Date>,
            /// Who accepted the verdict.
            accepted_by: Option<PersonId>,
            /// What proves it.
            evidence: Vec<Evidence>,
            /// What happens next, when it is not met.
            next: Option<Text>,
        }
    }
}

group! {
    /// Something that proves a goal.
    pub struct Evidence {
        required {
            /// What it is.
            what: Text,
        }
        optional {
            /// Where it can be read.
            link: Option<Text>,
            /// The file, from the workspace down.
            file: Option<Text>,
            /// The file's SHA-256 when it was named.
            sha256: Option<Text>,
        }
    }
}

impl Goal {
    /// What became of it; open until somebody says.
    pub fn verdict(&self) -> Verdict {
        self.verdict.unwrap_or(Verdict::Open)
    }
}

impl Recorded for Goal {
    const KIND: Kind = Kind::Goal;

    fn text(&self) -> Option<&Text> {
        Some(&self.statement)
    }
    fn date(&self) -> Option<Date> {
        Some(self.committed)
    }
}
