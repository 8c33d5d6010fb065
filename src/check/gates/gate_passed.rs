//! Gates of this cycle were waived with a reason; reported when the cycle is reviewed, not before.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { level: Level::Advice, guards: None, run: One(find), ..row!("gate-passed", Gates, AfterAction) };

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let entries = engagement.entries_in(engagement.cycle()).filter(|entry| !entry.common.passed.is_empty());
    let entries: Vec<_> = entries.collect();
    let number = entries.iter().map(|entry| entry.common.passed.len()).sum();
    let waived: Vec<_> = entries.iter().map(|entry| passed(entry)).collect();
    let sentence = format!(
        "{} {} waived in cycle {}: {}",
        words::count(number, "gate"),
        were(number),
        engagement.cycle(),
        words::and_list(&waived)
    );
    let gates: BTreeSet<_> = entries.iter().flat_map(|entry| &entry.common.passed).map(Text::one_line).collect();
    let known = gates.into_iter().filter(|gate| Check::named(gate).is_some());
    let explain = |gate| Remedy::engage(["explain".to_owned(), gate]).note("what it asks for");
    Some(Finding::on(entries.last()?.id, sentence, Remedy::all(known.map(explain))).at("passed"))
}

/// The gates waived on the way to an entry, the day, and the reason.
fn passed(entry: &Entry) -> String {
    let gates = ticked(entry.common.passed.iter().map(Text::one_line));
    let because = entry
        .common
        .because
        .as_ref()
        .map(|because| format!(" ({})", words::short(because.as_str(), 120).trim_end_matches('.')));
    format!("{} on {}{}", words::and_list(&gates), words::date(entry.common.entered), because.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_of_the_cycle_are_counted_at_the_last() {
        CHECK.boundaries(
            "cycle-1/04-dev: {passed: [no-open-goal, scope-unsigned], because: the plant was shut.}
             > cycle-1/04-dev:passed: 3 gates were waived in cycle 1: `hypothesis-unanswered` on 2 March 2026 (they \
                 asked us to come at once) and `no-open-goal` and `scope-unsigned` on 4 March 2026 (the plant was \
                 shut)
             > engage explain hypothesis-unanswered   # what it asks for
             > engage explain no-open-goal   # what it asks for
             > engage explain scope-unsigned   # what it asks for
             cycle-1/02-validate: {because: ~}
             > cycle-1/02-validate:passed: 1 gate was waived in cycle 1: `hypothesis-unanswered` on 2 March 2026
             cycle-1/02-validate: {passed: ~, skipped: [hypothesis]}
             again_at: after-action",
        );
    }
}
