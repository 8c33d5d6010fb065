//! Gates of this cycle were passed with a reason: said when the cycle is reviewed, and not before.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "gate-passed",
    level: Level::Advice,
    guards: None,
    summary: "gates of this cycle were passed with a reason",
    why: "One gate passed for a reason is judgement; the same one passed again and again is a rule nobody keeps.",
    remedy: "Supply what the gate asks for while it still can be; where a gate does not suit your work, set its level.",
    source: "the design of engage: nothing is skipped silently",
    fires: &[("cycle-1/02-validate", "because: they asked us to come at once\npassed: [hypothesis-unanswered]\n")],
    silent: &[("cycle-1/01-hypothesis", "belief: search must work offline\nbenefit: a report in seconds\n")],
    run: One(find),
    ..super::from(Step::AfterAction)
};

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let entries = engagement.entries_in(engagement.cycle()).filter(|entry| !entry.common.passed.is_empty());
    let entries: Vec<_> = entries.collect();
    let number = entries.iter().map(|entry| entry.common.passed.len()).sum();
    let told: Vec<_> = entries.iter().map(|entry| passed(entry)).collect();
    let sentence = format!(
        "{} {} passed in cycle {}: {}",
        words::count(number, "gate"),
        were(number),
        engagement.cycle(),
        words::and_list(&told)
    );
    let gates: BTreeSet<_> = entries.iter().flat_map(|entry| &entry.common.passed).map(Text::one_line).collect();
    let known = gates.into_iter().filter(|gate| Check::named(gate).is_some());
    let explain = |gate| Remedy::engage(["explain".to_owned(), gate]).note("what it asks for");
    Some(Finding::on(entries.last()?.id, sentence, Remedy::all(known.map(explain))).at("passed"))
}

/// The gates passed on the way to an entry, the day, and the reason.
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
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(files: &Value) -> Vec<String> {
        Case::at(Step::AfterAction, files.clone()).says("gate-passed")
    }

    #[test]
    fn how_often_and_why_is_one_finding_at_the_last() {
        assert_eq!(
            says(&json!({
                "cycle-1/02-validate": { "because": "they asked us to come at once.", "passed": ["hypothesis-unanswered"] },
                "cycle-1/04-dev": { "passed": ["no-open-goal", "scope-unsigned"], "because": "the plant\nwas shut" },
            })),
            ["cycle-1/04-dev:passed: 3 gates were passed in cycle 1: `hypothesis-unanswered` on 2 March 2026 (they \
              asked us to come at once) and `no-open-goal` and `scope-unsigned` on 4 March 2026 (the plant was shut)\n\
              engage explain hypothesis-unanswered   # what it asks for\n\
              engage explain no-open-goal   # what it asks for\n\
              engage explain scope-unsigned   # what it asks for"]
        );
    }

    #[test]
    fn one_is_one_and_steps_left_out_are_no_gates() {
        let one = says(&json!({ "cycle-1/02-validate": { "passed": ["hypothesis-unanswered"] } }));
        assert!(one[0].contains("1 gate was passed in cycle 1: `hypothesis-unanswered` on 2 March 2026\n"), "{one:?}");
        assert!(says(&json!({ "cycle-1/06-demo": { "because": "by video", "skipped": ["onsite"] } })).is_empty());
    }

    #[test]
    fn on_the_way_nobody_is_told_again_what_they_just_said() {
        let passed = json!({ "cycle-1/02-validate": { "passed": ["hypothesis-unanswered"], "because": "x" } });
        assert!(Case::at(Step::Adjust, passed).says("gate-passed").is_empty());
    }

    #[test]
    fn those_of_an_earlier_cycle_are_in_its_report() {
        let walk = json!({
            "cycle-1/02-validate": { "entered": "2026-03-02", "passed": ["hypothesis-unanswered"], "because": "x" },
            "cycle-2/02-after-action": { "entered": "2026-03-09" },
        });
        assert!(Case::of(&walk).says("gate-passed").is_empty());
    }
}
