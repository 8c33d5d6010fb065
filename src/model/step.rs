//! The nine steps and their four phases (nine-step customer engagement process).

use super::field::choice;
use super::reading::names;

choice! {
    /// One of the nine steps of a cycle, in their order.
    pub enum Step {
        /// Form a hypothesis of what the customer needs.
        Hypothesis = "hypothesis",
        /// Meet the customer; confirm or adjust that understanding.
        Validate = "validate",
        /// Choose what to start from; commit to goals.
        Select = "select",
        /// Build the prototype; plan the trip.
        Dev = "dev",
        /// Install and test on site, with customer data.
        Onsite = "onsite",
        /// Demonstrate it and take the feedback.
        Demo = "demo",
        /// Adjust to the feedback; repeat, or wrap up.
        Adjust = "adjust",
        /// After-action report; code and artifacts home.
        AfterAction = "after-action",
        /// Plan the next cycle, or end.
        PlanNext = "plan-next",
    }
}

choice! {
    /// What a step serves.
    pub enum Phase {
        /// Steps 1 and 2.
        Assess = "assess",
        /// Step 3.
        Commit = "commit",
        /// Steps 4 to 6.
        Deliver = "deliver",
        /// Steps 7 to 9.
        Ensure = "ensure",
    }
}

impl Step {
    /// A step by its id in any case, its number, or a unique beginning of it.
    pub fn read(words: &str) -> Result<Self, String> {
        let named = |step: &Self| (*step, vec![step.word().to_owned(), step.number().to_string()]);
        let like = names::find(words, &Self::ALL.iter().map(named).collect::<Vec<_>>());
        let words_of =
            |steps: &[Self], between| steps.iter().map(|step| format!("`{step}`")).collect::<Vec<_>>().join(between);
        match like.as_slice() {
            [one] => Ok(*one),
            [] => Err(format!("`{words}` is not a step; use one of {}", words_of(Self::ALL, ", "))),
            several => Err(format!("`{words}` could be {}", words_of(several, " or "))),
        }
    }

    /// Its place in the cycle, 1 to 9.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// Its purpose, one line.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Hypothesis => "understand what the customer needs and how they work",
            Self::Validate => "meet the customer; confirm or adjust the hypothesis",
            Self::Select => "choose what to start from; commit to goals",
            Self::Dev => "build the prototype; plan the trip with PACE",
            Self::Onsite => "install and test it on site with customer data",
            Self::Demo => "demonstrate it to the customer and take their feedback",
            Self::Adjust => "adjust to the feedback; repeat or wrap up",
            Self::AfterAction => "review what happened and why; bring everything back",
            Self::PlanNext => "plan the next cycle or end the engagement",
        }
    }

    /// Its phase.
    pub const fn phase(self) -> Phase {
        match self {
            Self::Hypothesis | Self::Validate => Phase::Assess,
            Self::Select => Phase::Commit,
            Self::Dev | Self::Onsite | Self::Demo => Phase::Deliver,
            Self::Adjust | Self::AfterAction | Self::PlanNext => Phase::Ensure,
        }
    }

    /// The step after it in the cycle; none after the ninth.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The steps strictly between this one and a later one.
    pub fn until(self, later: Self) -> &'static [Self] {
        Self::ALL.get(self as usize + 1..later as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_read_by_id_number_or_beginning() {
        for (words, step) in [("demo", Step::Demo), ("Demo", Step::Demo), ("6", Step::Demo), ("hyp", Step::Hypothesis)]
        {
            assert_eq!(Step::read(words), Ok(step), "{words}");
        }
        assert_eq!(Step::read("After Action"), Ok(Step::AfterAction));
        assert_eq!(Step::read("d"), Err("`d` could be `dev` or `demo`".to_owned()));
        assert!(Step::read("10").is_err_and(|why| why.starts_with("`10` is not a step; use one of `hypothesis`, ")));
    }

    #[test]
    fn the_nine_steps_stand_in_order_with_the_skipped_ones_between() {
        assert_eq!((Step::ALL.len(), Step::Hypothesis.number(), Step::PlanNext.number()), (9, 1, 9));
        assert_eq!((Step::AfterAction.next(), Step::PlanNext.next()), (Some(Step::PlanNext), None));
        assert_eq!(Step::Dev.until(Step::Adjust), [Step::Onsite, Step::Demo]);
        assert!(Step::Dev.until(Step::Onsite).is_empty() && Step::Demo.until(Step::Dev).is_empty());
    }
}
