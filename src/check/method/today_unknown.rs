//! Nobody wrote down how the customer does it now.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "today-unknown",
    about: About::Cycle,
    summary: "how the customer does it now was not looked at",
    why: "What is built without knowing their present way cannot be said to be better, and often is not.",
    remedy: "Watch them do it once, or ask who does it, how often and how long it takes; write down a sentence or two.",
    source: "nine-step customer engagement process, step 1: understand their current process",
    fires: &[("cycle-1/01-hypothesis", "belief: search must work without a network\n")],
    silent: &[(
        "cycle-1/01-hypothesis",
        "today: they ring the archive, 25 minutes a report\nbelief: search must work without a network\n",
    )],
    run: One(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Option<Finding> {
    // Once on site they have seen it; and what an earlier cycle looked at is known.
    let entry = scene.unanswered_since(|answers| answers.today.is_some());
    let entry = entry.filter(|_| scene.stands(Step::Select..=Step::Dev))?;
    let sentence = "`today` is not answered: nothing says how they do it now";
    Some(scene.asks(entry.id, "today", sentence, ["today=HOW THEY DO IT NOW"]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    #[test]
    fn what_they_do_now_is_asked_for_before_anything_is_built_and_no_more_on_site() {
        let says = |step| Case::at(step, json!({})).says("today-unknown");
        assert_eq!(
            says(Step::Select),
            ["cycle-1/01-hypothesis:today: `today` is not answered: nothing says how they do it now\n\
              engage set -e harbor-search --in cycle-1/01-hypothesis today=\"HOW THEY DO IT NOW\""]
        );
        assert_eq!(says(Step::Dev).len(), 1);
        assert!(says(Step::Validate).is_empty() && says(Step::Onsite).is_empty());
    }

    #[test]
    fn any_hypothesis_may_say_it_and_an_end_ends_it() {
        let mut files = json!({
            "cycle-1/01-hypothesis": { "entered": "2026-03-01" },
            "cycle-1/02-hypothesis": { "entered": "2026-03-02", "today": "they ring the archive" },
            "cycle-1/03-select": { "entered": "2026-03-03" },
        });
        assert!(Case::of(&files).says("today-unknown").is_empty());
        files["cycle-1/02-hypothesis"] = json!({ "entered": "2026-03-02" });
        assert_eq!(Case::of(&files).says("today-unknown").len(), 1);
        files["outcomes/01-called-off"] = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        assert!(Case::of(&files).says("today-unknown").is_empty());
    }

    #[test]
    fn what_an_earlier_cycle_looked_at_is_known() {
        let says = |today: &str| {
            let files = json!({
                "cycle-1/01-hypothesis": { "entered": "2026-03-01", "today": today },
                "cycle-2/01-hypothesis": { "entered": "2026-03-08" },
                "cycle-2/02-select": { "entered": "2026-03-09" },
            });
            Case::of(&files).says("today-unknown")
        };
        assert!(says("they ring the archive").is_empty());
        assert!(says("")[0].starts_with("cycle-2/01-hypothesis:today: "));
    }
}
