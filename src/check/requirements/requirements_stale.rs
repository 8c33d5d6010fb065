//! The customer asked for something else, the approach was adjusted or an action raised, and no requirement
//! changed.
//!
//! Where nothing at all was done about it, the feedback itself is unanswered, which is not said here.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "requirements-stale",
    summary: "feedback asked for a change, and no requirement was changed or raised since",
    why: "What is built next follows the requirements as written; what was only said at the demo is then lost.",
    remedy: "Change the requirement it touches, raise a new one, or drop what they no longer want.",
    source: "nine-step customer engagement process, step 7: requirements are adjusted to the feedback",
    at: Step::Adjust,
    both: &[ANA, ("requirements/offline", "statement: it works offline\nclass: user\nraised: 2026-03-02\n")],
    fires: &[
        (
            "feedback/2026-03-06-ana-ortiz-aaaa",
            "on: 2026-03-06\nfrom: ana-ortiz\nsaid: I need the berth, not the page\nverdict: changed-mind\n",
        ),
        ("cycle-1/07-adjust", "approach: search by berth\n"),
    ],
    silent: &[
        ("requirements/by-berth", "statement: one searches by berth\nclass: user\nraised: 2026-03-07\n"),
        (
            "feedback/2026-03-06-ana-ortiz-aaaa",
            "on: 2026-03-06\nfrom: ana-ortiz\nsaid: I need the berth, not the page\nverdict: changed-mind\n",
        ),
        ("cycle-1/07-adjust", "approach: search by berth\n"),
    ],
    run: One(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Option<Finding> {
    let engagement = scene.engagement;
    // where there is none, that is another matter
    scene.wanted().next()?;
    let objections = objections::of(engagement).into_iter();
    let asked: Vec<_> =
        objections.filter(|one| (one.adjusted || one.acted) && !accepted_since(engagement, one.feedback)).collect();
    let first = asked.first()?;
    let said = asked.iter().map(|one| {
        let (who, day) = (engagement.name_of(&one.feedback.from), words::date(one.feedback.on));
        format!("{who} said on {day} {}", wish(one.feedback))
    });
    let done = if asked.iter().any(|one| one.adjusted) {
        "the approach was adjusted since, and no requirement was"
    } else {
        "there is an action on it, and no requirement was changed since"
    };
    let sentence = format!("{}; {done}", words::and_list(&said.collect::<Vec<_>>()));
    let change = format!("changes+={{on: DATE, what: \"WHAT CHANGED\", asked_by: {}}}", first.feedback.from);
    let add = scene.to_add("requirement", "WHAT IS NEEDED").flag("class", "user");
    Some(Finding::on(first.name, sentence, scene.to_set_of("requirements/WHICH", [change]).or(add)).at("verdict"))
}

/// Whether a requirement was accepted as it stands when that was said, or later.
fn accepted_since(engagement: &Engagement, feedback: &Feedback) -> bool {
    let mut accepted = engagement.all::<Requirement>().filter_map(|(_, one)| one.accepted.as_ref());
    accepted.any(|accepted| accepted.on >= feedback.on)
}

/// What a verdict asks for.
fn wish(feedback: &Feedback) -> &'static str {
    match feedback.verdict {
        Some(Worth::NotValuable) => "that it does not help them",
        _ => "that they want something else now",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn case(requirement: &Value, approach: &str) -> Case {
        let feedback = |from: &str, verdict: &str| json!({ "on": "2026-03-06", "from": from, "verdict": verdict });
        let mut requirement = requirement.clone();
        requirement["statement"] = "it works offline".into();
        requirement["class"] = "user".into();
        requirement["raised"] = "2026-03-02".into();
        Case::at(
            Step::Adjust,
            json!({
                "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
                "people/priya-nair": { "name": "Priya Nair", "side": "customer" },
                "people/jon-berg": { "name": "Jon Berg", "side": "ours" },
                "feedback/2026-03-06-ana-ortiz-aaaa": feedback("ana-ortiz", "changed-mind"),
                "feedback/2026-03-06-priya-nair-aaaa": feedback("priya-nair", "not-valuable"),
                "feedback/2026-03-06-priya-nair-bbbb": feedback("priya-nair", "valuable"),
                "feedback/2026-03-06-jon-berg-aaaa": feedback("jon-berg", "not-valuable"),
                "requirements/offline": requirement,
                "cycle-1/07-adjust": { "approach": approach },
            }),
        )
    }

    fn says(requirement: &Value, approach: &str) -> Vec<String> {
        case(requirement, approach).says("requirements-stale")
    }

    #[test]
    fn what_the_customer_asked_for_and_no_requirement_took_up_is_said_once() {
        assert_eq!(
            says(&json!({}), "search by berth"),
            [
                "feedback/2026-03-06-ana-ortiz-aaaa:verdict: Ana Ortiz said on 6 March 2026 that they want something else \
              now and Priya Nair said on 6 March 2026 that it does not help them; the approach was adjusted since, and \
              no requirement was\n\
              engage set -e harbor-search --in requirements/WHICH \
              'changes+={on: DATE, what: \"WHAT CHANGED\", asked_by: ana-ortiz}'   \
              # or: engage add requirement \"WHAT IS NEEDED\" -e harbor-search --class user"
            ]
        );
        let before = json!({ "changes": [{ "on": "2026-03-05", "what": "flight mode" }] });
        assert_eq!(says(&before, "search by berth").len(), 1);
    }

    #[test]
    fn a_change_on_the_day_is_enough_and_one_dropped_needs_none() {
        let changed = json!({ "changes": [{ "on": "2026-03-06", "what": "by berth" }] });
        assert!(says(&changed, "search by berth").is_empty());
        assert!(says(&json!({ "status": "dropped" }), "search by berth").is_empty());
    }

    #[test]
    fn one_that_was_accepted_since_stands_as_it_is() {
        let accepted = |on: &str| json!({ "accepted": { "on": on, "by": "ana-ortiz" } });
        assert!(says(&accepted("2026-03-06"), "search by berth").is_empty());
        assert_eq!(says(&accepted("2026-03-05"), "search by berth").len(), 1);
    }

    #[test]
    fn where_the_approach_did_not_change_either_it_is_not_the_requirements() {
        assert!(says(&json!({}), "").is_empty());
    }

    #[test]
    fn an_action_alone_changes_no_requirement_and_the_next_cycle_forgets_nothing() {
        let files = json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "requirements/offline": { "statement": "s", "class": "user", "raised": "2026-03-02" },
            "feedback/a": { "on": "2026-03-06", "from": "ana-ortiz", "verdict": "changed-mind" },
            "actions/a": { "what": "x", "owner": "ana-ortiz", "raised": "2026-03-06", "from": "feedback/a" },
            "cycle-1/06-demo": { "entered": "2026-03-06" },
            "cycle-2/01-dev": { "entered": "2026-03-08" },
        });
        let told = Case::of(&files).says("requirements-stale");
        assert!(told[0].contains(
            "Ana Ortiz said on 6 March 2026 that they want something else now; there is an action on it, and no \
             requirement was changed since"
        ));
        let mut adjusted = files;
        adjusted["cycle-1/07-adjust"] = json!({ "entered": "2026-03-07", "approach": "by berth" });
        let told = Case::of(&adjusted).says("requirements-stale");
        assert!(told[0].contains("now; the approach was adjusted since, and no requirement was\n"));
    }
}
