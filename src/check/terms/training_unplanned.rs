//! Something stays running with the customer, and nobody is trained for it.
//!
//! It waits until the charter says what stays; `nothing …` stays not. Training owed or given is a plan.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "training-unplanned",
    formal: true,
    summary: "something stays running with the customer, and no training is planned or given",
    why: "What nobody of theirs can run is switched off at the first error message.",
    remedy: "Agree on who of theirs learns what, and write it as training owed.",
    source: "ten common errors of customer engagements: training",
    both: &[("engagement", "final_state: Search runs on six tablets\n")],
    silent: &[("engagement", "training:\n  owed: [An hour at the berth for each inspector]\n")],
    run: One(find),
    ..super::from(Step::Adjust)
};

fn find(scene: &Scene) -> Option<Finding> {
    scene.stays()?;
    let is_planned = |charter: &Charter| {
        charter.training.as_ref().is_some_and(|training| !training.owed.is_empty() || !training.given.is_empty())
    };
    scene.charter_without(is_planned)?;
    let sentence = format!("something stays running with {}, and no training is planned", scene.engagement.customer());
    Some(scene.asks(Reference::Engagement, "training", sentence, ["training.owed+=WHO LEARNS WHAT"]))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, final_state: &str, training: Value) -> Vec<String> {
        let mut charter = json!({});
        charter["training"] = training;
        if !final_state.is_empty() {
            charter["final_state"] = final_state.into();
        }
        Case::at(step, json!({ "engagement": charter })).says("training-unplanned")
    }

    #[test]
    fn what_stays_wants_someone_who_can_run_it() {
        assert_eq!(
            says(Step::Adjust, "Search runs on six tablets.", json!({})),
            ["engagement:training: something stays running with Harbor, and no training is planned\n\
              engage set -e harbor-search --in engagement training.owed+=\"WHO LEARNS WHAT\""]
        );
    }

    #[test]
    fn owed_or_given_is_planned() {
        assert!(says(Step::Adjust, "Search runs.", json!({ "owed": ["an hour each"] })).is_empty());
        assert!(says(Step::Adjust, "Search runs.", json!({ "given": ["9 April: an hour"] })).is_empty());
    }

    #[test]
    fn where_nothing_stays_or_nobody_said_or_before_adjust_it_is_silent() {
        assert!(says(Step::Adjust, "Nothing of ours stays.", json!({})).is_empty());
        assert!(says(Step::Adjust, "none", json!({})).is_empty());
        assert!(says(Step::PlanNext, "", json!({})).is_empty());
        assert!(says(Step::Demo, "Search runs.", json!({})).is_empty());
    }
}
