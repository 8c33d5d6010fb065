//! One person answers for account, solution and fulfilment, although others of ours take part.
//!
//! In a team of two that is how it is, so it speaks from three of ours.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "roles-in-one-hand",
    formal: true,
    level: Level::Advice,
    summary: "one person is account, solution and fulfilment responsible, although we are three or more",
    why: "Who sells, designs and delivers alone has nobody who says no, and nobody who goes on when they are away.",
    remedy: "Give one of the three responsibilities to someone else of ours.",
    source: "account, solution and fulfilment responsible: the three roles of the customer engagement process",
    fires: &[
        ("people/jon-berg", "name: Jon Berg\nside: ours\nroles: [ACR, CSR, CFR]\n"),
        ("people/bo-lund", "name: Bo Lund\nside: ours\n"),
        ("people/cy-tan", "name: Cy Tan\nside: ours\n"),
    ],
    silent: &[
        ("people/jon-berg", "name: Jon Berg\nside: ours\nroles: [ACR, CSR]\n"),
        ("people/bo-lund", "name: Bo Lund\nside: ours\nroles: [CFR]\n"),
        ("people/cy-tan", "name: Cy Tan\nside: ours\n"),
    ],
    run,
    ..super::from(Step::Select)
};

const THREE: [Role; 3] = [Role::Acr, Role::Csr, Role::Cfr];

fn run(scene: &Scene) -> Vec<Finding> {
    let ours = scene.people_of(Side::Ours);
    let answers = |person: &Person| THREE.iter().any(|role| person.roles.contains(role));
    let (holders, others): (Vec<_>, Vec<_>) = ours.into_iter().partition(|(_, person)| answers(person));
    match holders.as_slice() {
        [(name, one)] if others.len() >= 2 && holds_all(one) && scene.engagement.is_open() => {
            vec![in_one_hand(scene, name, one, &others)]
        }
        _ => vec![],
    }
}

fn holds_all(person: &Person) -> bool {
    THREE.iter().all(|role| person.roles.contains(role))
}

fn in_one_hand(scene: &Scene, name: &Reference, one: &Person, others: &[(&Reference, &Person)]) -> Finding {
    let who = one.name.one_line();
    let sentence = format!("{who} is `ACR`, `CSR` and `CFR` at once; {} are none of the three", names(others));
    let kept: Vec<_> = one.roles.iter().filter(|role| **role != Role::Cfr).map(ToString::to_string).collect();
    let give = others.first().map_or(String::new(), |(other, _)| scene.setting(other, "roles+=CFR"));
    let others: Vec<_> = others.iter().skip(1).map(|(other, _)| asked::id(other)).collect();
    let take = scene.setting(name, &format!("'roles=[{}]'", kept.join(", ")));
    let or = words::or_list(&others);
    Finding::on(name.clone(), sentence, format!("{give}   # or {or}\n{take}")).at("roles")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, jon: &[&str], bo: &[&str], ours: usize) -> Vec<String> {
        let mut files = json!({
            "people/jon-berg": { "name": "Jon Berg", "side": "ours", "roles": jon },
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
        });
        for (id, name, roles) in [("bo-lund", "Bo Lund", bo), ("cy-tan", "Cy Tan", &[])].iter().take(ours - 1) {
            files[format!("people/{id}")] = json!({ "name": name, "side": "ours", "roles": roles });
        }
        Case::at(step, files).says("roles-in-one-hand")
    }

    #[test]
    fn all_three_in_one_hand_of_three_offers_to_give_one_away() {
        assert_eq!(
            says(Step::Select, &["ACR", "CSR", "CFR", "delivery-architect"], &["SME"], 3),
            ["people/jon-berg:roles: Jon Berg is `ACR`, `CSR` and `CFR` at once; Bo Lund and Cy Tan are none of the \
              three\n\
              engage set -e harbor-search --in people/bo-lund roles+=CFR   # or cy-tan\n\
              engage set -e harbor-search --in people/jon-berg 'roles=[ACR, CSR, delivery-architect]'"]
        );
    }

    #[test]
    fn a_team_of_two_cannot_do_otherwise() {
        assert!(says(Step::Select, &["ACR", "CSR", "CFR"], &[], 2).is_empty());
    }

    #[test]
    fn two_hands_or_two_roles_or_too_early_is_fine() {
        assert!(says(Step::Select, &["ACR", "CSR", "CFR"], &["CFR"], 3).is_empty());
        assert!(says(Step::Select, &["ACR", "CSR"], &[], 3).is_empty());
        assert!(says(Step::Validate, &["ACR", "CSR", "CFR"], &[], 3).is_empty());
    }
}
