//! The goals: as they were promised, and what became of them.

use crate::model::audience::Audience;
use crate::model::engagement::Engagement;
use crate::render::parts::goals::{self, Goal};
use crate::render::view::view;

view! {
    /// The goals a cycle worked on.
    pub struct Goals {
        /// Each of them.
        all: Vec<Goal>,
        /// Whether something was measured of one of them.
        measured: bool,
    }
}

impl Goals {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether nobody judged one yet.
    pub fn are_open(&self) -> bool {
        self.all.iter().all(|goal| goal.verdict_key == "open" && goal.evidence.is_empty())
    }
}

/// The goals of a cycle.
pub fn goals(engagement: &Engagement, cycle: u32) -> Goals {
    let all = goals::of_cycle(engagement, cycle, Audience::Internal);
    Goals { measured: all.iter().any(|goal| !goal.measured_line.is_empty()), all }
}
