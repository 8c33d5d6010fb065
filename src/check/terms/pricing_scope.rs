//! The price and the scope do not match: a fixed price with a scope that is not written
//! or not signed, or hours without a budget.
//!
//! Changes of a signed scope are reported by the gate `scope-unsigned` and by `scope-creep`.

use crate::check::prelude::*;

pub const CHECK: Check = Check { formal: true, run: One(find), ..row!("pricing-scope", Terms, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let charter = scene.engagement.charter.as_ref()?;
    match charter.pricing {
        Some(Pricing::FixedPrice) => fixed(scene, charter),
        Some(Pricing::TimeAndMaterials) if charter.budget.is_none() => Some(unbounded(scene)),
        _ => None,
    }
}

fn unbounded(scene: &Scene) -> Finding {
    let sentence = "the work is paid by the hour, but there is no budget";
    scene.asks(Reference::Engagement, "pricing", sentence, ["budget={amount: AMOUNT, currency: CURRENCY}"])
}

fn fixed(scene: &Scene, charter: &Charter) -> Option<Finding> {
    let written = charter.scope.as_ref().is_some_and(|scope| !scope.r#in.is_empty());
    let signed = signature::first(scene.engagement, scene.engagement.cycle()).is_some()
        || !scene.read_all(Kind::Signoff)
        || scene.is_at_gate(Step::Select, "scope-unsigned");
    let write = scene.to_set(&Reference::Engagement, ["scope.in+=WHAT WE DO", "scope.out+=WHAT WE DO NOT"]);
    let sign = scene.to_sign_scope(&[Side::Customer, Side::Ours]);
    let questions = [(written, "not written down", write), (signed, "not signed by the customer", sign)];
    let missing = questions.into_iter().filter(|(done, ..)| !done).map(|(_, what, remedy)| (what, remedy));
    let (missing, remedies): (Vec<_>, Vec<_>) = missing.unzip();
    let sentence = format!("the price is fixed, but the scope is {}", words::and_list(&missing));
    let finding = || Finding::on(Reference::Engagement, sentence, Remedy::all(remedies)).at("pricing");
    (!missing.is_empty()).then(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_price_wants_its_scope_written_and_signed() {
        let changed =
            Example::of(&CHECK).with("people/ana: {name: Ana, side: customer}, people/jon: {name: Jon, side: ours}");
        changed.boundaries(
            "engagement: {pricing: fixed-price}
             > engagement:pricing: the price is fixed, but the scope is not written down and not signed by the customer
             > engage set -e harbor-search --in engagement scope.in+=\"WHAT WE DO\" scope.out+=\"WHAT WE DO NOT\"
             > engage sign-off scope ana jon -e harbor-search
             engagement: {pricing: fixed-price}, signoffs/a: {on: 2026-03-03, of: scope, by: [ana]}
             > engagement:pricing: the price is fixed, but the scope is not written down
             > engage set -e harbor-search --in engagement scope.in+=\"WHAT WE DO\" scope.out+=\"WHAT WE DO NOT\"
             engagement: {pricing: fixed-price, scope: {in: [reports]}}
             > engagement:pricing: the price is fixed, but the scope is not signed by the customer
             > engage sign-off scope ana jon -e harbor-search
             engagement: {pricing: fixed-price, scope: {in: [reports]}}, signoffs/a: {on: 2026-03-03, of: scope, \
                 by: [ana]}
             engagement: {pricing: no-charge}
             engagement: {pricing: ~}
             again_at: select, engagement: {pricing: fixed-price, scope: {in: [reports]}}
             again_at: dev, engagement: {pricing: fixed-price, scope: {in: [reports]}}
             > engagement:pricing: the price is fixed, but the scope is not signed by the customer
             > engage sign-off scope ana jon -e harbor-search",
        );
    }
}
