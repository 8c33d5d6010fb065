//! The customer said that it does not help them, and nothing was changed after.

use crate::check::prelude::*;
use crate::insight::objections::Objection;

pub const CHECK: Check = Check {
    id: "feedback-unanswered",
    presses: true,
    summary: "feedback is not valuable or changed-mind, and neither approach nor requirement changed after",
    why: "Who says that it does not help them and sees the same thing again has been asked for nothing.",
    remedy: "Say in the adjust entry what is done differently, change the requirement, or raise an action from it.",
    source: "nine-step customer engagement process, step 7: adjust to the feedback",
    at: Step::Adjust,
    both: &[
        ANA,
        (
            "feedback/2026-03-06-ana-ortiz-aaaa",
            "on: 2026-03-06\nfrom: ana-ortiz\nsaid: I have that on paper.\nverdict: not-valuable\n",
        ),
    ],
    silent: &[("cycle-1/07-adjust", "approach: What is not on paper; the old berth numbers first.\n")],
    run: Each(find),
    ..super::from(Step::Dev)
};

fn find(scene: &Scene) -> Vec<Finding> {
    let objections = objections::of(scene.engagement).into_iter();
    let theirs = objections.filter(|one| scene.engagement.is_of(&one.feedback.from, Side::Customer));
    theirs.filter(|one| !one.adjusted && !one.unread && !one.acted).map(|one| unanswered(scene, &one)).collect()
}

/// As many letters of what was said are quoted.
const QUOTED: usize = 60;

fn unanswered(scene: &Scene, one: &Objection) -> Finding {
    let verdict = match one.feedback.verdict {
        Some(Worth::NotValuable) => "found it not valuable",
        _ => "wanted something else",
    };
    // two of one person on one day are told apart by their words, or by their files where they have none
    let said = one.feedback.said.as_ref().map(|said| words::short(&said.one_line(), QUOTED));
    let which = said.unwrap_or_else(|| one.name.to_string());
    let sentence = format!(
        "on {} {} {verdict} (`{which}`), and neither approach nor requirements changed after",
        words::date(one.feedback.on),
        scene.engagement.name_of(&one.feedback.from)
    );
    // what the adjust entry is to say; where the walk went past it, an action
    let remedy = match one.adjust {
        Some(adjust) => scene.to_set(&adjust.into(), ["approach=WHAT WE DO DIFFERENTLY"]),
        None => scene.to_act_on(one.name, "WHAT WE DO ABOUT IT", &[]),
    };
    Finding::on(one.name, sentence, remedy).at("verdict")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn case(verdict: &str, more: &Value) -> Case {
        let mut files = json!({
            "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "feedback/a": { "on": "2026-03-06", "from": "ana-ortiz", "verdict": verdict },
        });
        files.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Case::at(Step::Adjust, files)
    }

    fn says(verdict: &str, more: &Value) -> Vec<String> {
        case(verdict, more).says("feedback-unanswered")
    }

    #[test]
    fn words_that_changed_nothing_are_unanswered() {
        assert_eq!(
            says("not-valuable", &json!({})),
            [
                "feedback/a:verdict: on 6 March 2026 Ana Ortiz found it not valuable (`feedback/a`), and neither approach nor requirements \
              changed after\n\
              engage set -e harbor-search --in cycle-1/07-adjust approach=\"WHAT WE DO DIFFERENTLY\""
            ]
        );
        assert!(says("changed-mind", &json!({}))[0].contains("Ana Ortiz wanted something else (`feedback/a`), and"));
    }

    #[test]
    fn two_of_one_person_on_one_day_are_told_apart_by_their_words() {
        let said =
            |said: &str| json!({ "on": "2026-03-06", "from": "ana-ortiz", "verdict": "not-valuable", "said": said });
        let found =
            says("not-valuable", &json!({ "feedback/b": said("too slow"), "feedback/c": said("I have it on paper") }));
        assert!(found[1].contains("found it not valuable (`too slow`), and"), "{found:?}");
        assert!(found[2].contains("found it not valuable (`I have it on paper`), and"), "{found:?}");
    }

    #[test]
    fn an_approach_a_requirement_or_an_action_answers_them() {
        let requirement = |raised: &str| json!({ "statement": "s", "class": "user", "raised": raised });
        assert!(says("not-valuable", &json!({ "cycle-1/07-adjust": { "approach": "x" } })).is_empty());
        assert!(says("not-valuable", &json!({ "requirements/a": requirement("2026-03-06") })).is_empty());
        assert_eq!(says("not-valuable", &json!({ "requirements/a": requirement("2026-03-05") })).len(), 1);
        let action = json!({ "what": "x", "owner": "ana-ortiz", "raised": "2026-03-07", "from": "feedback/a" });
        assert!(says("not-valuable", &json!({ "actions/a": action })).is_empty());
    }

    #[test]
    fn past_adjust_and_into_the_next_cycle_it_still_waits_for_an_answer() {
        let walked = |entries: &[&str]| {
            let mut files = json!({
                "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
                "feedback/a": { "on": "2026-03-06", "from": "ana-ortiz", "verdict": "not-valuable" },
            });
            for (day, entry) in (6..).zip(entries) {
                files[entry] = json!({ "entered": format!("2026-03-{day:02}") });
            }
            Case::of(&files).says("feedback-unanswered")
        };
        let told = [
            "feedback/a:verdict: on 6 March 2026 Ana Ortiz found it not valuable (`feedback/a`), and neither approach nor requirements \
              changed after\n\
              engage add action \"WHAT WE DO ABOUT IT\" -e harbor-search --owner WHO --from feedback/a",
        ];
        assert_eq!(walked(&["cycle-1/06-demo", "cycle-1/07-dev"]), told);
        assert_eq!(walked(&["cycle-1/06-demo", "cycle-1/07-after-action"]), told);
        assert_eq!(walked(&["cycle-1/06-demo", "cycle-2/01-hypothesis", "cycle-2/02-dev"]), told);
        assert!(walked(&["cycle-1/06-demo", "cycle-2/01-hypothesis"]).is_empty());
    }

    #[test]
    fn praise_needs_no_answer_and_before_adjust_none_is_due() {
        assert!(says("valuable", &json!({})).is_empty());
        assert!(says("", &json!({})).is_empty());
        let files = json!({ "people/ana-ortiz": { "name": "Ana Ortiz", "side": "customer" },
            "feedback/a": { "on": "2026-03-06", "from": "ana-ortiz", "verdict": "not-valuable" } });
        assert!(Case::at(Step::Demo, files).says("feedback-unanswered").is_empty());
        assert!(
            case("not-valuable", &json!({})).unreadable("cycle-1/07-adjust").says("feedback-unanswered").is_empty()
        );
    }
}
