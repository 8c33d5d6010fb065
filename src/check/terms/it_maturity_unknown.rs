//! Something of ours is to run on the customer's machines, and nobody said how they run theirs.
//!
//! It waits for a sign that it matters: something else about their maturity was answered, something was
//! installed, a technical requirement is kept, or someone of theirs is named who runs things.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "it-maturity-unknown",
    formal: true,
    summary: "the customer's IT maturity was not assessed, although it matters here",
    why: "What their people cannot deploy, run and change is a demonstration, however well it works on site.",
    remedy: "Ask how they build, run and change software, and rate it from 1 (ad hoc) to 5 (optimising).",
    source: "ten common errors of customer engagements: IT maturity",
    at: Step::Onsite,
    fires: &[("cycle-1/05-onsite", "installed: Viewer and index on two of their tablets\n")],
    silent: &[
        ("cycle-1/02-validate", "it_maturity: 3\n"),
        ("cycle-1/05-onsite", "installed: Viewer and index on two of their tablets\n"),
    ],
    run: One(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Option<Finding> {
    let runs = scene.holders(Role::Operations).iter().any(|(_, person)| person.side == Side::Customer);
    let signs = [
        (scene.installed(), "something was installed"),
        (scene.met().any(|(_, answers)| answers.security_maturity.is_some()), "their security maturity was rated"),
        (scene.met().any(|(_, answers)| answers.it_practices.is_some()), "how they work with software was noted"),
        (scene.met().any(|(_, answers)| answers.adoption.is_some()), "their adoption was assessed"),
        (scene.wanted().any(|(_, one)| one.class == Class::Technical), "a technical requirement is kept"),
        (runs, "someone of theirs runs it"),
    ];
    scene.unrated("it_maturity", "IT maturity", |answers| answers.it_maturity.is_some(), &signs)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("it-maturity-unknown")
    }

    #[test]
    fn each_sign_that_it_matters_asks_for_it() {
        let technical = json!({ "statement": "x", "class": "technical", "raised": "2026-03-02" });
        let priya = json!({ "name": "Priya Nair", "side": "customer", "roles": ["operations"] });
        for (files, sign) in [
            (json!({ "cycle-1/05-onsite": { "installed": "viewer" } }), "something was installed"),
            (json!({ "cycle-1/02-validate": { "security_maturity": "2" } }), "their security maturity was rated"),
            (json!({ "cycle-1/02-validate": { "it_practices": "x" } }), "how they work with software was noted"),
            (json!({ "cycle-1/02-validate": { "adoption": "proving" } }), "their adoption was assessed"),
            (json!({ "requirements/x": technical }), "a technical requirement is kept"),
            (json!({ "people/priya-nair": priya }), "someone of theirs runs it"),
        ] {
            let said = format!(
                "cycle-1/02-validate:it_maturity: {sign}, and Harbor's IT maturity is not known\n\
                 engage set -e harbor-search --in cycle-1/02-validate it_maturity=RATING   \
                 # 1 (ad hoc) to 5 (optimising)"
            );
            assert_eq!(says(Step::Onsite, files), [said]);
        }
    }

    #[test]
    fn known_without_a_sign_or_before_dev_it_is_silent() {
        let known = json!({ "cycle-1/02-validate": { "it_maturity": "3", "security_maturity": "2" } });
        assert!(says(Step::Onsite, known).is_empty());
        assert!(says(Step::Onsite, json!({})).is_empty());
        let ours = json!({ "people/jon-berg": { "name": "Jon Berg", "side": "ours", "roles": ["operations"] } });
        assert!(says(Step::Onsite, ours).is_empty());
        assert!(says(Step::Select, json!({ "cycle-1/02-validate": { "adoption": "proving" } })).is_empty());
    }

    #[test]
    fn what_the_first_cycle_knew_the_second_knows() {
        let case = Case::of(&json!({
            "cycle-1/02-validate": { "entered": "2026-03-02", "it_maturity": "3" },
            "cycle-2/02-validate": { "entered": "2026-04-02", "adoption": "proving" },
            "cycle-2/03-dev": { "entered": "2026-04-03" },
        }));
        assert!(case.says("it-maturity-unknown").is_empty());
    }
}
