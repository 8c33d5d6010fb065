//! A later cycle still goes by how far the customer was in an earlier one.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "adoption-not-reassessed",
    about: About::Cycle,
    summary: "a later cycle still goes by how far the customer was in an earlier one",
    why: "A cycle that went well moves them up the ladder; what suited them then holds them back now.",
    remedy: "Ask again at the validate step and set `adoption` there, even where it is the same.",
    source: "nine-step customer engagement process, step 2: assess maturity, in each cycle",
    at: Step::PlanNext,
    today: "2026-03-20",
    both: &[
        ("cycle-1/02-validate", "adoption: exploring\n"),
        ("cycle-2/01-hypothesis", "entered: 2026-03-10\nfrom: cycle-1/09-plan-next\n"),
        ("cycle-2/02-validate", "entered: 2026-03-11\nfrom: cycle-2/01-hypothesis\n"),
        ("cycle-2/03-select", "entered: 2026-03-12\nfrom: cycle-2/02-validate\n"),
    ],
    silent: &[("cycle-2/02-validate", "adoption: proving\n")],
    run: One(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    let place = engagement.place()?;
    let last = adoption::last(&adoption::assessed(engagement), |of| of.adoption)?;
    let here = engagement.walk.iter().rfind(|entry| entry.cycle == place.cycle && entry.step == Step::Validate);
    let is_unread = here.is_some_and(|entry| !engagement.entries.contains_key(entry));
    if last.entry.cycle == place.cycle || is_unread {
        return None;
    }
    let sentence = format!(
        "cycle {} still goes by `{}`, assessed on {} in cycle {}",
        place.cycle,
        last.level,
        words::date(last.on),
        last.entry.cycle
    );
    Some(match here {
        Some(entry) => {
            let note = format!("{} if nothing moved", last.level);
            scene.asks(*entry, "adoption", sentence, ["adoption=LEVEL"]).note(note)
        }
        None => Finding::on(place, sentence, scene.to("advance").flag("to", "validate")),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;

    fn case(second: &str, at: &str) -> Case {
        let mut files = json!({
            "cycle-1/01-validate": { "entered": "2026-02-20", "met": "2026-02-21", "adoption": "exploring" },
            "cycle-1/02-plan-next": { "entered": "2026-03-01" },
        });
        if !second.is_empty() {
            files["cycle-2/01-validate"] = json!({ "entered": "2026-03-02", "adoption": second.trim_matches('-') });
        }
        files[at] = json!({ "entered": "2026-03-03" });
        Case::of(&files)
    }

    #[test]
    fn a_later_cycle_asks_again() {
        assert_eq!(
            case("-", "cycle-2/02-select").says("adoption-not-reassessed"),
            [
                "cycle-2/01-validate:adoption: cycle 2 still goes by `exploring`, assessed on 21 February 2026 in cycle 1\n\
              engage set -e harbor-search --in cycle-2/01-validate adoption=LEVEL   # exploring if nothing moved"
            ]
        );
        assert_eq!(
            case("", "cycle-2/02-dev").says("adoption-not-reassessed"),
            ["cycle-2/02-dev: cycle 2 still goes by `exploring`, assessed on 21 February 2026 in cycle 1\n\
              engage advance harbor-search --to validate"]
        );
    }

    #[test]
    fn asked_again_not_yet_due_or_in_the_first_cycle_is_fine() {
        assert!(case("exploring", "cycle-2/02-select").says("adoption-not-reassessed").is_empty());
        assert!(case("-", "cycle-2/02-hypothesis").says("adoption-not-reassessed").is_empty());
        assert!(case("", "cycle-1/03-plan-next").says("adoption-not-reassessed").is_empty());
        let unread = case("-", "cycle-2/02-select").unreadable("cycle-2/01-validate");
        assert!(unread.says("adoption-not-reassessed").is_empty());
    }
}
