//! A step took far more of the customer's time than it usually does.

use crate::check::prelude::*;
use crate::insight::elsewhere::Elsewhere;
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
    run,
    ..super::from(Step::Validate)
};

fn run(scene: &Scene) -> Vec<Finding> {
    find(scene.engagement, scene.elsewhere)
}

fn find(engagement: &Engagement, elsewhere: &Elsewhere) -> Vec<Finding> {
    if !engagement.is_open() || elsewhere.is_empty() {
        return vec![];
    }
    let here = hours::theirs(engagement, engagement.cycle()).by_step;
    here.into_iter().filter_map(|(step, took)| high(engagement, elsewhere, step, took)).collect()
}

fn high(engagement: &Engagement, elsewhere: &Elsewhere, step: Step, took: Amount) -> Option<Finding> {
    let usual = elsewhere.usual_hours(step, took).filter(|usual| took > *usual + *usual)?;
    let cycle = engagement.cycle();
    let entry = engagement.entries_in(cycle).rfind(|entry| entry.id.step == step && entry.their_hours().is_some())?.id;
    let sentence = format!(
        "{step} took {} hours of the customer's people in cycle {cycle}, and it usually takes {}",
        took.plain(),
        usual.plain()
    );
    let remedy = format!("engage set -e {} --in {entry} their_hours=HOURS   # if it is a slip", engagement.id);
    Some(Finding::on(entry.reference(), sentence, remedy).at("their_hours"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::find;
    use crate::check::fixture::Case;
    use crate::insight::elsewhere::Elsewhere;
    use crate::model::engagement::Engagement;
    use crate::model::step::Step;

    fn took(id: &str, hours: &str) -> Engagement {
        let mut engagement = Case::at(Step::Demo, json!({ "cycle-1/06-demo": { "their_hours": hours } })).engagement;
        engagement.id = id.parse().unwrap();
        engagement
    }

    fn says(hours: &str, others: &[&str]) -> Vec<String> {
        let own = took("harbor-search", hours);
        let others = others.iter().enumerate().map(|(at, hours)| took(&format!("other-{at}"), hours));
        let elsewhere: Vec<_> = others.chain([own.clone()]).collect();
        find(&own, &Elsewhere::of(&elsewhere))
            .into_iter()
            .map(|finding| format!("{}\n{}", finding.sentence, finding.remedy))
            .collect()
    }

    #[test]
    fn more_than_twice_the_usual_of_the_others_is_high() {
        assert_eq!(
            says("16.5", &["6", "8", "12"]),
            ["demo took 16.5 hours of the customer's people in cycle 1, and it usually takes 8\n\
              engage set -e harbor-search --in cycle-1/06-demo their_hours=HOURS   # if it is a slip"]
        );
        assert!(says("16", &["6", "8", "12"]).is_empty());
    }

    #[test]
    fn what_hardly_anyone_wrote_down_has_no_usual() {
        assert!(says("160", &["6", "8"]).is_empty());
        assert!(says("160", &[]).is_empty());
    }
}
