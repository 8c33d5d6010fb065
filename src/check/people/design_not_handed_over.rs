//! Different people design and deliver, and the design was never signed over.
//!
//! Where the designer also delivers, or one of the two is not named, there is no one to hand it to.

use crate::check::prelude::*;

pub const CHECK: Check = Check { formal: true, run: One(find), ..row!("design-not-handed-over", People, Onsite) };

/// The designing role, the delivering role, and the word for each.
const HANDS: [(Role, Role, &str, &str); 2] = [
    (Role::PresalesArchitect, Role::DeliveryArchitect, "presales architect", "delivery architect"),
    (Role::Csr, Role::Cfr, "solution lead", "delivery lead"),
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
    let sentence = format!("{givers} and {takers}, but {happened}");
    Some(Finding::on(Reference::Engagement, sentence, scene.to_sign(Of::Design, [taker])))
}

/// Whether someone takes part in delivery, whatever else they do.
fn delivers(person: &Person) -> bool {
    [Role::DeliveryArchitect, Role::Cfr].iter().any(|role| person.roles.contains(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_design_changes_hands_between_those_who_sold_it_and_those_who_deliver_it() {
        CHECK.boundaries(
            "people/jon-berg: {roles: [presales-architect]}, people/bo-lund: {roles: [delivery-architect]}, \
                 signoffs/a: {on: 2026-03-04, of: design, by: [bo-lund], verdict: rejected}
             > engagement: Jon Berg is presales architect and Bo Lund is delivery architect, but the design was \
                 rejected on 4 March 2026
             people/jon-berg: {roles: [CSR, CFR]}
             people/jon-berg: {roles: [CSR, delivery-architect]}
             people/jon-berg: {roles: []}
             people/bo-lund: {roles: []}",
        );
    }
}
