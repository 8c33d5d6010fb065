//! What became of the last cycle's actions.

use crate::insight::actions as figures;
use crate::model::engagement::Engagement;
use crate::render::parts::actions::{self, Action};
use crate::render::said;
use crate::render::view::view;

view! {
    /// The follow-up on what was open when the last cycle was reviewed.
    pub struct Became {
        /// Each of them, a line of a table.
        rows: Vec<Action>,
        /// That all of them were done by then.
        done: String,
    }
}

/// The actions of earlier cycles that a cycle has to account for.
pub fn became(engagement: &Engagement, cycle: u32) -> Became {
    let rows = figures::carried_into(engagement, cycle)
        .into_iter()
        .map(|(_, action)| actions::action(engagement, cycle, action));
    let earlier = (1..cycle).map(|earlier| figures::raised_in(engagement, earlier).len()).sum();
    Became { rows: rows.collect(), done: said::all_done(earlier) }
}
