//! A finding is allowed, or the level of a check is changed, without a reason.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: Each(find), ..row!("allowed-without-reason", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    let silent = scene.allowances().into_iter().filter(|(_, _, allowance)| allowance.because.is_none());
    let found = silent.map(|(name, key, allowance)| {
        let id = allowance.check.one_line();
        let sentence = format!("the exception for `{id}` has no reason{}", Check::only_with_reason(&id));
        scene.asks(name, &key, sentence, [format!("{key}.because=WHY IT IS FINE HERE")])
    });
    scene.files_that_are(|kind| matches!(kind, ProblemKind::WithoutReason)).into_iter().chain(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_allowance_wants_its_own_reason() {
        CHECK.boundaries(
            "engagement: {allow: [{check: cadence-lapsed, because: ''}]}
             > the same
             engagement: {allow: [{check: prep-open, because: x}, {check: dangling-reference}]}
             > engagement:allow.2: the exception for `dangling-reference` has no reason
             > engage set -e harbor-search --in engagement allow.2.because=\"WHY IT IS FINE HERE\"
             engagement: {allow: [{check: dangling-reference}, {check: allowed-without-reason, because: x}]}
             engagement: {allow: [{check: allowed-without-reason}]}
             > engagement:allow.1: the exception for `allowed-without-reason` has no reason; accepting or turning off \
                 this check requires a reason
             engage.yaml: {checks: {allowed-without-reason: {level: off}}}
             > the same
             engage.yaml: {checks: {allowed-without-reason: {level: off, because: x}}}",
        );
    }

    #[test]
    fn what_is_allowed_without_a_reason_stays_allowed() {
        let left = "artifacts/a: {what: x, class: code, on: 2026-03-01, cleared_by: nobody, \
                    allow: [{check: dangling-reference}]}";
        let all = Example::of(&CHECK).with(left).case().all();
        let dangling = all.iter().find(|found| found.check.id == "dangling-reference").unwrap();
        assert_eq!(dangling.allowed.as_deref(), Some(""));
    }
}
