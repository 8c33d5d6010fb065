//! The hours of our people and the customer's in a cycle.

use crate::insight::hours as figures;
use crate::render::parts::prelude::*;

view! {
    /// The hours of a cycle; empty where none are recorded.
    pub struct Hours {
        /// Those of our own people.
        pub ours: String,
        /// Those of the customer's people.
        pub theirs: String,
        /// The same by step.
        by_step: Vec<HoursAtStep>,
    }

    /// The hours at a step.
    pub struct HoursAtStep {
        /// The step.
        step: Step,
        /// How many they are.
        hours: String,
    }
}

/// The hours of a cycle.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Hours {
    let (ours, theirs) = (spend::hours(engagement, cycle), figures::theirs(engagement, cycle));
    Hours {
        ours: if ours == Amount::ZERO { String::new() } else { ours.plain() },
        theirs: if theirs.by_step.is_empty() { String::new() } else { theirs.total.plain() },
        by_step: theirs.by_step.iter().map(|(step, hours)| HoursAtStep { step: *step, hours: hours.plain() }).collect(),
    }
}
