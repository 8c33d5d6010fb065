//! The handover: what keeps running, what it does and does not do, and who is responsible for it.

use super::shared::{Entered, GoalView, HANDOVER, RequirementView, Shared, SignedView};
use super::signing::{self, Signing};
use crate::model::step::Step;
use crate::render::view::view;

view! {
    /// What it shows besides what is shared.
    pub struct View {
        /// Whether the cycle has come to its end.
        is_at_end: bool,
        /// The goals of all cycles, those that are met first.
        results: Vec<GoalView>,
        /// Whether a judged goal has limits or is not met, or something is missing of an unsettled requirement.
        is_limited: bool,
        /// Whether something was decided together.
        is_decided: bool,
        /// Every signature that accepts it.
        accepted: Vec<SignedView>,
        /// Whether there is something to sign.
        is_to_sign: bool,
        /// The block to sign in.
        signing: Signing,
    }
}

/// The handover at the end of a cycle.
pub fn view(shared: &Shared) -> View {
    let lacks = |requirement: &RequirementView| !requirement.missing.is_empty() || !requirement.plan_key.is_empty();
    let plans = |entered: &Entered| entered.step == Step::PlanNext && entered.on_iso.is_some();
    let accepts = |signed: &&SignedView| HANDOVER.contains(&signed.of) && signed.is_accepted;
    let is_limited = |goal: &GoalView| {
        matches!(goal.verdict_key, "partly" | "missed") || goal.is_met() && !goal.promise.limits.is_empty()
    };
    let results: Vec<_> = shared.met.iter().chain(&shared.not_met).cloned().collect();
    View {
        is_at_end: shared.ending.is_over || shared.work.steps.iter().any(plans),
        is_limited: results.iter().any(is_limited)
            || shared.requirements.iter().any(|requirement| !requirement.is_settled && lacks(requirement)),
        is_decided: shared.agreed.iter().any(|agreed| agreed.kind_key == "decision"),
        results,
        accepted: shared.signatures.all.iter().filter(accepts).cloned().collect(),
        is_to_sign: is_to_sign(shared),
        signing: signing::block(shared, HANDOVER, !shared.signatures.refused.is_empty()),
    }
}

/// Whether there is something to sign: something to hand over, without both sides' signatures.
fn is_to_sign(shared: &Shared) -> bool {
    let signed = |is_theirs| shared.signatures.last(HANDOVER, is_theirs).is_some_and(|signed| signed.is_accepted);
    let handed = !shared.so_far.installed.is_empty() || !shared.requirements.is_empty() || !shared.goals.is_empty();
    handed && !(signed(true) && signed(false)) && !shared.ending.is_called_off
}
