//! Entries: one visit to a step, one file. A common part, and the answers of the step.

mod adjust;
mod after_action;
mod demo;
mod dev;
mod hypothesis;
mod onsite;
mod plan_next;
mod select;
mod validate;

use serde::de::{Deserialize, DeserializeSeed, Deserializer};

pub use adjust::{Adjust, Again};
pub use after_action::{AfterAction, Nothing, Reported};
pub use demo::Demo;
pub use dev::{Dev, Prep, Trip};
pub use hypothesis::Hypothesis;
pub use onsite::Onsite;
pub use plan_next::{Onward, PlanNext};
pub use select::{Select, StartKind, StartingPoint};
pub use validate::{Adoption, Understanding, Validate};

use crate::model::prelude::*;

/// One visit to a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the walk.
    pub id: EntryId,
    /// How it was entered.
    pub common: Common,
    /// What was answered there.
    pub answers: Answers,
    /// A free mapping and allowed findings.
    pub rest: Rest,
}

fields! {
    {}
    /// How an entry was entered: the keys that every step has first.
    pub struct Common {
        required {
            /// Date the step was entered.
            entered: Date,
        }
        /// Previous step.
        from: Option<EntryId>,
        /// Why a gate was waived or a step skipped.
        because: Option<Text>,
        /// Gates waived for that reason.
        passed: Vec<Text>,
        /// Steps skipped for that reason.
        skipped: Vec<Step>,
    }
}

fields! {
    { derive(Default) }
    /// The keys that every step has last.
    pub struct Rest {
        /// Source: an e-mail, a transcript, an agent.
        source: Option<Text>,
        /// Your own keys and values; never interpreted.
        extra: Extra,
        /// Accepted exceptions, each with its reason.
        allow: Vec<Allowance>,
    }
}

macro_rules! steps {
    ($($step:ident),+) => {
        /// What was answered at a step.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Answers { $(#[doc = concat!("At `", stringify!($step), "`.")] $step($step)),+ }

        impl Answers {
            /// The step.
            pub fn step(&self) -> Step {
                match self { $(Self::$step(_) => Step::$step),+ }
            }
            /// Nothing answered yet.
            pub fn empty(step: Step) -> Self {
                match step { $(Step::$step => Self::$step($step::default())),+ }
            }
            /// The questions of a step.
            pub fn fields(step: Step) -> &'static [Field] {
                match step { $(Step::$step => $step::FIELDS),+ }
            }
            /// Visits their words and the records that they refer to.
            pub fn leaves(&self, visit: Visit) {
                match self { $(Self::$step(answers) => answers.leaves(Path::Root, visit)),+ }
            }
        }

        $(impl AtStep for $step {
            fn of(answers: &Answers) -> Option<&Self> {
                if let Answers::$step(answers) = answers { Some(answers) } else { None }
            }
        })+

        impl serde::Serialize for Answers {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$step(answers) => answers.serialize(to)),+ }
            }
        }

        impl<'de> DeserializeSeed<'de> for Step {
            type Value = Answers;
            fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Answers, D::Error> {
                match self { $(Self::$step => $step::deserialize(from).map(Answers::$step)),+ }
            }
        }
    };
}

/// What one step asks.
pub trait AtStep: 'static {
    /// The answers, if they belong to this step.
    fn of(answers: &Answers) -> Option<&Self>;
}

steps!(Hypothesis, Validate, Select, Dev, Onsite, Demo, Adjust, AfterAction, PlanNext);

impl Entry {
    /// All keys that an entry of a step may have, in their order.
    pub fn fields(step: Step) -> Vec<Field> {
        [Common::FIELDS, Answers::fields(step), Rest::FIELDS].concat()
    }

    /// The records that the entry refers to.
    pub fn links(&self) -> Vec<Link> {
        links(&|visit| self.leaves(visit))
    }

    /// Visits its words and the records that it refers to.
    pub fn leaves(&self, visit: Visit) {
        self.common.leaves(Path::Root, visit);
        self.answers.leaves(visit);
        self.rest.leaves(Path::Root, visit);
    }

    /// Its answers, if it is an entry of this step.
    pub fn at<A: AtStep>(&self) -> Option<&A> {
        A::of(&self.answers)
    }

    /// The day on which the customer was met or shown something, if recorded, else the day the entry
    /// was entered.
    pub fn day(&self) -> Date {
        let met = self.at::<Validate>().and_then(|validate| validate.met);
        met.or_else(|| self.at::<Demo>()?.on).unwrap_or(self.common.entered)
    }

    /// Hours of the customer's people that the step took, if it asks for them.
    pub fn their_hours(&self) -> Option<Amount> {
        match &self.answers {
            Answers::Validate(validate) => validate.their_hours,
            Answers::Onsite(onsite) => onsite.their_hours,
            Answers::Demo(demo) => demo.their_hours,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_fits_a_comment_line_and_no_key_stands_twice() {
        for step in Step::ALL {
            let fields = Entry::fields(*step);
            assert!(fields.iter().all(|field| field.question.len() <= 76), "{step}");
            let mut names: Vec<_> = fields.iter().map(|field| field.name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), fields.len(), "{step}");
        }
    }
}
