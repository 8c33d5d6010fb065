//! A partner takes part, and their role is not set.
//!
//! A partner's person whose firm has a role in the charter needs none of their own.

use serde_json::Value;

use crate::check::prelude::*;
use crate::model::charter::Partner;
use crate::model::reading::fold::fold;

pub const CHECK: Check = Check { formal: true, run: Each(find), ..row!("partner-without-role", People, Select) };

fn find(scene: &Scene) -> Vec<Finding> {
    let Some(charter) = &scene.engagement.charter else { return vec![] };
    [firms(scene, charter), people(scene, charter)].into_iter().flatten().collect()
}

fn firms(scene: &Scene, charter: &Charter) -> Option<Finding> {
    let idle: Vec<_> = (1..).zip(&charter.partners).filter(|(_, partner)| partner.role.is_none()).collect();
    let (first, _) = idle.first()?;
    let list: Vec<_> = idle.iter().map(|(_, partner)| partner.name.one_line()).collect();
    let (takes, they) = takes(idle.len());
    let sentence = format!("{} {takes} part, but what {they} is not recorded", words::and_list(&list));
    let sets = idle.iter().map(|(at, _)| format!("partners.{at}.role=WHAT THEY DO"));
    Some(scene.asks(Reference::Engagement, &format!("partners.{first}"), sentence, sets))
}

/// People of partners with neither a role of their own nor one of their firm.
fn people(scene: &Scene, charter: &Charter) -> Option<Finding> {
    let theirs = scene.people_of(Side::Partner).into_iter();
    let idle: Vec<_> =
        theirs.filter(|(_, person)| person.roles.is_empty() && !is_listed(&charter.partners, person)).collect();
    let (first, person) = idle.first()?;
    let (takes, they) = takes(idle.len());
    let sentence = format!("{} {takes} part on behalf of a partner, but what {they} is not recorded", names(&idle));
    Some(Finding::on(*first, sentence, remedy(scene, first, person)))
}

fn takes(number: usize) -> (&'static str, &'static str) {
    if number == 1 { ("takes", "they do") } else { ("take", "each of them does") }
}

/// Sets the firm's role, and the person's firm if it is not set yet.
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

/// Whether the charter names someone's firm; a missing role is reported for the firm.
fn is_listed(partners: &[Partner], person: &Person) -> bool {
    let firm = |partner: &Partner| fold(partner.name.as_str());
    let own = person.organization.as_ref().map(|own| fold(own.as_str()));
    own.is_some_and(|own| partners.iter().any(|partner| firm(partner) == own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_firm_or_someone_of_it_does_is_said_once() {
        CHECK.boundaries(
            "engagement: {partners: [{name: Halyard}, {name: Tern, role: x}, {name: Ost}]}
             > engagement:partners.1: Halyard and Ost take part, but what each of them does is not recorded
             > engage set -e harbor-search --in engagement partners.1.role=\"WHAT THEY DO\" partners.3.role=\"WHAT \
                 THEY DO\"
             engagement: {partners: []}, people/colm: {name: Colm, side: partner, organization: Halyard}
             > people/colm: Colm takes part on behalf of a partner, but what they do is not recorded
             > engage set -e harbor-search --in engagement 'partners+={name: \"Halyard\", role: WHAT THEY DO}'
             engagement: {partners: []}, people/colm: {name: Colm, side: partner}
             > people/colm: Colm takes part on behalf of a partner, but what they do is not recorded
             > engage set -e harbor-search --in engagement 'partners+={name: \"THEIR FIRM\", role: WHAT THEY DO}'
             > engage set -e harbor-search --in people/colm organization=\"THEIR FIRM\"
             engagement: {partners: [{name: halyard, role: x}]}, people/colm: {name: Colm, side: partner, \
                 organization: Halyard}
             engagement: {partners: []}, people/colm: {name: Colm, side: partner, roles: [SME]}
             engagement: {partners: []}",
        );
    }
}
