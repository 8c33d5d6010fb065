//! What was tried, and the result.

use crate::render::parts::prelude::*;

view! {
    /// Something tried.
    pub struct ApproachView {
        /// What it is, in words.
        what: String,
        /// The result.
        result: &'static str,
        /// Why it was so.
        why: String,
        /// When to try it again.
        revisit_when: String,
    }
}

/// What was tried in a cycle, in the order it was tried.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> impl Iterator<Item = ApproachView> {
    engagement.in_cycle::<Approach>(cycle).map(|(_, tried)| ApproachView {
        what: tried.what.one_line(),
        result: tried.result.word(),
        why: line(tried.why.as_ref()),
        revisit_when: line(tried.revisit_when.as_ref()),
    })
}
