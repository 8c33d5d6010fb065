//! The after-action review is over, and management has not heard of it.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "not-reported",
    about: About::Cycle,
    summary: "the after-action review was left without a report to management",
    why: "Management decides on the next cycle with or without the report; without it, by hearsay.",
    remedy: "Send the after-action report to whoever decides, and note the day and to whom.",
    source: "nine-step customer engagement process, step 8: report to management",
    both: &[("cycle-1/08-after-action", "summary: two rounds in a week\n")],
    silent: &[("cycle-1/08-after-action", "reported:\n  \"on\": 2026-03-09\n  to: the delivery board\n")],
    run: One(find),
    ..super::from(Step::PlanNext)
};

fn find(scene: &Scene) -> Option<Finding> {
    let entry = scene.last_stay(Step::AfterAction).filter(|_| scene.stands(Step::PlanNext..=Step::PlanNext))?;
    let blank = matches!(&entry.answers, Answers::AfterAction(review) if review.reported.is_none());
    let sentence = "`reported` is not answered: nothing says that management has the report";
    blank.then(|| scene.asks(entry.id, "reported", sentence, ["reported.on=DATE", "reported.to=TO WHOM"]))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, answers: &Value) -> Vec<String> {
        Case::at(step, json!({ "cycle-1/08-after-action": answers })).says("not-reported")
    }

    #[test]
    fn once_the_review_is_left_the_report_is_missed() {
        assert_eq!(
            says(Step::PlanNext, &json!({})),
            ["cycle-1/08-after-action:reported: `reported` is not answered: nothing says that management has the \
              report\nengage set -e harbor-search --in cycle-1/08-after-action reported.on=DATE reported.to=\"TO WHOM\""]
        );
    }

    #[test]
    fn during_the_review_and_once_reported_it_is_silent() {
        assert!(says(Step::AfterAction, &json!({})).is_empty());
        assert!(says(Step::PlanNext, &json!({ "reported": { "on": "2026-03-09", "to": "Ruth" } })).is_empty());
    }
}
