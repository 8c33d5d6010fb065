//! The walk went on from dev, and nothing says what was built.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "nothing-built",
    about: About::Cycle,
    summary: "the walk went on from dev, and what was built is not said",
    why: "A trip or a demo without something to try is a meeting; and what nobody wrote down cannot be built on in the next \
        round.",
    remedy: "Say in a sentence what was built; where nothing was, go back to dev.",
    source: "nine-step customer engagement process, steps 4 and 5: a prototype is built, then installed",
    both: &[("cycle-1/04-dev", "prototype: search in flight mode\n")],
    silent: &[("cycle-1/04-dev", "built: index of the 1988 series, 5.2 GB\n")],
    run: One(find),
    ..super::from(Step::Onsite)
};

fn find(scene: &Scene) -> Option<Finding> {
    // once it was shown, `shown` says what there was
    let entry = scene.last_stay(Step::Dev).filter(|_| scene.stands(Step::Onsite..=Step::Demo))?;
    let blank = matches!(&entry.answers, Answers::Dev(dev) if dev.built.is_none());
    let sentence = "`built` is not answered: nothing says what there is to try";
    let back = scene.to("advance").flag("to", "dev");
    blank.then(|| scene.asks(entry.id, "built", sentence, ["built=WHAT WAS BUILT"]).or(back))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn what_was_built_is_asked_for_on_site() {
        let says = |step| Case::at(step, json!({})).says("nothing-built");
        assert_eq!(
            says(Step::Onsite),
            ["cycle-1/04-dev:built: `built` is not answered: nothing says what there is to try\n\
              engage set -e harbor-search --in cycle-1/04-dev built=\"WHAT WAS BUILT\"   \
              # or: engage advance harbor-search --to dev"]
        );
        assert_eq!(says(Step::Demo), says(Step::Onsite));
        assert!(says(Step::Dev).is_empty() && says(Step::Adjust).is_empty());
    }

    #[test]
    fn a_demo_without_going_on_site_is_asked_too_and_only_of_the_present_round() {
        let mut files = json!({
            "cycle-1/01-dev": { "entered": "2026-03-01" },
            "cycle-1/02-demo": { "entered": "2026-03-02", "because": "they came", "skipped": ["onsite"] },
        });
        assert_eq!(Case::of(&files).says("nothing-built").len(), 1);
        files["cycle-1/03-adjust"] = json!({ "entered": "2026-03-03", "decision": "repeat" });
        files["cycle-1/04-dev"] = json!({ "entered": "2026-03-04", "built": "an index" });
        files["cycle-1/05-demo"] = json!({ "entered": "2026-03-05" });
        assert!(Case::of(&files).says("nothing-built").is_empty());
    }

    #[test]
    fn answered_or_left_out_it_is_silent() {
        let built = json!({ "cycle-1/04-dev": { "built": "an index" } });
        assert!(Case::at(Step::Onsite, built).says("nothing-built").is_empty());
        let skipped = json!({
            "cycle-1/01-hypothesis": { "entered": "2026-03-01" },
            "cycle-1/02-onsite": { "entered": "2026-03-02", "because": "they have it", "skipped": ["dev"] },
        });
        assert!(Case::of(&skipped).says("nothing-built").is_empty());
    }
}
