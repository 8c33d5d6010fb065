//! `docs/checks.md`: all checks on one page, generated from their rows.

use engage::check::{CHECKS, Check};
use engage::model::step::Step;

use super::capital;

const HEAD: &str = "# The checks

<!-- Generated from the table of checks: SNAPSHOTS=overwrite cargo test --test pinned -->

`engage check` tests the record against the rules below. A gate must be met before `engage advance` leaves its step.
Every other check applies from a certain step on: if its scope is the engagement, until the end; if its scope is the
cycle, again from that step in each cycle. If a finding is fine in your case, list the check under `allow` in the
record, or change its level in `engage.yaml`. Give a reason in both cases.

";

const TABLE: &str = "
| Check | Level | Core or formal | Scope | Applies from | Gate of | Finding |
| --- | --- | --- | --- | --- | --- | --- |
";

/// The whole page.
pub fn page() -> String {
    let rows: String = CHECKS.iter().map(row).collect();
    let gates = group("Gates", &|check| check.guards.is_some());
    let others = Step::ALL.iter().map(|step| {
        let title = format!("From {step} on");
        group(&title, &|check| check.guards.is_none() && check.from == *step)
    });
    format!("{HEAD}{}\n{TABLE}{rows}{gates}{}", Check::FORMAL, others.collect::<String>())
}

fn row(check: &Check) -> String {
    let Check { id, level, from, about, .. } = check;
    let guards = check.guards.map_or_else(|| "-".to_owned(), |step| step.to_string());
    let kind = check.kind();
    format!(
        "| [`{id}`](#{id}) | {level} | {kind} | {about} | {from} | {guards} | {} |\n",
        check.summary().replace('|', "\\|")
    )
}

/// The checks of a group under its heading; empty if there are none.
fn group(title: &str, is_in: &dyn Fn(&Check) -> bool) -> String {
    let checks: String = CHECKS.iter().filter(|check| is_in(check)).map(whole).collect();
    if checks.is_empty() { checks } else { format!("\n## {title}\n{checks}") }
}

fn whole(check: &Check) -> String {
    let Check { id, level, .. } = check;
    let (kind, why, source, remedy) = (check.kind(), check.why(), check.source(), check.remedy());
    let speaks = match check.guards {
        Some(step) => format!("gate of {step}"),
        None => check.speaks(),
    };
    format!(
        "\n### `{id}`\n\n{}.\n\n- Level: {level}, {kind}, {speaks}\n- Why: {why} Source: {source}.\n- Fix: {remedy}\n\
         - [Examples](../tests/cmd/check/{id}.md)\n",
        capital(check.summary()),
    )
}
