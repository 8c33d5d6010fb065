//! A record allows, or `engage.yaml` sets, a check that there is not.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "unknown-check",
    summary: "a record allows, or `engage.yaml` sets, a check that there is not",
    why: "A slip in the name of a check leaves everything as it was, while whoever wrote the line believes the matter settled.",
    remedy: "Mend the name, or take the line out; `engage explain` names all checks.",
    source: "the design of engage: nothing is skipped silently",
    fires: &[
        ("engagement", "allow:\n  - check: cadence-laps\n    because: they are in dry dock until June\n"),
        ("engage.yaml", "checks:\n  action-overdu: {level: advice, because: the board has its own list}\n"),
    ],
    silent: &[
        ("engagement", "allow:\n  - check: cadence-lapsed\n    because: they are in dry dock until June\n"),
        ("engage.yaml", "checks:\n  action-overdue: {level: advice, because: the board has its own list}\n"),
    ],
    run: Each(find),
    ..super::from(Step::Hypothesis)
};

fn find(scene: &Scene) -> Vec<Finding> {
    let allowances = scene.allowances().into_iter();
    let unknown = allowances.filter(|(_, _, allowance)| Check::named(allowance.check.as_str()).is_none());
    let found = unknown.map(|(name, key, allowance)| {
        let (id, key) = (allowance.check.one_line(), format!("{key}.check"));
        let remedy = match Check::nearest(&id) {
            Some(near) => scene.to_set(&name, [format!("{key}={near}")]),
            None => scene.to_edit(&name).note("engage explain names all checks"),
        };
        Finding::on(name, format!("`{id}` is allowed, and there is no such check"), remedy).at(key)
    });
    scene.files_that_are(|kind| matches!(kind, ProblemKind::UnknownCheck)).into_iter().chain(found).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn case(allow: &Value) -> Case {
        Case::at(Step::Hypothesis, json!({ "cycle-1/01-hypothesis": { "allow": allow } }))
    }

    fn says(allow: &Value) -> Vec<String> {
        case(allow).says("unknown-check")
    }

    #[test]
    fn a_check_that_there_is_may_be_allowed_also_where_it_finds_nothing() {
        assert!(says(&json!([{ "check": "unknown-check", "because": "x" }, { "check": "no-feedback" }])).is_empty());
    }

    #[test]
    fn the_nearest_name_is_offered_else_where_they_all_stand() {
        let allow = json!([
            { "check": "no-feedback", "because": "x" },
            { "check": "cadence-laps", "because": "x" },
            { "check": "the\nweather", "because": "x" },
        ]);
        assert_eq!(
            says(&allow),
            [
                "cycle-1/01-hypothesis:allow.2.check: `cadence-laps` is allowed, and there is no such check\n\
                 engage set -e harbor-search --in cycle-1/01-hypothesis allow.2.check=cadence-lapsed",
                "cycle-1/01-hypothesis:allow.3.check: `the weather` is allowed, and there is no such check\n\
                 engage edit cycle-1/01-hypothesis -e harbor-search   # engage explain names all checks",
            ]
        );
    }

    #[test]
    fn it_is_silenced_only_with_a_reason() {
        let allow = |because: Value| json!([{ "check": "new", "because": "x" }, { "check": "unknown-check", "because": because }]);
        assert_eq!(says(&allow(Value::Null)).len(), 1);
        assert!(says(&allow("a colleague has a newer engage".into())).is_empty());
        let off = |because: Value| json!({ "checks": { "unknown-check": { "level": "off", "because": because } } });
        let new = json!([{ "check": "new", "because": "x" }]);
        assert_eq!(case(&new).set(off(Value::Null)).says("unknown-check").len(), 1);
        assert!(case(&new).set(off("we run two versions".into())).says("unknown-check").is_empty());
    }
}
