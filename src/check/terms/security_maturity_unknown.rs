//! Their security is at stake, and nobody said how far they are with it.
//!
//! It waits for a sign that it matters: we had data of theirs, a requirement of security or of the law
//! is kept, a security architect is named, or their IT maturity was rated and this was left out.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "security-maturity-unknown",
    formal: true,
    summary: "the customer's security maturity was not assessed, although it matters here",
    why: "Where theirs is high we wait for approvals nobody planned; where it is low their risk becomes ours.",
    remedy: "Ask who approves what runs on their network, and rate it from 1 (ad hoc) to 5 (optimising).",
    source: "ten common errors of customer engagements: security maturity",
    at: Step::Onsite,
    fires: &[("cycle-1/05-onsite", "data: The 1988 series, 6,128 reports\n")],
    silent: &[
        ("cycle-1/02-validate", "security_maturity: 4\n"),
        ("cycle-1/05-onsite", "data: The 1988 series, 6,128 reports\n"),
    ],
    run: One(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Option<Finding> {
    let signs = [
        (scene.had_their_data(), "we had data of theirs"),
        (!scene.guarding().is_empty(), "a requirement of security or of the law is kept"),
        (!scene.holders(Role::SecurityArchitect).is_empty(), "a security architect is named"),
        (scene.met().any(|(_, answers)| answers.it_maturity.is_some()), "their IT maturity was rated"),
    ];
    scene.unrated("security_maturity", "security maturity", |answers| answers.security_maturity.is_some(), &signs)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("security-maturity-unknown")
    }

    #[test]
    fn each_sign_that_it_matters_asks_for_it() {
        let kept =
            |class: &str| json!({ "requirements/x": { "statement": "x", "class": class, "raised": "2026-03-02" } });
        let brought = json!({ "what": "logs", "class": "data", "on": "2026-03-05" });
        let architect = json!({ "name": "Jon Berg", "side": "ours", "roles": ["security-architect"] });
        for (files, sign) in [
            (json!({ "cycle-1/05-onsite": { "data": "reports" } }), "we had data of theirs"),
            (json!({ "artifacts/2026-03-05-logs-aaaa": brought }), "we had data of theirs"),
            (kept("security"), "a requirement of security or of the law is kept"),
            (kept("regulatory"), "a requirement of security or of the law is kept"),
            (json!({ "people/jon-berg": architect }), "a security architect is named"),
            (json!({ "cycle-1/02-validate": { "it_maturity": "2" } }), "their IT maturity was rated"),
        ] {
            let said = format!(
                "cycle-1/02-validate:security_maturity: {sign}, and Harbor's security maturity is not known\n\
                 engage set -e harbor-search --in cycle-1/02-validate security_maturity=RATING   \
                 # 1 (ad hoc) to 5 (optimising)"
            );
            assert_eq!(says(Step::Onsite, files), [said]);
        }
    }

    #[test]
    fn known_without_a_sign_before_dev_or_over_it_is_silent() {
        let known = json!({ "cycle-1/02-validate": { "it_maturity": "3", "security_maturity": "2" } });
        assert!(says(Step::Onsite, known).is_empty());
        assert!(says(Step::Onsite, json!({})).is_empty());
        let sign = json!({ "cycle-1/02-validate": { "it_maturity": "3" } });
        assert!(says(Step::Select, sign.clone()).is_empty());
        let mut ended = sign;
        ended["outcomes/01-called-off"] = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        assert!(says(Step::Onsite, ended).is_empty());
    }
}
