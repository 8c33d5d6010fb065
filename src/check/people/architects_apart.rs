//! Nobody is architect both before and during delivery.
//!
//! It waits until one of the two is named: where nobody is architect at all, there is nobody to hand over.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "architects-apart",
    formal: true,
    summary: "nobody is architect both before and during delivery",
    why: "What was promised and why is known to who designed it; if they leave at the start, it leaves with them.",
    remedy: "Name one person for both: the presales architect stays in delivery, or the other was there before.",
    source: "ten common errors of customer engagements: architects before and during delivery",
    both: &[JON, ("people/bo-lund", "name: Bo Lund\nside: ours\nroles: [delivery-architect]\n")],
    fires: &[("people/jon-berg", "roles: [presales-architect]\n")],
    silent: &[("people/jon-berg", "roles: [presales-architect, delivery-architect]\n")],
    run: One(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Option<Finding> {
    let (before, during) = (scene.holders(Role::PresalesArchitect), scene.holders(Role::DeliveryArchitect));
    let both = before.iter().any(|(_, person)| person.roles.contains(&Role::DeliveryArchitect));
    let (first, _) = before.first().or(during.first())?;
    if both || !scene.read_all(Kind::Person) {
        return None;
    }
    let sentence = match (before.as_slice(), during.as_slice()) {
        ([], during) => format!("{}, and nobody was presales architect", be(during, "delivery architect")),
        (before, []) => format!("{}, and nobody is delivery architect", be(before, "presales architect")),
        (before, during) => {
            let during = be(during, "delivery architect");
            format!("{}, and {during}: nobody is both", be(before, "presales architect"))
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
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, jon: &[&str], bo: &[&str]) -> Vec<String> {
        let files = json!({
            "people/jon-berg": { "name": "Jon Berg", "side": "ours", "roles": jon },
            "people/bo-lund": { "name": "Bo Lund", "side": "ours", "roles": bo },
        });
        Case::at(step, files).says("architects-apart")
    }

    #[test]
    fn two_architects_of_two_times_are_named() {
        assert_eq!(
            says(Step::Dev, &["presales-architect"], &["delivery-architect"]),
            ["people/jon-berg:roles: Jon Berg is presales architect, and Bo Lund is delivery architect: nobody is \
              both\nengage set -e harbor-search --in people/jon-berg roles+=delivery-architect   \
              # or: engage set -e harbor-search --in people/bo-lund roles+=presales-architect"]
        );
    }

    #[test]
    fn one_before_and_nobody_during_is_asked_to_stay() {
        assert_eq!(
            says(Step::Dev, &["presales-architect"], &[]),
            ["people/jon-berg:roles: Jon Berg is presales architect, and nobody is delivery architect\n\
              engage set -e harbor-search --in people/jon-berg roles+=delivery-architect"]
        );
    }

    #[test]
    fn one_during_and_nobody_before_is_asked_who_designed_it() {
        assert_eq!(
            says(Step::Dev, &[], &["delivery-architect"]),
            ["people/bo-lund:roles: Bo Lund is delivery architect, and nobody was presales architect\n\
              engage set -e harbor-search --in people/bo-lund roles+=presales-architect"]
        );
    }

    #[test]
    fn one_for_both_none_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, &["presales-architect", "delivery-architect"], &["delivery-architect"]).is_empty());
        assert!(says(Step::Dev, &[], &[]).is_empty());
        assert!(says(Step::Select, &["presales-architect"], &["delivery-architect"]).is_empty());
    }
}
