//! A goal with a measure is judged, but the measured value is not recorded.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "actual-missing",
    outlives: true,
    summary: "a goal with a measure is judged without the measured value",
    why: "Without the value, both sides have to remember what was measured.",
    remedy: "Add the value with `engage judge --actual`. If the target is in words, use `--result`.",
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
    let sentence = format!("`{}` was judged {}, but the {lacks} is not recorded", id(name), judged(verdict));
    Some(Finding::on(name, sentence, scene.to_judge(name, verdict, &value)).at(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_in_words_needs_the_value_or_the_result() {
        CHECK.boundaries(
            "goals/fast: {verdict: missed, result: 18 of 20}
             > goals/fast:actual: `fast` was judged missed, but the measured value is not recorded
             > engage judge fast missed --actual NUMBER -e harbor-search
             goals/fast: {verdict: missed, actual: 12.5}
             goals/fast: {verdict: partly, measure: {target: all of them}}
             > goals/fast:result: `fast` was judged partly met, but the result is not recorded
             > engage judge fast partly --result \"WHAT WAS MEASURED\" -e harbor-search
             goals/fast: {measure: {target: all of them}, result: 18 of 20}
             goals/fast: {measure: {target: all of them}, actual: 3}
             goals/fast: {verdict: open}
             goals/fast: {verdict: ~}
             goals/fast: {measure: ~}",
        );
    }
}
