//! A goal with a measure is judged, but the measured value is not recorded.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { outlives: true, run: Each(|scene| scene.each(missing)), ..row!("actual-missing", Goals, Hypothesis) };

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
    Some(Finding::on(name, sentence, scene.to_judge(name, verdict.word(), &value)).at(key))
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
