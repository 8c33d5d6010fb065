//! The measured value of a goal contradicts its verdict.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    outlives: true,
    run: Each(|scene| scene.each(contradiction)),
    ..row!("actual-contradicts-verdict", Goals, Hypothesis)
};

fn contradiction(scene: &Scene, name: &Reference, goal: &Goal) -> Option<Finding> {
    let measure = goal.measure.as_ref()?;
    let (actual, target) = (goal.actual?, measure.target_number()?);
    let verdict = goal.verdict();
    let is_reached = match measure.baseline_number() {
        Some(baseline) if baseline < target => actual >= target,
        Some(baseline) if baseline > target => actual <= target,
        // without a direction, only the target itself is known to be good
        _ if actual == target && verdict == Verdict::Missed => true,
        _ => return None,
    };
    let (reaches, other) = match verdict {
        Verdict::Met if !is_reached => ("does not reach", "partly, missed"),
        Verdict::Partly | Verdict::Missed if is_reached => ("reaches", "met"),
        _ => return None,
    };
    let sentence = format!(
        "`{}` was judged {}, but the measured value of {} {reaches} the target of {}",
        id(name),
        judged(verdict),
        actual.plain(),
        target.plain()
    );
    let remedy = scene.to_judge(name, verdict.word(), &["--actual", "NUMBER"]).note(format!("or {other}"));
    Some(Finding::on(name, sentence, remedy).at("actual"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdicts among these that the measured value contradicts.
    fn contradicted(baseline: &str, target: &str, actual: &str) -> String {
        let change = |verdict: &str| {
            format!(
                "goals/fast: {{verdict: {verdict}, actual: '{actual}', \
                 measure: {{baseline: {baseline}, target: {target}}}}}"
            )
        };
        let says = |verdict: &&str| !Example::of(&CHECK).with(&change(verdict)).lines().is_empty();
        ["met", "partly", "missed", "open"].into_iter().filter(says).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_way_from_baseline_to_target_says_which_side_is_better() {
        for (baseline, target, actual, verdicts) in [
            ("300", "10", "10.5", "met"),
            ("300", "10", "10.0", "partly missed"),
            ("2", "18", "17.9", "met"),
            ("2", "18", "20", "partly missed"),
            ("-4", "-1.5", "-1", "partly missed"),
            ("~", "10", "10.00", "missed"),
            ("~", "10", "99", ""),
            ("about 25 min", "10", "10.00", "missed"),
            ("about 25 min", "10", "99", ""),
            ("10", "10", "10.00", "missed"),
            ("10", "10", "99", ""),
            ("300", "as fast as on paper", "400", ""),
            ("300", "10", "", ""),
        ] {
            assert_eq!(contradicted(baseline, target, actual), verdicts, "{baseline} to {target}: {actual}");
        }
        CHECK.boundaries(
            "goals/fast: {verdict: missed, actual: 8}
             > goals/fast:actual: `fast` was judged missed, but the measured value of 8 reaches the target of 10
             > engage judge fast missed --actual NUMBER -e harbor-search   # or met",
        );
    }
}
