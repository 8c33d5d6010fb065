//! Nobody has one of the three responsibilities.

use crate::check::prelude::*;

pub const CHECK: Check = Check { formal: true, run: One(find), ..row!("role-unfilled", People, Select) };

const ASKED: [(Role, &str); 3] = [
    (Role::Acr, "account manager (`ACR`)"),
    (Role::Csr, "solution lead (`CSR`)"),
    (Role::Cfr, "delivery lead (`CFR`)"),
];

fn find(scene: &Scene) -> Option<Finding> {
    let is_ours = |(_, person): &(&Reference, &Person)| person.side != Side::Customer;
    let is_filled = |role: &Role| scene.holders(*role).iter().any(is_ours);
    let missing: Vec<_> = ASKED.into_iter().filter(|(role, _)| !is_filled(role)).collect();
    let names: Vec<_> = missing.iter().map(|(_, name)| *name).collect();
    // a person of theirs with the role does not fill it on our side
    let is_theirs = missing.iter().any(|(role, _)| !scene.holders(*role).is_empty());
    let whose = if is_theirs { " on our side" } else { "" };
    let sentence = format!("nobody{whose} is {}", words::or_list(&names));
    let roles = missing.iter().map(|(role, _)| role);
    let remedy = if scene.someone_of(Side::Ours).is_some() {
        Remedy::all(roles.map(|role| scene.to_set_of("people/WHO", [format!("roles+={role}")])))
    } else {
        let add = scene.to_add("person", "NAME").flag("side", "ours");
        roles.fold(add, |add, role| add.flag("role", role))
    };
    (!missing.is_empty()).then(|| Finding::on(Reference::Engagement, sentence, remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn someone_of_ours_or_of_a_partner_answers_for_each() {
        CHECK.boundaries(
            "people/jon-berg: ~
             > engagement: nobody is account manager (`ACR`), solution lead (`CSR`) or delivery lead (`CFR`)
             > engage add person \"NAME\" -e harbor-search --side ours --role ACR --role CSR --role CFR
             people/jon-berg: {side: customer, roles: [ACR, CSR, CFR]}
             > engagement: nobody on our side is account manager (`ACR`), solution lead (`CSR`) or delivery lead \
                 (`CFR`)
             > engage add person \"NAME\" -e harbor-search --side ours --role ACR --role CSR --role CFR
             people/jon-berg: {side: partner, roles: [ACR, CSR, CFR]}",
        );
    }
}
