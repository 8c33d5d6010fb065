//! A record allows, or `engage.yaml` configures, a check that does not exist.

use crate::check::prelude::*;

pub const CHECK: Check = Check { run: Each(find), ..row!("unknown-check", Files, Hypothesis) };

fn find(scene: &Scene) -> Vec<Finding> {
    let allowances = scene.allowances().into_iter();
    let unknown = allowances.filter(|(_, _, allowance)| Check::named(allowance.check.as_str()).is_none());
    let found = unknown.map(|(name, key, allowance)| {
        let (id, key) = (allowance.check.one_line(), format!("{key}.check"));
        let remedy = match Check::nearest(&id) {
            Some(near) => scene.to_set(&name, [format!("{key}={near}")]),
            None => scene.to_edit(&name).note("engage explain lists all checks"),
        };
        Finding::on(name, format!("the exception for `{id}` names an unknown check"), remedy).at(key)
    });
    scene.files_that_are(|kind| matches!(kind, ProblemKind::UnknownCheck)).into_iter().chain(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_that_there_is_may_be_allowed_also_where_it_finds_nothing() {
        CHECK.boundaries(
            "engagement: {allow: [{check: unknown-check, because: x}, {check: no-feedback}]}
             engagement: {allow: [{check: no-feedback, because: x}, {check: \"the\\nweather\", because: x}]}
             > engagement:allow.2.check: the exception for `the weather` names an unknown check
             > engage edit engagement -e harbor-search   # engage explain lists all checks
             engagement: {allow: [{check: cadence-laps}, {check: unknown-check}]}
             > the same
             engagement: {allow: [{check: cadence-laps}, {check: unknown-check, because: x}]}
             engage.yaml: {checks: {unknown-check: {level: off}}}
             > the same
             engage.yaml: {checks: {unknown-check: {level: off, because: x}}}",
        );
    }
}
