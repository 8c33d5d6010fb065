//! One person has the account, solution and fulfilment role, although others of ours take part.
//!
//! That is normal in a team of two, so it applies from three of ours on.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { formal: true, level: Level::Advice, run: One(find), ..row!("roles-in-one-hand", People, Select) };

const THREE: [Role; 3] = [Role::Acr, Role::Csr, Role::Cfr];

fn find(scene: &Scene) -> Option<Finding> {
    let answers = |person: &Person| THREE.iter().any(|role| person.roles.contains(role));
    let (holders, others): (Vec<_>, Vec<_>) =
        scene.people_of(Side::Ours).into_iter().partition(|(_, person)| answers(person));
    let ([(name, one)], [first, rest @ ..]) = (holders.as_slice(), others.as_slice()) else { return None };
    if rest.is_empty() || !THREE.iter().all(|role| one.roles.contains(role)) {
        return None;
    }
    let (who, others) = (one.name.one_line(), names(&others));
    let sentence = format!(
        "{who} is account manager (`ACR`), solution lead (`CSR`) and delivery lead (`CFR`); \
        {others} have none of these roles"
    );
    let kept: Vec<_> = one.roles.iter().filter(|role| **role != Role::Cfr).map(ToString::to_string).collect();
    let rest: Vec<_> = rest.iter().map(|(other, _)| id(other)).collect();
    let give = scene.to_set(first.0, ["roles+=CFR"]).note(format!("or {}", words::or_list(&rest)));
    let take = scene.to_set(name, [format!("roles=[{}]", kept.join(", "))]);
    Some(Finding::on(*name, sentence, take.after([give])).at("roles"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_can_be_given_away_where_two_others_have_none() {
        CHECK.boundaries(
            "people/jon-berg: {roles: [ACR, CSR, CFR, delivery-architect]}, people/bo-lund: {roles: [SME]}
             > people/jon-berg:roles: Jon Berg is account manager (`ACR`), solution lead (`CSR`) and delivery lead \
                 (`CFR`); Bo Lund and Cy Tan have none of these roles
             > engage set -e harbor-search --in people/bo-lund roles+=CFR   # or cy-tan
             > engage set -e harbor-search --in people/jon-berg 'roles=[ACR, CSR, delivery-architect]'
             people/cy-tan: ~
             people/bo-lund: {roles: [CFR]}
             people/jon-berg: {roles: [ACR, CSR]}",
        );
    }
}
