//! They went on site with hard preparation open: what the trip fails without.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "prep-open",
    about: About::Cycle,
    summary: "hard preparation is not done when going on site",
    why: "Hard preparation is what the trip fails without; on site it costs the customer's time instead of ours.",
    source: "nine-step customer engagement process, step 4",
    remedy: "Do it before anything else and mark it done, or put off the trip.",
    fires: &[("cycle-1/04-dev", "prep:\n  - {task: badge for the site, hard: true}\n  - {task: slides}\n")],
    silent: &[(
        "cycle-1/04-dev",
        "prep:\n  - {task: badge for the site, hard: true, done: true}\n  - {task: slides}\n",
    )],
    run: One(find),
    ..super::from(Step::Onsite)
};

fn find(scene: &Scene) -> Option<Finding> {
    let (entry, dev) = trip(scene.engagement)?;
    let open: Vec<_> = (1..).zip(&dev.prep).filter(|(_, prep)| is_open(prep)).collect();
    let (first, _) = open.first()?;
    let tasks = ticked(open.iter().map(|(_, prep)| prep.task.one_line()));
    let sentence = format!("{} {} not done, and the trip fails without", words::and_list(&tasks), are(tasks.len()));
    let done = open.iter().map(|(at, _)| format!("prep.{at}.done=true"));
    Some(scene.asks(entry, &format!("prep.{first}"), sentence, done))
}

fn is_open(prep: &Prep) -> bool {
    prep.hard == Some(Flag(true)) && prep.done != Some(Flag(true))
}

/// The preparation of the trip that is under way: on site since, and the demonstration not past.
fn trip(engagement: &Engagement) -> Option<(EntryId, &Dev)> {
    let place = engagement.place().filter(|place| place.step <= Step::Demo)?;
    let here = engagement.walk.iter().filter(|entry| entry.cycle == place.cycle);
    let dev = here.clone().rfind(|entry| entry.step == Step::Dev)?;
    let went = here.clone().any(|entry| entry > dev && entry.step == Step::Onsite);
    match &engagement.entries.get(dev)?.answers {
        Answers::Dev(answers) if went => Some((*dev, answers)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn prep() -> Value {
        json!({ "prep": [
            { "task": "badge for the site", "hard": "true" },
            { "task": "slides" },
            { "task": "ship the disk", "hard": "true", "done": "true" },
            { "task": "export licence", "hard": "true", "done": "false" },
        ] })
    }

    fn at(step: Step) -> Vec<String> {
        Case::at(step, json!({ "cycle-1/04-dev": prep() })).says("prep-open")
    }

    #[test]
    fn what_the_trip_fails_without_is_listed_on_site() {
        assert_eq!(
            at(Step::Onsite),
            ["cycle-1/04-dev:prep.1: `badge for the site` and `export licence` are not done, and the trip fails \
              without\nengage set -e harbor-search --in cycle-1/04-dev prep.1.done=true prep.4.done=true"]
        );
    }

    #[test]
    fn before_going_and_after_coming_home_it_is_silent() {
        assert!(at(Step::Dev).is_empty());
        assert!(at(Step::Adjust).is_empty());
    }

    #[test]
    fn where_nobody_went_on_site_nothing_had_to_be_prepared() {
        let mut files = json!({ "cycle-1/04-dev": prep() });
        files["cycle-1/04-dev"]["entered"] = "2026-03-04".into();
        for name in ["01-dev", "02-onsite", "03-adjust", "05-demo"] {
            files[format!("cycle-1/{name}")] = json!({ "entered": "2026-03-04" });
        }
        assert!(Case::of(&files).says("prep-open").is_empty());
    }

    #[test]
    fn called_off_on_site_nothing_is_prepared_any_more() {
        let ended = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        let files = json!({ "cycle-1/04-dev": prep(), "outcomes/01-called-off": ended });
        assert!(Case::at(Step::Onsite, files).owed().is_empty());
    }

    #[test]
    fn done_is_done() {
        let prep = json!({ "prep": [{ "task": "badge", "hard": "true", "done": "true" }] });
        assert!(Case::at(Step::Onsite, json!({ "cycle-1/04-dev": prep })).says("prep-open").is_empty());
    }
}
