//! There is an agreement, but the scope is not written.
//!
//! It applies once there is an agreement: a contract, a budget, paid hours, a signed scope or a requirement taken
//! into scope. With a fixed price, `pricing-scope` reports it.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: One(find), ..row!("scope-unwritten", Terms, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let is_written = |charter: &Charter| charter.scope.as_ref().is_some_and(|scope| !scope.r#in.is_empty());
    let charter = scene.charter_without(is_written).filter(|charter| charter.pricing != Some(Pricing::FixedPrice))?;
    let agreement = agreement(scene, charter)?;
    let out = charter.scope.as_ref().is_some_and(|scope| !scope.out.is_empty());
    let missing =
        if out { "only what is out of scope is written down" } else { "what is in scope is not written down" };
    let sentence = format!("there is {agreement}, but {missing}");
    let both = ["scope.in+=WHAT WE DO", "scope.out+=WHAT WE DO NOT"];
    Some(scene.asks(Reference::Engagement, "scope", sentence, &both[..if out { 1 } else { 2 }]))
}

/// What is agreed, if anything is.
fn agreement(scene: &Scene, charter: &Charter) -> Option<&'static str> {
    let signed = scene.last_signoff(Of::Scope).is_some_and(|(_, signoff)| signoff.is_accepted());
    let agreed =
        scene.live_requirements().any(|(_, one)| matches!(one.status, Some(Status::Agreed | Status::Delivered)));
    let agreements = [
        (charter.contract.is_some(), "a contract"),
        (charter.budget.is_some(), "a budget"),
        (charter.pricing == Some(Pricing::TimeAndMaterials), "an hourly price"),
        (signed, "a scope sign-off"),
        (agreed, "an agreed requirement"),
    ];
    first_of(&agreements)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_agreement_wants_its_scope_written() {
        CHECK.boundaries(
            "engagement: {contract: ~}
             engagement: {contract: ~, budget: {amount: 100, currency: EUR}}
             > engagement:scope: there is a budget, but what is in scope is not written down
             engagement: {contract: ~, pricing: time-and-materials, scope: {out: [drawings]}}
             > engagement:scope: there is an hourly price, but only what is out of scope is written down
             > engage set -e harbor-search --in engagement scope.in+=\"WHAT WE DO\"
             engagement: {contract: ~}, signoffs/a: {on: 2026-03-03, of: scope, by: [ana-ortiz]}
             > engagement:scope: there is a scope sign-off, but what is in scope is not written down
             engagement: {contract: ~}, requirements/a: {statement: x, class: user, raised: 2026-03-02, status: agreed}
             > engagement:scope: there is an agreed requirement, but what is in scope is not written down
             engagement: {pricing: fixed-price}
             engagement: {contract: ~, pricing: no-charge}",
        );
    }
}
