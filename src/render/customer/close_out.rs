//! The close-out: one courteous page at the end, also of an engagement that was called off.

use super::shared::{GoalView, Shared, WorkDone};
use crate::render::view::view;

view! {
    /// What it shows besides what is shared.
    pub struct View {
        /// What was done: in the whole engagement when it is over, else in the cycle.
        done: WorkDone,
        /// Whether what was agreed for the end is reached.
        is_reached: bool,
        /// The goals of all cycles, those that are met first.
        results: Vec<GoalView>,
        /// The deliverables whose goals are met.
        delivered: Vec<String>,
    }
}

/// The close-out.
pub fn view(shared: &Shared) -> View {
    let ending = &shared.ending;
    View {
        done: if ending.is_over { shared.so_far.clone() } else { shared.work.done.clone() },
        is_reached: ending.is_over && !ending.is_called_off && shared.signatures.refused.is_empty(),
        results: shared.met.iter().chain(&shared.not_met).cloned().collect(),
        delivered: shared.terms.deliverables.iter().filter(|one| one.is_met).map(|one| one.what.clone()).collect(),
    }
}
