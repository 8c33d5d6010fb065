//! The proof of execution: each goal of a cycle compared with its criterion.

use super::shared::{HANDOVER, Shared};
use super::signing::{self, Signing};
use crate::model::date::Date;
use crate::render::view::view;

view! {
    /// What it shows besides what is shared.
    pub struct View {
        /// How many goals have each verdict.
        tally: Tally,
        /// The day on which the customer signed the goals, as YYYY-MM-DD, where they signed one of them.
        signed_iso: Option<Date>,
        /// Whether all goals are shown as they were signed.
        is_all_signed: bool,
        /// The block to sign in.
        signing: Signing,
    }

    /// How many goals there are, by verdict.
    pub struct Tally {
        /// All.
        all: usize,
        /// Those that are met.
        met: usize,
        /// Those that are partly met.
        partly: usize,
        /// Those that are missed.
        missed: usize,
        /// Those that are not judged yet.
        open: usize,
    }
}

/// The proof of execution of a cycle.
pub fn view(shared: &Shared) -> View {
    let goals = &shared.goals;
    let count = |key: &str| goals.iter().filter(|goal| goal.verdict_key == key).count();
    View {
        tally: Tally {
            all: goals.len(),
            met: count("met"),
            partly: count("partly"),
            missed: count("missed"),
            open: count("open"),
        },
        signed_iso: goals.iter().find_map(|goal| goal.signed_iso),
        is_all_signed: goals.iter().all(|goal| goal.signed_iso.is_some()),
        signing: signing::block(shared, HANDOVER, !shared.signatures.refused.is_empty()),
    }
}
