//! A goal with a measure is judged, and the value measured is not recorded.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "actual-missing",
    outlives: true,
    summary: "a goal with a measure is judged, and the measured value is not recorded",
    why: "A verdict without the value asks both sides to remember what was measured.",
    remedy: "Give `engage judge` the value as `--actual`; where the target is in words, `--result` does.",
    source: "TC 25-20: what was planned is compared with what happened",
    at: Step::Demo,
    both: &[(
        "goals/fast",
        "statement: search is fast\ncriterion: ten searches on site\ncommitted: 2026-03-03\nmeasure:\n  what: seconds for a search\n  unit: s\n  baseline: \"300\"\n  target: \"10\"\n\
             verdict: met\njudged: 2026-03-06\n",
    )],
    silent: &[("goals/fast", "actual: 8\n")],
    run: Each(find),
    ..super::from(Step::Hypothesis)
};

fn find(scene: &Scene) -> Vec<Finding> {
    scene.each(missing)
}

fn missing(scene: &Scene, name: &Reference, goal: &Goal) -> Option<Finding> {
    let is_number = goal.measure.as_ref()?.target_number().is_some();
    let verdict = goal.verdict();
    if verdict == Verdict::Open || goal.actual.is_some() || !is_number && goal.result.is_some() {
        return None;
    }
    let (lacks, key, value) = if is_number {
        ("measured value", "actual", ["--actual", "NUMBER"])
    } else {
        ("result", "result", ["--result", "WHAT WAS MEASURED"])
    };
    let sentence = format!("`{}` was judged {verdict}, and the {lacks} is not recorded", id(name));
    Some(Finding::on(name, sentence, scene.to_judge(name, verdict, &value)).at(key))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(measure: &Value, verdict: &str, more: &Value) -> Vec<String> {
        let mut goal = json!({ "statement": "s", "criterion": "c", "committed": "2026-03-03", "measure": measure,
            "verdict": verdict });
        more.as_object().unwrap().iter().for_each(|(key, value)| goal[key] = value.clone());
        Case::at(Step::Demo, json!({ "goals/fast": goal })).says("actual-missing")
    }

    #[test]
    fn a_target_that_is_a_number_needs_the_value_and_one_in_words_the_value_or_the_result() {
        let number = json!({ "what": "seconds", "target": "10" });
        let words = json!({ "what": "crews", "target": "all of them" });
        assert_eq!(
            says(&words, "partly", &json!({})),
            ["goals/fast:result: `fast` was judged partly, and the result is not recorded\n\
              engage judge fast partly --result \"WHAT WAS MEASURED\" -e harbor-search"]
        );
        let result = json!({ "result": "18 of 20" });
        assert!(
            says(&words, "partly", &result).is_empty() && says(&words, "met", &json!({ "actual": "3" })).is_empty()
        );
        assert_eq!(says(&number, "missed", &result).len(), 1);
        assert!(says(&number, "missed", &json!({ "actual": "12.5" })).is_empty());
    }

    #[test]
    fn what_is_not_judged_or_has_no_measure_needs_none() {
        assert!(says(&json!({ "what": "seconds", "target": "10" }), "open", &json!({})).is_empty());
        assert!(says(&json!({ "what": "seconds", "target": "10" }), "", &json!({})).is_empty());
        assert!(says(&Value::Null, "met", &json!({})).is_empty());
    }
}
