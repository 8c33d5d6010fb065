//! A step took far more of the customer's time than it usually does.

use crate::check::prelude::*;
use crate::insight::hours;

pub const CHECK: Check = Check {
    id: "their-hours-high",
    level: Level::Advice,
    about: About::Cycle,
    summary: "a step took more than twice the customer's time that it usually takes in this workspace",
    why: "Their people have other work; an engagement that eats their week is called off, whatever it shows.",
    remedy: "Ask for less in the next round: fewer people, a shorter agenda, what can be read beforehand.",
    source: "the design of engage: worth the customer's time",
    at: Step::Demo,
    fires: &[
        ("cycle-1/06-demo", "their_hours: 40\n"),
        ("dry-dock:cycle-1/01-demo", "entered: 2026-01-07\ntheir_hours: 6\n"),
        ("sea-wall:cycle-1/01-demo", "entered: 2026-01-07\ntheir_hours: 8\n"),
        ("tide-table:cycle-1/01-demo", "entered: 2026-01-07\ntheir_hours: 12\n"),
    ],
    silent: &[
        ("cycle-1/06-demo", "their_hours: 16\n"),
        ("dry-dock:cycle-1/01-demo", "entered: 2026-01-07\ntheir_hours: 6\n"),
        ("sea-wall:cycle-1/01-demo", "entered: 2026-01-07\ntheir_hours: 8\n"),
        ("tide-table:cycle-1/01-demo", "entered: 2026-01-07\ntheir_hours: 12\n"),
    ],
    run: Each(find),
    ..super::from(Step::Validate)
};

fn find(scene: &Scene) -> Vec<Finding> {
    if scene.elsewhere.engagements.is_empty() {
        return vec![];
    }
    let here = hours::theirs(scene.engagement, scene.engagement.cycle()).by_step;
    here.into_iter().filter_map(|(step, took)| high(scene, step, took)).collect()
}

fn high(scene: &Scene, step: Step, took: Amount) -> Option<Finding> {
    let usual = scene.elsewhere.usual_hours(step, took).filter(|usual| took > *usual + *usual)?;
    let cycle = scene.engagement.cycle();
    let mut entries = scene.engagement.entries_in(cycle);
    let entry = entries.rfind(|entry| entry.id.step == step && entry.their_hours().is_some())?.id;
    let sentence = format!(
        "{step} took {} hours of the customer's people in cycle {cycle}, and it usually takes {}",
        took.plain(),
        usual.plain()
    );
    Some(scene.asks(entry, "their_hours", sentence, ["their_hours=HOURS"]).note("if it is a slip"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn took(hours: &str) -> Case {
        Case::at(Step::Demo, json!({ "cycle-1/06-demo": { "their_hours": hours } }))
    }

    fn says(hours: &str, others: &[&str]) -> Vec<String> {
        let named = others.iter().enumerate().map(|(at, hours)| took(hours).named(&format!("other-{at}")));
        took(hours).beside(named.chain([took(hours)]).collect()).says("their-hours-high")
    }

    #[test]
    fn more_than_twice_the_usual_of_the_others_is_high() {
        assert_eq!(
            says("16.5", &["6", "8", "12"]),
            [
                "cycle-1/06-demo:their_hours: demo took 16.5 hours of the customer's people in cycle 1, and it usually takes 8\n\
              engage set -e harbor-search --in cycle-1/06-demo their_hours=HOURS   # if it is a slip"
            ]
        );
        assert!(says("16", &["6", "8", "12"]).is_empty());
    }

    #[test]
    fn what_hardly_anyone_wrote_down_has_no_usual() {
        assert!(says("160", &["6", "8"]).is_empty());
        assert!(says("160", &[]).is_empty());
    }
}
