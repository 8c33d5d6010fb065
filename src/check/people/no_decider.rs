//! Nobody of the customer's side is named who decides.
//!
//! From adjust on, when it is to be decided whether it goes on; and only where what their people
//! answer for is kept at all: someone of theirs has a role, or two of them are named.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "no-decider",
    summary: "nobody of the customer's side is decider",
    why: "A demonstration that nobody saw who can say yes is applauded, and nothing follows.",
    remedy: "Ask who of theirs says yes or no, and give that person the role `decider`.",
    source: "ten common errors of customer engagements: responsibilities",
    both: &[ANA],
    fires: &[("people/ana-ortiz", "roles: [sponsor]\n")],
    silent: &[("people/ana-ortiz", "roles: [sponsor, decider]\n")],
    run: One(find),
    ..super::from(Step::Adjust)
};

fn find(scene: &Scene) -> Option<Finding> {
    let theirs = scene.people_of(Side::Customer);
    let kept = theirs.len() > 1 || theirs.iter().any(|(_, person)| !person.roles.is_empty());
    let is_known = scene.read_all(Kind::Person) && kept;
    is_known.then(|| scene.nobody_of_theirs(Role::Decider, "says yes or no"))?
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, side: &str, roles: &[&str]) -> Vec<String> {
        let person = json!({ "name": "Ana Ortiz", "side": side, "roles": roles });
        Case::at(step, json!({ "people/ana-ortiz": person })).says("no-decider")
    }

    #[test]
    fn a_sponsor_alone_does_not_say_yes() {
        assert_eq!(
            says(Step::Adjust, "customer", &["sponsor"]),
            ["engagement: nobody at Harbor is `decider` (says yes or no)\n\
              engage set -e harbor-search --in people/ana-ortiz roles+=decider   \
              # or: engage add person \"NAME\" -e harbor-search --side customer --role decider"]
        );
    }

    #[test]
    fn with_a_decider_without_people_or_before_the_decision_it_is_silent() {
        assert!(says(Step::Adjust, "customer", &["decider"]).is_empty());
        assert!(says(Step::Adjust, "ours", &["decider"]).is_empty());
        assert!(says(Step::Demo, "customer", &["sponsor"]).is_empty());
    }

    #[test]
    fn one_contact_without_a_role_is_not_asked_and_a_second_is() {
        let person = |name: &str| json!({ "name": name, "side": "customer" });
        let mut files = json!({ "people/ana-ortiz": person("Ana Ortiz") });
        assert!(Case::at(Step::Adjust, files.clone()).says("no-decider").is_empty());
        files["people/dee-lund"] = person("Dee Lund");
        let found = Case::at(Step::Adjust, files).says("no-decider");
        assert!(found.iter().all(|said| said.contains("--in people/WHO roles+=decider")) && found.len() == 1);
    }

    #[test]
    fn an_ended_engagement_has_nothing_left_to_decide() {
        let case = Case::at(
            Step::Adjust,
            json!({
                "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer", "roles": ["user"] },
                "outcomes/01-completed": { "on": "2026-03-09", "kind": "completed" },
            }),
        );
        assert!(case.says("no-decider").is_empty());
    }
}
