//! Requirements that are built for have no rank.
//!
//! A single one needs none; what is delivered is ranked no more.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "requirement-unranked",
    formal: true,
    summary: "a requirement that is built for has no rank",
    why: "Without the customer's order the easiest is built first, and time ends before what they need most.",
    remedy: "Have the customer rank what is open, 1 first, and keep who ranked it in `ranked_by`.",
    source: "nine-step customer engagement process: requirements are ranked by the customer",
    both: &[
        ("requirements/offline", "statement: Search works offline\nclass: user\nraised: 2026-03-02\n"),
        ("requirements/years", "statement: All years are in\nclass: user\nraised: 2026-03-02\npriority: 1\n"),
    ],
    silent: &[("requirements/offline", "priority: 2\n")],
    run: Each(find),
    ..super::from(Step::Dev)
};

const LACK: Lack = Lack {
    check: CHECK.id,
    key: "priority",
    one: "is not ranked",
    many: "are not ranked",
    set: "priority=NUMBER",
    hint: "1 first",
};

fn find(scene: &Scene) -> Vec<Finding> {
    let is_open = |(_, one): &Named| one.status != Some(Status::Delivered);
    let open: Vec<_> = scene.built_for().into_iter().filter(is_open).collect();
    if open.len() < 2 {
        return vec![];
    }
    scene.lacking(open.into_iter().filter(|(_, one)| one.priority.is_none()).collect(), &LACK)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn one(raised: &str, priority: &str, status: &str) -> Value {
        let statement = "Search works at the quay.";
        json!({ "statement": statement, "class": "user", "raised": raised, "priority": priority, "status": status })
    }

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("requirement-unranked")
    }

    #[test]
    fn one_among_ranked_ones_is_named_at_its_place() {
        assert_eq!(
            says(
                Step::Dev,
                json!({ "requirements/a": one("2026-03-02", "", ""), "requirements/b": one("2026-03-02", "1", "") })
            ),
            ["requirements/a:priority: `Search works at the quay` is not ranked\n\
              engage set -e harbor-search --in requirements/a priority=NUMBER   # 1 first"]
        );
    }

    #[test]
    fn many_are_one_finding_and_an_allowed_one_keeps_its_own() {
        let mut files = json!({});
        for name in ["a", "b", "c", "d", "e"] {
            files[format!("requirements/{name}")] = one("2026-03-02", "", "");
        }
        files["requirements/e"]["allow"] = json!([{ "check": "requirement-unranked", "because": "it is last" }]);
        assert_eq!(
            says(Step::Dev, files),
            ["engagement: 4 requirements are not ranked: `a`, `b`, `c` and `d`\n\
              engage set -e harbor-search --in requirements/a priority=NUMBER   # 1 first; the others likewise"]
        );
    }

    #[test]
    fn a_single_one_and_what_is_delivered_dropped_or_came_after_dev_began_is_fine() {
        let mut files = json!({ "requirements/a": one("2026-03-02", "", "") });
        assert!(says(Step::Dev, files.clone()).is_empty());
        files["requirements/b"] = one("2026-03-02", "", "delivered");
        files["requirements/c"] = one("2026-03-02", "", "dropped");
        files["requirements/d"] = one("2026-03-05", "", "proposed");
        assert!(says(Step::Onsite, files.clone()).is_empty());
        files["requirements/d"] = one("2026-03-05", "", "agreed");
        assert_eq!(says(Step::Onsite, files).len(), 2);
    }

    #[test]
    fn before_dev_nothing_is_ranked_yet() {
        let files = json!({ "requirements/a": one("2026-03-02", "", ""), "requirements/b": one("2026-03-02", "", "") });
        assert!(says(Step::Select, files).is_empty());
    }
}
