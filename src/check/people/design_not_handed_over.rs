//! Someone else delivers than who designed, and the design was never signed over.
//!
//! Where who designed also delivers, or nobody is named for one of the two, there is no one to hand it to.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "design-not-handed-over",
    formal: true,
    summary: "who delivers is not who designed, and the design is not signed",
    why: "What stood only in the designer's head is found out on site, one surprise at a time.",
    remedy: "Go through the design with those who deliver it, and have them sign it.",
    source: "ten common errors of customer engagements: handing the design over to delivery",
    both: &[
        ("people/jon-berg", "name: Jon Berg\nside: ours\nroles: [CSR]\n"),
        ("people/bo-lund", "name: Bo Lund\nside: ours\nroles: [CFR]\n"),
    ],
    silent: &[("signoffs/2026-03-04-design-aaaa", "\"on\": 2026-03-04\nof: design\nby: [bo-lund]\n")],
    run: One(find),
    ..super::from(Step::Onsite)
};

/// Who designs, who delivers, and the word for the one and for the other.
const HANDS: [(Role, Role, &str, &str); 2] = [
    (Role::PresalesArchitect, Role::DeliveryArchitect, "presales architect", "delivery architect"),
    (Role::Csr, Role::Cfr, "solution responsible", "fulfilment responsible"),
];

fn find(scene: &Scene) -> Option<Finding> {
    let last = scene.last_signoff(Of::Design);
    let known = scene.read_all(Kind::Person) && scene.read_all(Kind::Signoff);
    if !known || last.is_some_and(|(_, signoff)| signoff.is_accepted()) {
        return None;
    }
    let (givers, takers, taker) = HANDS.into_iter().find_map(|(before, during, from, to)| {
        let (givers, takers) = (scene.holders(before), scene.holders(during));
        let stays = givers.iter().any(|(_, person)| delivers(person));
        let (taker, _) = takers.first().filter(|_| !stays && !givers.is_empty())?;
        Some((be(&givers, from), be(&takers, to), id(taker)))
    })?;
    let happened = match last {
        Some((_, signoff)) => format!("the design was rejected on {}", words::date(signoff.on)),
        None => "nobody has signed the design".to_owned(),
    };
    let sentence = format!("{givers} and {takers}, and {happened}");
    Some(Finding::on(Reference::Engagement, sentence, scene.to_sign(Of::Design, [taker])))
}

/// Whether someone takes part in delivery, whatever else they do.
fn delivers(person: &Person) -> bool {
    [Role::DeliveryArchitect, Role::Cfr].iter().any(|role| person.roles.contains(role))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, jon: &[&str], bo: &[&str], verdict: Option<&str>) -> Vec<String> {
        let mut files: Value = json!({
            "people/jon-berg": { "name": "Jon Berg", "side": "ours", "roles": jon },
            "people/bo-lund": { "name": "Bo Lund", "side": "ours", "roles": bo },
        });
        if let Some(verdict) = verdict {
            files["signoffs/2026-03-04-design-aaaa"] =
                json!({ "on": "2026-03-04", "of": "design", "by": ["bo-lund"], "verdict": verdict });
        }
        Case::at(step, files).says("design-not-handed-over")
    }

    #[test]
    fn a_design_that_changed_hands_unsigned_is_named_with_the_hands() {
        assert_eq!(
            says(Step::Onsite, &["ACR", "CSR"], &["CFR"], None),
            ["engagement: Jon Berg is solution responsible and Bo Lund is fulfilment responsible, and nobody has \
              signed the design\nengage sign-off design bo-lund -e harbor-search"]
        );
    }

    #[test]
    fn a_rejected_design_is_not_handed_over() {
        assert_eq!(
            says(Step::Onsite, &["presales-architect"], &["delivery-architect"], Some("rejected")),
            ["engagement: Jon Berg is presales architect and Bo Lund is delivery architect, and the design was \
              rejected on 4 March 2026\nengage sign-off design bo-lund -e harbor-search"]
        );
    }

    #[test]
    fn signed_in_one_hand_without_a_taker_or_before_the_trip_is_fine() {
        assert!(says(Step::Onsite, &["CSR"], &["CFR"], Some("accepted")).is_empty());
        assert!(says(Step::Onsite, &["CSR", "CFR"], &["CFR"], None).is_empty());
        assert!(says(Step::Onsite, &["CSR", "delivery-architect"], &["CFR"], None).is_empty());
        assert!(says(Step::Onsite, &["CSR"], &[], None).is_empty());
        assert!(says(Step::Onsite, &[], &["CFR"], None).is_empty());
        assert!(says(Step::Dev, &["CSR"], &["CFR"], None).is_empty());
    }
}
