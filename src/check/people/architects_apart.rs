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
    fires: &[
        ("people/jon-berg", "name: Jon Berg\nside: ours\nroles: [presales-architect]\n"),
        ("people/bo-lund", "name: Bo Lund\nside: ours\nroles: [delivery-architect]\n"),
    ],
    silent: &[
        ("people/jon-berg", "name: Jon Berg\nside: ours\nroles: [presales-architect, delivery-architect]\n"),
        ("people/bo-lund", "name: Bo Lund\nside: ours\nroles: [delivery-architect]\n"),
    ],
    run,
    ..super::from(Step::Dev)
};

fn run(scene: &Scene) -> Vec<Finding> {
    let (before, during) = (scene.holders(Role::PresalesArchitect), scene.holders(Role::DeliveryArchitect));
    let both = before.iter().any(|(_, person)| person.roles.contains(&Role::DeliveryArchitect));
    let Some((first, _)) = before.first().or(during.first()) else { return vec![] };
    if both || !scene.read_all(Kind::Person) || !scene.engagement.is_open() {
        return vec![];
    }
    let sentence = match (before.as_slice(), during.as_slice()) {
        ([], during) => format!("{}, and nobody was presales architect", said(during, "delivery architect")),
        (before, []) => format!("{}, and nobody is delivery architect", said(before, "presales architect")),
        (before, during) => {
            let during = said(during, "delivery architect");
            format!("{}, and {during}: nobody is both", said(before, "presales architect"))
        }
    };
    // perhaps nothing was designed before
    let level = if before.is_empty() { Level::Advice } else { Level::Warning };
    vec![Finding::on((*first).clone(), sentence, remedy(scene, &before, &during)).at("roles").weighing(level)]
}

fn remedy(scene: &Scene, before: &[(&Reference, &Person)], during: &[(&Reference, &Person)]) -> String {
    let stays = before.first().map(|(name, _)| scene.setting(name, "roles+=delivery-architect"));
    let was = during.first().map(|(name, _)| scene.setting(name, "roles+=presales-architect"));
    stays.into_iter().chain(was).collect::<Vec<_>>().join("   # or: ")
}

fn said(people: &[(&Reference, &Person)], what: &str) -> String {
    format!("{} {} {what}", names(people), if people.len() == 1 { "is" } else { "are" })
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
