//! A partner takes part, and nobody said what they do.
//!
//! Someone of a partner's whom the charter names with a role needs none of their own.

use serde_json::Value;

use crate::check::prelude::*;
use crate::model::charter::Partner;

pub const CHECK: Check = Check {
    id: "partner-without-role",
    formal: true,
    summary: "a partner takes part, and nobody said what they do",
    why: "What a partner does and we count on, without either having said so, is done by neither.",
    remedy: "Agree with the partner what they do, and write it; a risk belongs beside it.",
    source: "ten common errors of customer engagements: partners",
    fires: &[("engagement", "partners:\n  - name: Halyard Scanning\n")],
    silent: &[("engagement", "partners:\n  - name: Halyard Scanning\n    role: keeps the masters on tape\n")],
    run: Each(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Vec<Finding> {
    let Some(charter) = &scene.engagement.charter else { return vec![] };
    [firms(scene, charter), people(scene, charter)].into_iter().flatten().collect()
}

fn firms(scene: &Scene, charter: &Charter) -> Option<Finding> {
    let idle: Vec<_> = (1..).zip(&charter.partners).filter(|(_, partner)| partner.role.is_none()).collect();
    let (first, _) = idle.first()?;
    let list: Vec<_> = idle.iter().map(|(_, partner)| partner.name.one_line()).collect();
    let (takes, they) = takes(idle.len());
    let sentence = format!("{} {takes} part, and nobody said what {they}", words::and_list(&list));
    let sets = idle.iter().map(|(at, _)| format!("partners.{at}.role=WHAT THEY DO"));
    Some(scene.asks(Reference::Engagement, &format!("partners.{first}"), sentence, sets))
}

/// People of partners whom neither a role nor their firm's explains.
fn people(scene: &Scene, charter: &Charter) -> Option<Finding> {
    let theirs = scene.people_of(Side::Partner).into_iter();
    let idle: Vec<_> =
        theirs.filter(|(_, person)| person.roles.is_empty() && !is_listed(&charter.partners, person)).collect();
    let (first, person) = idle.first()?;
    let (takes, they) = takes(idle.len());
    let sentence = format!("{} {takes} part for a partner, and nobody said what {they}", names(&idle));
    Some(Finding::on(*first, sentence, remedy(scene, first, person)))
}

fn takes(number: usize) -> (&'static str, &'static str) {
    if number == 1 { ("takes", "they do") } else { ("take", "each of them does") }
}

/// The firm with what it does, and that this person is of it where nobody said so yet.
fn remedy(scene: &Scene, name: &Reference, person: &Person) -> Remedy {
    let own = person.organization.as_ref().map(Text::one_line);
    let firm = Value::from(own.as_deref().unwrap_or("THEIR FIRM"));
    let partner = format!("partners+={{name: {firm}, role: WHAT THEY DO}}");
    let role = scene.to_set(&Reference::Engagement, [partner]);
    match own {
        Some(_) => role,
        None => scene.to_set(name, ["organization=THEIR FIRM"]).after([role]),
    }
}

/// Whether the charter names someone's firm; whether with a role is told of the firm.
fn is_listed(partners: &[Partner], person: &Person) -> bool {
    let firm = |partner: &Partner| partner.name.one_line().to_lowercase();
    let own = person.organization.as_ref().map(|own| own.one_line().to_lowercase());
    own.is_some_and(|own| partners.iter().any(|partner| firm(partner) == own))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, partners: Value, colm: Option<Value>) -> Vec<String> {
        let mut files = json!({ "engagement": {} });
        files["engagement"]["partners"] = partners;
        if let Some(colm) = colm {
            files["people/colm-riordan"] = colm;
        }
        Case::at(step, files).says("partner-without-role")
    }

    fn colm(roles: &[&str]) -> Value {
        json!({ "name": "Colm Riordan", "side": "partner", "organization": "Halyard", "roles": roles })
    }

    #[test]
    fn firms_without_a_role_are_listed_in_one_finding() {
        assert_eq!(
            says(
                Step::Select,
                json!([{ "name": "Halyard" }, { "name": "Tern", "role": "x" }, { "name": "Ost" }]),
                None
            ),
            ["engagement:partners.1: Halyard and Ost take part, and nobody said what each of them does\n\
              engage set -e harbor-search --in engagement partners.1.role=\"WHAT THEY DO\" \
              partners.3.role=\"WHAT THEY DO\""]
        );
    }

    #[test]
    fn someone_of_a_partner_nobody_wrote_down_is_named() {
        assert_eq!(
            says(Step::Select, json!([]), Some(colm(&[]))),
            ["people/colm-riordan: Colm Riordan takes part for a partner, and nobody said what they do\n\
              engage set -e harbor-search --in engagement 'partners+={name: \"Halyard\", role: WHAT THEY DO}'"]
        );
    }

    #[test]
    fn where_nobody_said_of_which_firm_they_are_both_are_asked_for() {
        let pat = json!({ "name": "Pat", "side": "partner" });
        assert_eq!(
            says(Step::Select, json!([]), Some(pat)),
            ["people/colm-riordan: Pat takes part for a partner, and nobody said what they do\n\
              engage set -e harbor-search --in engagement 'partners+={name: \"THEIR FIRM\", role: WHAT THEY DO}'\n\
              engage set -e harbor-search --in people/colm-riordan organization=\"THEIR FIRM\""]
        );
    }

    #[test]
    fn the_firm_or_the_person_with_a_role_none_or_too_early_is_fine() {
        assert!(
            says(Step::Select, json!([{ "name": "halyard", "role": "keeps the masters" }]), Some(colm(&[]))).is_empty()
        );
        assert!(says(Step::Select, json!([]), Some(colm(&["SME"]))).is_empty());
        assert!(says(Step::Select, json!([]), None).is_empty());
        assert!(says(Step::Validate, json!([{ "name": "Halyard" }]), None).is_empty());
    }
}
