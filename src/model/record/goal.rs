//! A goal both sides committed to, and how it is proved.

use crate::model::prelude::*;

choice! {
    /// The verdict on a goal.
    pub enum Verdict {
        /// Not judged yet.
        Open = "open",
        /// The criterion is met.
        Met = "met",
        /// It is partly met.
        Partly = "partly",
        /// It is not met.
        Missed = "missed",
    }
}

fact! {
    /// A goal that both sides committed to.
    pub struct Goal {
        required {
            /// What to achieve, in one sentence.
            statement: Text,
            /// How both sides will know that it is met.
            criterion: Text,
            /// Date both sides agreed to it.
            committed: Date,
        }
        /// Who is responsible on our side.
        responsible: Option<PersonId>,
        /// Who is responsible on the customer's side.
        theirs: Option<PersonId>,
        /// What is not included.
        delimitation: Option<Text>,
        /// Due date.
        due: Option<Date>,
        /// What is measured, with baseline and target.
        measure: Option<Measure>,
        /// Verdict.
        verdict: Option<Verdict>,
        /// Date it was judged.
        judged: Option<Date>,
        /// Measured value, in the unit of the measure.
        actual: Option<Amount>,
        /// What was measured, in words, such as: 18 of 20 within 10 s.
        result: Option<Text>,
        /// Who accepted the verdict.
        accepted_by: Option<PersonId>,
        /// Evidence.
        evidence: Vec<Evidence>,
        /// Follow-up, if it is not met.
        next: Option<Text>,
        /// Earlier judgements, oldest first.
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
        /// Unit, such as `seconds` or `of 20`.
        unit: Option<Text>,
        /// Value before the work began: a decimal number, or words.
        baseline: Option<Text>,
        /// Value to reach: a decimal number, or words.
        target: Option<Text>,
    }
}

group! {
    /// A judgement that a later one replaced.
    pub struct Judgement {
        required {
            /// Verdict.
            verdict: Verdict,
        }
        /// Date it was judged.
        judged: Option<Date>,
        /// Measured value.
        actual: Option<Amount>,
        /// What was measured, in words.
        result: Option<Text>,
        /// Who accepted the verdict.
        accepted_by: Option<PersonId>,
        /// Evidence.
        evidence: Vec<Evidence>,
        /// Follow-up planned then.
        next: Option<Text>,
    }
}

group! {
    /// Evidence for a goal.
    pub struct Evidence {
        required {
            /// What it is.
            what: Text,
        }
        /// Link.
        link: Option<Text>,
        /// File, relative to the workspace.
        file: Option<Text>,
        /// SHA-256 of the file when it was recorded.
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
