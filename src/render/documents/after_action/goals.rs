//! The goals: as they were promised, and what became of them.

use crate::model::audience::Audience;
use crate::model::engagement::Engagement;
use crate::render::parts::goals::{self, Goal};
use crate::render::view::view;

view! {
    /// The goals a cycle worked on.
    pub struct Goals {
        /// Each of them.
        pub all: Vec<Goal>,
        /// Whether one of them was judged, or something shows it.
        pub judged: bool,
        /// Whether something was measured of one of them.
        measured: bool,
    }
}

/// The goals of a cycle.
pub fn goals(engagement: &Engagement, cycle: u32) -> Goals {
    let all = goals::of_cycle(engagement, cycle, Audience::Internal);
    let is_judged = |goal: &Goal| goal.verdict_key != "open" || !goal.evidence.is_empty();
    Goals { judged: all.iter().any(is_judged), measured: all.iter().any(|goal| !goal.measured_line.is_empty()), all }
}
