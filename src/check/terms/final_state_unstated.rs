//! Something of ours is at the customer's, and nobody said what stays there at the end.
//!
//! It waits for something that could stay: an installation, training, or at the end a prototype. It
//! speaks from adjust on, when wrapping up is one of the choices.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "final-state-unstated",
    summary: "something was installed or built, and nobody said what stays with the customer",
    why: "A prototype that stays by accident is run by nobody and blamed on us.",
    remedy: "Agree on what stays running with them at the end and who runs it, or that nothing stays.",
    source: "ten common errors of customer engagements: final state",
    fires: &[("cycle-1/05-onsite", "installed: Viewer and index on two of their tablets\n")],
    silent: &[
        ("engagement", "final_state: Nothing of ours stays on their tablets\n"),
        ("cycle-1/05-onsite", "installed: Viewer and index on two of their tablets\n"),
    ],
    run: One(find),
    ..super::from(Step::Adjust)
};

fn find(scene: &Scene) -> Option<Finding> {
    let charter = scene.charter_without(|charter| charter.final_state.is_some())?;
    let trained = charter.training.as_ref().is_some_and(|training| !training.owed.is_empty());
    let what = match () {
        () if scene.installed() => "something was installed",
        () if trained => "training is owed",
        () if scene.ends() && built(scene) => "it ends with a prototype",
        () => return None,
    };
    let sentence = format!("{what}, and nobody said what stays running with {}", scene.engagement.customer());
    Some(scene.asks(Reference::Engagement, "final_state", sentence, ["final_state=WHAT STAYS, AND WHO RUNS IT"]))
}

/// Whether there is a prototype, as far as any stay at dev says.
fn built(scene: &Scene) -> bool {
    scene.engagement.entries.values().any(|entry| match &entry.answers {
        Answers::Dev(answers) => answers.built.is_some() || answers.prototype.is_some(),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, files: Value) -> Vec<String> {
        Case::at(step, files).says("final-state-unstated")
    }

    fn said(what: &str) -> [String; 1] {
        [format!(
            "engagement:final_state: {what}, and nobody said what stays running with Harbor\n\
             engage set -e harbor-search --in engagement final_state=\"WHAT STAYS, AND WHO RUNS IT\""
        )]
    }

    fn installed() -> Value {
        json!({ "cycle-1/05-onsite": { "installed": "viewer" } })
    }

    #[test]
    fn what_could_stay_is_asked_about() {
        assert_eq!(says(Step::Adjust, installed()), said("something was installed"));
        let owed = json!({ "engagement": { "training": { "owed": ["an hour"] } } });
        assert_eq!(says(Step::Adjust, owed), said("training is owed"));
        let built = |decision: &str| json!({ "cycle-1/04-dev": { "built": "viewer" }, "cycle-1/09-plan-next": { "decision": decision } });
        assert_eq!(says(Step::PlanNext, built("close")), said("it ends with a prototype"));
        assert!(says(Step::PlanNext, built("continue")).is_empty());
    }

    #[test]
    fn stated_nothing_there_too_early_or_over_is_fine() {
        let mut files = installed();
        files["engagement"] = json!({ "final_state": "nothing" });
        assert!(says(Step::Adjust, files).is_empty());
        assert!(says(Step::PlanNext, json!({ "cycle-1/09-plan-next": { "decision": "close" } })).is_empty());
        assert!(says(Step::Demo, installed()).is_empty());
        let mut files = installed();
        files["outcomes/01-called-off"] = json!({ "on": "2026-03-05", "kind": "called-off", "reason": "x" });
        assert!(says(Step::Adjust, files).is_empty());
    }
}
