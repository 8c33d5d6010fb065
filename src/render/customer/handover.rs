//! The handover: what keeps running, what it does and does not do, and who is responsible for it.

use super::phrases::{self, Line, Signature, our_side};
use super::shared::{AgreedView, Entered, HANDOVER, PersonView, RequirementView, Shared, to_call};
use crate::model::step::Step;
use crate::render::view::view;

view! {
    /// What it shows besides what is shared.
    pub struct View {
        /// Whether the cycle has come to its end.
        is_at_end: bool,
        /// Whether something is missing of a requirement that is not settled.
        is_missing: bool,
        /// What was decided together, when and by whom.
        decisions: Vec<AgreedView>,
        /// The documentation that goes with it.
        documents: Vec<String>,
        /// Contacts on both sides.
        contacts: Vec<HandoverSide>,
        /// If it was rejected, that it was and why.
        rejected: Vec<Signature>,
        /// Who accepted it, and when.
        accepted: Vec<Signature>,
        /// The lines to sign on.
        lines: Vec<Line>,
    }

    /// The people to reach on one side.
    pub struct HandoverSide {
        /// Whose side they are on.
        side: String,
        /// Each with the roles and how to reach them.
        people: Vec<PersonView>,
    }
}

/// The handover at the end of a cycle.
pub fn view(shared: &Shared) -> View {
    let lacks = |requirement: &RequirementView| !requirement.missing.is_empty() || !requirement.plan.is_empty();
    let refused = &shared.signatures.refused;
    let plans = |entered: &Entered| entered.step == Step::PlanNext && entered.on_iso.is_some();
    View {
        is_at_end: shared.ending.is_over || shared.work.steps.iter().any(plans),
        is_missing: shared.requirements.iter().any(|requirement| !requirement.is_settled && lacks(requirement)),
        decisions: shared.agreed.iter().filter(|agreed| agreed.is_decision).cloned().collect(),
        documents: shared.taken.iter().filter(|taken| taken.is_document).map(|taken| taken.what.clone()).collect(),
        contacts: contacts(shared),
        rejected: refused.iter().map(|signed| Signature::of(shared, signed)).collect(),
        accepted: accepted(shared),
        lines: if is_to_sign(shared) { phrases::lines(shared, HANDOVER, !refused.is_empty()) } else { vec![] },
    }
}

/// Whether there is something to sign: something to hand over, without both sides' signatures.
fn is_to_sign(shared: &Shared) -> bool {
    let signed = |is_theirs| shared.signatures.last(HANDOVER, is_theirs).is_some_and(|signed| signed.is_accepted);
    let handed = !shared.so_far.installed.is_empty() || !shared.requirements.is_empty() || !shared.goals.is_empty();
    handed && !(signed(true) && signed(false)) && !shared.ending.is_called_off
}

/// The contacts, by side.
fn contacts(shared: &Shared) -> Vec<HandoverSide> {
    let people = &shared.people;
    let sides = [(our_side(shared), &people.ours), (&shared.customer, &people.theirs), ("Partners", &people.partners)];
    let sides = sides.map(|(side, people)| HandoverSide { side: side.to_owned(), people: to_call(people) });
    sides.into_iter().filter(|side| !side.people.is_empty()).collect()
}

/// Every accepted signature under the handover or the delivery.
fn accepted(shared: &Shared) -> Vec<Signature> {
    let signatures = shared.signatures.all.iter().filter(|signed| HANDOVER.contains(&signed.of) && signed.is_accepted);
    let named = signatures.map(|signed| Signature::of(shared, signed));
    named.filter(|signature| !signature.by.is_empty()).collect()
}
