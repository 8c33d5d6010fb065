//! Nobody is architect both before and during delivery.
//!
//! It applies once one of the two is named: without any architect there is nobody to hand over.

use crate::check::prelude::*;

pub const CHECK: Check = Check { formal: true, run: One(find), ..row!("architects-apart", People, Dev) };

fn find(scene: &Scene) -> Option<Finding> {
    let (before, during) = (scene.holders(Role::PresalesArchitect), scene.holders(Role::DeliveryArchitect));
    let both = before.iter().any(|(_, person)| person.roles.contains(&Role::DeliveryArchitect));
    let (first, _) = before.first().or(during.first())?;
    if both || !scene.read_all(Kind::Person) {
        return None;
    }
    let sentence = match (before.as_slice(), during.as_slice()) {
        ([], during) => format!("{}, but nobody was presales architect", be(during, "delivery architect")),
        (before, []) => format!("{}, but nobody is delivery architect", be(before, "presales architect")),
        (before, during) => {
            let during = be(during, "delivery architect");
            format!("{}, and {during}, but nobody is both", be(before, "presales architect"))
        }
    };
    let stays = before.first().map(|(name, _)| scene.to_set(name, ["roles+=delivery-architect"]));
    let was = during.first().map(|(name, _)| scene.to_set(name, ["roles+=presales-architect"]));
    let remedy = stays.into_iter().chain(was).reduce(Remedy::or).unwrap_or_default();
    // perhaps nothing was designed before
    let level = if before.is_empty() { Level::Advice } else { Level::Warning };
    Some(Finding::on(*first, sentence, remedy).at("roles").weighing(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_before_or_one_during_is_asked_for_the_other() {
        CHECK.boundaries(
            "people/bo-lund: {roles: []}
             > people/jon-berg:roles: Jon Berg is presales architect, but nobody is delivery architect
             > engage set -e harbor-search --in people/jon-berg roles+=delivery-architect
             people/jon-berg: {roles: []}
             > advice people/bo-lund:roles: Bo Lund is delivery architect, but nobody was presales architect
             > engage set -e harbor-search --in people/bo-lund roles+=presales-architect
             people/bo-lund: {roles: []}, people/jon-berg: {roles: []}",
        );
    }
}
