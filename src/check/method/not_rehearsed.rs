//! Nobody rehearsed the demonstration.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "not-rehearsed",
    level: Level::Advice,
    about: About::Cycle,
    summary: "the demonstration was not rehearsed",
    why: "What was never shown to a colleague fails for the first time in front of the customer.",
    source: "nine-step customer engagement process, step 4",
    remedy: "Show it to a colleague from beginning to end, on the machine it will run on, and note the day.",
    fires: &[("cycle-1/04-dev", "prototype: search in flight mode\n")],
    silent: &[("cycle-1/04-dev", "prototype: search in flight mode\nrehearsed: 2026-03-04\n")],
    run,
    ..super::from(Step::Onsite)
};

fn run(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    // After the demonstration there is nothing left to rehearse.
    let Some(place) = engagement.place().filter(|place| place.step <= Step::Demo && engagement.is_open()) else {
        return vec![];
    };
    let mut here = engagement.walk.iter().filter(|entry| entry.cycle == place.cycle);
    let Some(dev) = here.rfind(|entry| entry.step == Step::Dev) else { return vec![] };
    match engagement.entries.get(dev).map(|entry| &entry.answers) {
        Some(Answers::Dev(answers)) if answers.rehearsed.is_none() => {
            let remedy = format!("engage set -e {} --in {dev} rehearsed=DATE", engagement.id);
            vec![Finding::on(dev.reference(), "the demonstration was not rehearsed", remedy).at("rehearsed")]
        }
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn on_site_and_at_the_demo_it_is_asked_for() {
        for step in [Step::Onsite, Step::Demo] {
            assert_eq!(
                Case::at(step, json!({})).says("not-rehearsed"),
                ["cycle-1/04-dev:rehearsed: the demonstration was not rehearsed\n\
                  engage set -e harbor-search --in cycle-1/04-dev rehearsed=DATE"]
            );
        }
    }

    #[test]
    fn rehearsed_not_yet_on_site_or_over_is_fine() {
        assert!(Case::at(Step::Dev, json!({})).says("not-rehearsed").is_empty());
        assert!(Case::at(Step::Adjust, json!({})).says("not-rehearsed").is_empty());
        let rehearsed = json!({ "cycle-1/04-dev": { "rehearsed": "2026-03-04" } });
        assert!(Case::at(Step::Onsite, rehearsed).says("not-rehearsed").is_empty());
    }
}
