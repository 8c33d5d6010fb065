//! Nobody said what will show that a requirement that is built for is met.
//!
//! What the customer has accepted needs no test any more.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "requirement-untested",
    summary: "a requirement that is built for has no acceptance test",
    why: "Without a test agreed beforehand, whether it is done is a matter of mood on the last day.",
    remedy: "Agree with who asked for it what will show that it is met, in one sentence.",
    source: "nine-step customer engagement process: acceptance of each requirement",
    both: &[("requirements/offline", "statement: Search works offline\nclass: user\nraised: 2026-03-02\n")],
    silent: &[("requirements/offline", "acceptance: No search fails in flight mode from 07:00 to 15:00\n")],
    run: Each(find),
    ..super::from(Step::Dev)
};

const LACK: Lack = Lack {
    check: CHECK.id,
    key: "acceptance",
    one: "has no acceptance test",
    many: "have no acceptance test",
    set: "acceptance=THE TEST",
    hint: "",
};

fn find(scene: &Scene) -> Vec<Finding> {
    let untested = |(_, one): &Named| one.acceptance.is_none() && one.accepted.is_none();
    scene.lacking(scene.built_for().into_iter().filter(untested).collect(), &LACK)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn one(more: &Value) -> Value {
        let mut one = json!({ "statement": "Search works at the quay.", "class": "user", "raised": "2026-03-02" });
        more.as_object().unwrap().iter().for_each(|(key, value)| one[key] = value.clone());
        one
    }

    fn says(step: Step, more: &Value) -> Vec<String> {
        Case::at(step, json!({ "requirements/a": one(more) })).says("requirement-untested")
    }

    #[test]
    fn without_a_test_it_is_asked_for_delivered_or_not() {
        let said = ["requirements/a:acceptance: `Search works at the quay` has no acceptance test\n\
                     engage set -e harbor-search --in requirements/a acceptance=\"THE TEST\""];
        assert_eq!(says(Step::Dev, &json!({})), said);
        assert_eq!(says(Step::Dev, &json!({ "status": "delivered" })), said);
    }

    #[test]
    fn four_are_one_finding() {
        let files = ["a", "b", "c", "d"].map(|name| (format!("requirements/{name}"), one(&json!({}))));
        assert_eq!(
            Case::at(Step::Dev, files.into_iter().collect()).says("requirement-untested"),
            ["engagement: 4 requirements have no acceptance test: `a`, `b`, `c` and `d`\n\
              engage set -e harbor-search --in requirements/a acceptance=\"THE TEST\"   # the others likewise"]
        );
    }

    #[test]
    fn with_a_test_accepted_dropped_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, &json!({ "acceptance": "ten of ten" })).is_empty());
        assert!(says(Step::Dev, &json!({ "accepted": { "on": "2026-03-04", "by": "ana-ortiz" } })).is_empty());
        assert!(says(Step::Dev, &json!({ "status": "dropped" })).is_empty());
        assert!(says(Step::Select, &json!({})).is_empty());
    }
}
