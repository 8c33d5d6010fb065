//! The price and what it is for do not hold each other: a fixed price on a scope that is not written
//! or not signed, or hours without a budget.
//!
//! That a signed scope reads differently now is for the gate `scope-unsigned` and for `scope-creep`.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "pricing-scope",
    formal: true,
    summary: "a fixed price on a scope not written or not signed, or paid hours without a budget",
    why: "A fixed price is only as firm as its scope, and hours without a budget end in an invoice nobody expected.",
    remedy: "For a fixed price write the scope and have it signed; for hours agree on a budget.",
    source: "ten common errors of customer engagements: pricing and scope",
    both: &[("engagement", "sale: tactical\npricing: time-and-materials\n")],
    silent: &[("engagement", "budget:\n  amount: 48000\n  currency: EUR\n")],
    run: One(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Option<Finding> {
    let charter = scene.engagement.charter.as_ref()?;
    match charter.pricing {
        Some(Pricing::FixedPrice) => fixed(scene, charter),
        Some(Pricing::TimeAndMaterials) if charter.budget.is_none() => Some(unbounded(scene)),
        _ => None,
    }
}

fn unbounded(scene: &Scene) -> Finding {
    let sentence = "the work is paid by the hour, and there is no budget";
    scene.asks(Reference::Engagement, "pricing", sentence, ["budget={amount: AMOUNT, currency: CURRENCY}"])
}

fn fixed(scene: &Scene, charter: &Charter) -> Option<Finding> {
    let written = charter.scope.as_ref().is_some_and(|scope| !scope.r#in.is_empty());
    let signed = signature::first(scene.engagement, scene.engagement.cycle()).is_some()
        || !scene.read_all(Kind::Signoff)
        || scene.is_at_gate(Step::Select, "scope-unsigned");
    let write = scene.to_set(&Reference::Engagement, ["scope.in+=WHAT WE DO", "scope.out+=WHAT WE DO NOT"]);
    let sign = scene.to_sign_scope(&[Side::Customer, Side::Ours]);
    let asked = [(written, "not written", write), (signed, "not signed by the customer", sign)];
    let missing = asked.into_iter().filter(|(done, ..)| !done).map(|(_, what, remedy)| (what, remedy));
    let (missing, remedies): (Vec<_>, Vec<_>) = missing.unzip();
    let sentence = format!("the price is fixed, and the scope is {}", words::and_list(&missing));
    let finding = || Finding::on(Reference::Engagement, sentence, Remedy::all(remedies)).at("pricing");
    (!missing.is_empty()).then(finding)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn case(step: Step, charter: Value, signed: bool) -> Case {
        let mut files = json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "people/jon-berg": { "name": "Jon Berg", "side": "ours" },
        });
        files["engagement"] = charter;
        if signed {
            files["signoffs/2026-03-03-scope-aaaa"] = json!({ "on": "2026-03-03", "of": "scope", "by": ["ana-ortiz"] });
        }
        Case::at(step, files)
    }

    fn says(step: Step, charter: Value, signed: bool) -> Vec<String> {
        case(step, charter, signed).says("pricing-scope")
    }

    const WRITE: &str = "engage set -e harbor-search --in engagement scope.in+=\"WHAT WE DO\" \
                         scope.out+=\"WHAT WE DO NOT\"";
    const SIGN: &str = "engage sign-off scope ana-ortiz jon-berg -e harbor-search";

    #[test]
    fn a_fixed_price_wants_its_scope_written_and_signed() {
        let fixed = || json!({ "pricing": "fixed-price" });
        let written = || json!({ "pricing": "fixed-price", "scope": { "in": ["reports"] } });
        let said = |missing: &str, remedy: &str| {
            [format!("engagement:pricing: the price is fixed, and the scope is {missing}\n{remedy}")]
        };
        let both = format!("{WRITE}\n{SIGN}");
        assert_eq!(says(Step::Dev, fixed(), false), said("not written and not signed by the customer", &both));
        assert_eq!(says(Step::Dev, fixed(), true), said("not written", WRITE));
        assert_eq!(says(Step::Dev, written(), false), said("not signed by the customer", SIGN));
        assert!(says(Step::Dev, written(), true).is_empty());
    }

    #[test]
    fn at_the_gate_of_the_next_cycle_the_gate_asks_for_the_signature() {
        let files = json!({ "engagement": { "pricing": "fixed-price", "scope": { "in": ["reports"] } } });
        let says = |step| Case::again_at(step, files.clone()).says("pricing-scope").len();
        assert_eq!((says(Step::Validate), says(Step::Select), says(Step::Dev)), (1, 0, 1));
    }

    #[test]
    fn hours_want_a_budget() {
        assert_eq!(
            says(Step::Dev, json!({ "pricing": "time-and-materials" }), false),
            ["engagement:pricing: the work is paid by the hour, and there is no budget\n\
              engage set -e harbor-search --in engagement 'budget={amount: AMOUNT, currency: CURRENCY}'"]
        );
        let budget = json!({ "amount": "1", "currency": "EUR" });
        assert!(says(Step::Dev, json!({ "pricing": "time-and-materials", "budget": budget }), false).is_empty());
    }

    #[test]
    fn no_charge_no_price_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, json!({ "pricing": "no-charge" }), false).is_empty());
        assert!(says(Step::Dev, json!({}), false).is_empty());
        assert!(says(Step::Select, json!({ "pricing": "time-and-materials" }), false).is_empty());
    }
}
