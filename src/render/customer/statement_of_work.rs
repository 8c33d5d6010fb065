//! The statement of work: what both sides plan for a cycle, and how both will check it.

use super::shared::{Shared, SignedView};
use super::signing::{self, Signing};
use crate::render::view::view;

view! {
    /// What it shows besides what is shared.
    pub struct View {
        /// Whether there is a requirement that this cycle is to meet.
        is_to_meet: bool,
        /// Whether there is a deliverable of this cycle.
        is_to_deliver: bool,
        /// The last word of each side on the scope, where it is a no.
        declined: Vec<SignedView>,
        /// Whether there is something to sign, or that was signed.
        is_to_sign: bool,
        /// The block to sign in.
        signing: Signing,
    }
}

/// The statement of work of a cycle.
pub fn view(shared: &Shared) -> View {
    let last = [true, false].map(|is_theirs| shared.signatures.last(&["scope"], is_theirs));
    let is_over = shared.ending.is_over;
    let is_bare = shared.goals.is_empty() && shared.requirements.is_empty();
    let mut declined: Vec<_> = last.into_iter().flatten().filter(|signed| !signed.is_accepted).cloned().collect();
    declined.dedup_by_key(|signed| signed.on_iso);
    View {
        is_to_meet: shared.requirements.iter().any(|requirement| requirement.is_to_meet),
        is_to_deliver: shared.terms.deliverables.iter().any(|deliverable| deliverable.is_of_cycle),
        declined,
        is_to_sign: !is_bare && (!is_over || last.iter().any(Option::is_some)),
        signing: signing::block(shared, &["scope"], !is_over && !shared.signatures.unsigned.is_empty()),
    }
}
