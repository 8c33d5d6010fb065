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
    both: &[("cycle-1/04-dev", "prototype: search in flight mode\n")],
    silent: &[("cycle-1/04-dev", "rehearsed: 2026-03-04\n")],
    run: One(find),
    ..super::from(Step::Onsite)
};

fn find(scene: &Scene) -> Option<Finding> {
    // After the demonstration there is nothing left to rehearse.
    let entry = scene.last_stay(Step::Dev).filter(|_| scene.stands(Step::Onsite..=Step::Demo))?;
    let blank = matches!(&entry.answers, Answers::Dev(dev) if dev.rehearsed.is_none());
    let sentence = "the demonstration was not rehearsed";
    blank.then(|| scene.asks(entry.id, "rehearsed", sentence, ["rehearsed=DATE"]))
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
