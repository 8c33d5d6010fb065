//! Nobody is architect both before and during delivery.
//!
//! It waits until a presales architect is named: where nothing was designed before, nothing is lost.
//! From dev on it also asks where that one has no successor at all.

use super::asked::names;
use super::{Check, Example, Scene};
use crate::model::finding::{Finding, Level};
use crate::model::record::{Kind, Person, Role};
use crate::model::reference::Reference;
use crate::model::step::Step;

pub(super) const CHECK: Check = Check {
    id: "architects-apart",
    level: Level::Warning,
    from: Step::Dev,
    guards: None,
    summary: "nobody is architect both before and during delivery",
    why: "What was promised and why is known to who designed it; if they leave at the start, it leaves with them.",
    remedy: "Name one person for both: the presales architect stays in delivery, or the other was there before.",
    source: "ten common errors of customer engagements: architects before and during delivery",
    example: Example {
        step: Step::Dev,
        today: "2026-03-10",
        fires: &[
            ("people/jon-berg", "name: Jon Berg\nside: ours\nroles: [presales-architect]\n"),
            ("people/bo-lund", "name: Bo Lund\nside: ours\nroles: [delivery-architect]\n"),
        ],
        silent: &[
            ("people/jon-berg", "name: Jon Berg\nside: ours\nroles: [presales-architect, delivery-architect]\n"),
            ("people/bo-lund", "name: Bo Lund\nside: ours\nroles: [delivery-architect]\n"),
        ],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    let (before, during) = (scene.holders(Role::PresalesArchitect), scene.holders(Role::DeliveryArchitect));
    let both = before.iter().any(|(_, person)| person.roles.contains(&Role::DeliveryArchitect));
    let Some((first, _)) =
        before.first().filter(|_| !both && scene.read_all(Kind::Person) && scene.engagement.is_open())
    else {
        return vec![];
    };
    let after = match during.as_slice() {
        [] => "nobody is delivery architect".to_owned(),
        some => format!("{}: nobody is both", said(some, "delivery architect")),
    };
    let sentence = format!("{}, and {after}", said(&before, "presales architect"));
    let stays = scene.setting(first, "roles+=delivery-architect");
    let remedy = match during.first() {
        None => stays,
        Some((name, _)) => format!("{stays}   # or: {}", scene.setting(name, "roles+=presales-architect")),
    };
    vec![Finding::on((*first).clone(), sentence, remedy).at("roles")]
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
    fn one_for_both_nobody_before_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, &["presales-architect", "delivery-architect"], &["delivery-architect"]).is_empty());
        assert!(says(Step::Dev, &[], &["delivery-architect"]).is_empty());
        assert!(says(Step::Dev, &[], &[]).is_empty());
        assert!(says(Step::Select, &["presales-architect"], &["delivery-architect"]).is_empty());
    }
}
