//! What we have does not meet a requirement, and nobody said how the gap is closed.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "delta-without-plan",
    formal: true,
    summary: "what we have meets a requirement in part or not at all, and nobody said how that is closed",
    why: "A gap without a plan is a promise without a maker; to leave it open is a plan too, once it is said.",
    remedy: "Decide with the customer how the delta is closed: build, buy, partner, or drop.",
    source: "nine-step customer engagement process: fit and delta of each requirement",
    both: &[(
        "requirements/offline",
        "statement: Search works offline\nclass: user\nraised: 2026-03-02\nfit: partial\n\
             delta: The index is too big for a tablet\n",
    )],
    silent: &[("requirements/offline", "delta_plan:\n  how: build\n")],
    run: Each(find),
    ..super::from(Step::Dev)
};

const LACK: Lack = Lack {
    check: CHECK.id,
    key: "delta_plan",
    one: "has a delta, and nobody said how it is closed",
    many: "have a delta, and nobody said how it is closed",
    set: "delta_plan.how=build",
    hint: "or buy, partner, drop",
};

fn find(scene: &Scene) -> Vec<Finding> {
    let unplanned = |(_, one): &Named| {
        let gap = matches!(one.fit, Some(Fit::Partial | Fit::None)) || (one.fit.is_none() && one.delta.is_some());
        gap && one.delta_plan.is_none() && one.status != Some(Status::Delivered)
    };
    scene.lacking(scene.built_for().into_iter().filter(unplanned).collect(), &LACK)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, more: Value) -> Vec<String> {
        let mut one = json!({ "statement": "Search works at the quay.", "class": "user", "raised": "2026-03-02" });
        let Value::Object(more) = more else { return vec![] };
        more.into_iter().for_each(|(key, value)| one[key] = value);
        Case::at(step, json!({ "requirements/a": one })).says("delta-without-plan")
    }

    #[test]
    fn a_gap_asks_how_it_is_closed() {
        let said = ["requirements/a:delta_plan: `Search works at the quay` has a delta, and nobody said how it is \
                     closed\nengage set -e harbor-search --in requirements/a delta_plan.how=build   \
                     # or buy, partner, drop"];
        assert_eq!(says(Step::Dev, json!({ "fit": "partial" })), said);
        assert_eq!(says(Step::Dev, json!({ "fit": "none" })), said);
        assert_eq!(says(Step::Dev, json!({ "delta": "too big" })), said);
    }

    #[test]
    fn planned_full_unknown_delivered_or_not_yet_dev_is_fine() {
        assert!(says(Step::Dev, json!({ "fit": "none", "delta_plan": { "how": "drop" } })).is_empty());
        assert!(says(Step::Dev, json!({ "fit": "full", "delta": "a colour" })).is_empty());
        assert!(says(Step::Dev, json!({})).is_empty());
        assert!(says(Step::Dev, json!({ "fit": "none", "status": "delivered" })).is_empty());
        assert!(says(Step::Select, json!({ "fit": "none" })).is_empty());
    }
}
