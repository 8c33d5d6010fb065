//! A finding is allowed, or a check set to another level, and nothing says why.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "allowed-without-reason",
    summary: "a record allows a finding, or `engage.yaml` sets a check's level, without a reason",
    why: "What is fine today is looked at again by somebody who was not there; without a reason they can only trust it, or undo it.",
    remedy: "Say in `because` why it is fine; where nobody knows any more, take the line out and see what is found.",
    source: "the design of engage: what was allowed stands in the after-action report, with its reason",
    fires: &[
        ("engagement", "allow:\n  - check: cadence-lapsed\n"),
        ("engage.yaml", "checks:\n  action-overdue: {level: advice}\n"),
    ],
    silent: &[
        ("engagement", "allow:\n  - check: cadence-lapsed\n    because: they are in dry dock until June\n"),
        ("engage.yaml", "checks:\n  action-overdue: {level: advice, because: the board has its own list}\n"),
    ],
    run: Each(find),
    ..super::from(Step::Hypothesis)
};

fn find(scene: &Scene) -> Vec<Finding> {
    let silent = scene.allowances().into_iter().filter(|(_, _, allowance)| allowance.because.is_none());
    let found = silent.map(|(name, key, allowance)| {
        let id = allowance.check.one_line();
        let sentence = format!("`{id}` is allowed, and nothing says why{}", Check::only_with_reason(&id));
        scene.asks(name, &key, sentence, [format!("{key}.because=WHY IT IS FINE HERE")])
    });
    scene.files_that_are(|kind| matches!(kind, ProblemKind::WithoutReason)).into_iter().chain(found).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn case(allow: &Value) -> Case {
        let artifact =
            json!({ "what": "logs", "class": "document", "on": "2026-03-01", "cleared_by": "nobody", "allow": allow });
        Case::at(Step::Hypothesis, json!({ "artifacts/2026-03-01-logs-aaaa": artifact }))
    }

    fn says(allow: &Value) -> Vec<String> {
        case(allow).says("allowed-without-reason")
    }

    #[test]
    fn what_has_its_reason_is_fine() {
        assert!(says(&json!([])).is_empty());
        assert!(says(&json!([{ "check": "dangling-reference", "because": "they left" }])).is_empty());
    }

    #[test]
    fn a_reason_that_is_missing_or_blank_is_asked_for_and_the_finding_stays_allowed() {
        for because in [Value::Null, "".into()] {
            let allow = json!([{ "check": "prep-open", "because": "x" }, { "check": "dangling-reference", "because": because }]);
            assert_eq!(
                says(&allow),
                ["artifacts/2026-03-01-logs-aaaa:allow.2: `dangling-reference` is allowed, and nothing says why\n\
                 engage set -e harbor-search --in artifacts/2026-03-01-logs-aaaa allow.2.because=\"WHY IT IS FINE HERE\""]
            );
            let all = case(&allow).all();
            let dangling = all.iter().find(|found| found.check.id == "dangling-reference").unwrap();
            assert_eq!(dangling.allowed.as_deref(), Some(""));
        }
    }

    #[test]
    fn it_cannot_be_allowed_or_turned_off_without_a_reason() {
        let own = json!([{ "check": "allowed-without-reason" }]);
        let told =
            ["artifacts/2026-03-01-logs-aaaa:allow.1: `allowed-without-reason` is allowed, and nothing says why; \
             this check is allowed or turned off only with a reason\n\
             engage set -e harbor-search --in artifacts/2026-03-01-logs-aaaa allow.1.because=\"WHY IT IS FINE HERE\""];
        assert_eq!(says(&own), told);
        let off =
            |because: Value| json!({ "checks": { "allowed-without-reason": { "level": "off", "because": because } } });
        assert_eq!(case(&own).set(off(Value::Null)).says("allowed-without-reason"), told);
        assert!(case(&own).set(off("we say why in the commit".into())).says("allowed-without-reason").is_empty());
    }

    #[test]
    fn with_a_reason_it_is_allowed_like_any_other() {
        let allow = json!([
            { "check": "dangling-reference" },
            { "check": "allowed-without-reason", "because": "the reason is in the commit" },
        ]);
        assert!(says(&allow).is_empty());
    }
}
