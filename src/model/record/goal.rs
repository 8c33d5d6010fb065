//! A goal both sides committed to, and how it is proved.

use crate::model::date::Date;
use crate::model::field::{choice, fact, group};
use crate::model::number::Amount;
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

fact! {
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
        /// Who of ours is responsible.
        responsible: Option<PersonId>,
        /// Who of the customer's side is responsible.
        theirs: Option<PersonId>,
        /// What it is not.
        delimitation: Option<Text>,
        /// The day it is due.
        due: Option<Date>,
        /// What is measured, from where to where.
        measure: Option<Measure>,
        /// What became of it.
        verdict: Option<Verdict>,
        /// The day it was judged.
        judged: Option<Date>,
        /// The value measured, in the unit of the measure.
        actual: Option<Amount>,
        /// What was measured, in words: 18 of 20 within 10 s.
        result: Option<Text>,
        /// Who accepted the verdict.
        accepted_by: Option<PersonId>,
        /// What proves it.
        evidence: Vec<Evidence>,
        /// What happens next, when it is not met.
        next: Option<Text>,
        /// The earlier judgements, oldest first.
        history: Vec<Judgement>,
    }
}

group! {
    /// What is measured to judge a goal.
    pub struct Measure {
        required {
            /// What is measured.
            what: Text,
        }
        /// The unit, such as seconds or of 20.
        unit: Option<Text>,
        /// The value before the work began: a decimal number, or words.
        baseline: Option<Text>,
        /// The value to reach: a decimal number, or words.
        target: Option<Text>,
    }
}

group! {
    /// A judgement that a later one replaced.
    pub struct Judgement {
        required {
            /// The verdict.
            verdict: Verdict,
        }
        /// The day it was judged.
        judged: Option<Date>,
        /// The value measured.
        actual: Option<Amount>,
        /// What was measured, in words.
        result: Option<Text>,
        /// Who accepted the verdict.
        accepted_by: Option<PersonId>,
        /// What proves it.
        evidence: Vec<Evidence>,
        /// What was to happen next.
        next: Option<Text>,
    }
}

group! {
    /// Something that proves a goal.
    pub struct Evidence {
        required {
            /// What it is.
            what: Text,
        }
        /// Where it can be read.
        link: Option<Text>,
        /// The file, from the workspace down.
        file: Option<Text>,
        /// The file's SHA-256 when it was named.
        sha256: Option<Text>,
    }
}

impl Measure {
    /// The baseline, where it is a decimal number.
    pub fn baseline_number(&self) -> Option<Amount> {
        number(self.baseline.as_ref())
    }

    /// The target, where it is a decimal number.
    pub fn target_number(&self) -> Option<Amount> {
        number(self.target.as_ref())
    }
}

fn number(words: Option<&Text>) -> Option<Amount> {
    words?.as_str().trim().parse().ok()
}

impl Goal {
    /// Its verdict; open until it is judged.
    pub fn verdict(&self) -> Verdict {
        self.verdict.unwrap_or(Verdict::Open)
    }
}
