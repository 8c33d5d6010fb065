//! The next cycle is planned as a kind of engagement that suits customers who are further, or not so far.

use crate::check::prelude::*;
use crate::model::adoption::{kinds, levels};

pub const CHECK: Check = Check {
    id: "kind-unsuited",
    summary: "the planned kind of engagement is not one that the customer's adoption level suggests",
    why: "Each level has its question; a kind that answers another one costs a cycle and shows nothing.",
    remedy: "Plan a kind that suits, or assess again; `engage assess` shows both, and `adoption` in `engage.yaml` sets them.",
    source: "the adoption ladder of the customer engagement process",
    at: Step::PlanNext,
    fires: &[
        ("cycle-1/02-validate", "adoption: curious\n"),
        ("cycle-1/09-plan-next", "decision: continue\nkind: pilot with the six inspectors\n"),
    ],
    silent: &[
        ("cycle-1/02-validate", "adoption: proving\n"),
        ("cycle-1/09-plan-next", "decision: continue\nkind: pilot with the six inspectors\n"),
    ],
    run: One(find),
    ..super::from(Step::Hypothesis)
};

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let (entry, plan) = plan(engagement)?;
    let kind = plan.kind.as_ref()?.one_line();
    let level = adoption::last(&adoption::assessed(engagement), |of| of.adoption)?.level;
    // what no level knows is nobody's to judge
    let suits = levels(scene.settings, &kind);
    if suits.is_empty() || suits.contains(&level) {
        return None;
    }
    let suits = words::or_list(&ticked(suits));
    let sentence = format!("`{kind}` suits a customer who is {suits}, and this one is `{level}`");
    let suggested = format!("for `{level}`: {}", words::or_list(&kinds(scene.settings, level)));
    Some(scene.asks(entry, "kind", sentence, ["kind=KIND"]).note(suggested))
}

/// The plan that still can be changed: where the walk stands at it, or has not yet chosen what to start from.
fn plan(engagement: &Engagement) -> Option<(EntryId, &PlanNext)> {
    let place = engagement.place()?;
    let entry = engagement.walk.iter().rfind(|entry| entry.step == Step::PlanNext)?;
    let is_fresh = *entry == place || (place.cycle == entry.cycle + 1 && place.step <= Step::Select);
    match &engagement.entries.get(entry)?.answers {
        Answers::PlanNext(plan) if is_fresh => Some((*entry, plan)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn case(level: &str, kind: &str) -> Case {
        Case::at(
            Step::PlanNext,
            json!({ "cycle-1/02-validate": { "adoption": level }, "cycle-1/09-plan-next": { "kind": kind } }),
        )
    }

    #[test]
    fn a_kind_of_another_level_is_told_with_those_that_suit() {
        assert_eq!(
            case("exploring", "Proof of concept at the quay").says("kind-unsuited"),
            [
                "cycle-1/09-plan-next:kind: `Proof of concept at the quay` suits a customer who is `proving`, and this one \
              is `exploring`\n\
              engage set -e harbor-search --in cycle-1/09-plan-next kind=\"KIND\"   # for `exploring`: deeper workshop \
              or governance workshop"
            ]
        );
    }

    #[test]
    fn a_kind_that_suits_or_that_no_level_knows_is_fine() {
        for (level, kind) in [("proving", "pilot"), ("curious", "six tablets"), ("curious", ""), ("", "pilot")] {
            assert!(case(level, kind).says("kind-unsuited").is_empty(), "{level} {kind}");
        }
    }

    #[test]
    fn the_workspace_says_what_suits() {
        let settings = json!({ "adoption": { "curious": ["pilot"], "proving": ["rollout"] } });
        assert!(case("curious", "pilot").set(settings).says("kind-unsuited").is_empty());
    }

    #[test]
    fn a_plan_that_was_begun_is_not_changed_any_more() {
        let begun = |step: &str| {
            let mut files = json!({
                "cycle-1/01-validate": { "entered": "2026-02-01", "adoption": "curious" },
                "cycle-1/02-plan-next": { "entered": "2026-02-02", "kind": "pilot" },
            });
            files[format!("cycle-2/01-{step}")] = json!({ "entered": "2026-03-01" });
            Case::of(&files).says("kind-unsuited").len()
        };
        assert_eq!((begun("select"), begun("dev")), (1, 0));
    }
}
