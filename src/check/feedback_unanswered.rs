//! The customer said that it does not help them, and nothing was changed after.

use super::{Check, Example, Scene};
use crate::insight::actions;
use crate::model::engagement::Engagement;
use crate::model::entry::Answers;
use crate::model::finding::{Finding, Level};
use crate::model::record::{Feedback, Record, Requirement, Side, Worth};
use crate::model::reference::{EntryId, Reference};
use crate::model::step::Step;
use crate::model::words;

pub(super) const CHECK: Check = Check {
    id: "feedback-unanswered",
    level: Level::Warning,
    from: Step::Dev,
    guards: None,
    summary: "feedback is not valuable or changed-mind, and neither approach nor requirement changed after",
    why: "Who says that it does not help them and sees the same thing again has been asked for nothing.",
    remedy: "Say in the adjust entry what is done differently, change the requirement, or raise an action from it.",
    source: "nine-step customer engagement process, step 7: adjust to the feedback",
    example: Example {
        step: Step::Adjust,
        today: "2026-03-10",
        fires: &[
            ("people/ana-ortiz", "name: Ana Ortiz\nside: customer\n"),
            (
                "feedback/2026-03-06-ana-ortiz-aaaa",
                "on: 2026-03-06\nfrom: ana-ortiz\nsaid: I have that on paper.\nverdict: not-valuable\n",
            ),
        ],
        silent: &[
            ("people/ana-ortiz", "name: Ana Ortiz\nside: customer\n"),
            (
                "feedback/2026-03-06-ana-ortiz-aaaa",
                "on: 2026-03-06\nfrom: ana-ortiz\nsaid: I have that on paper.\nverdict: not-valuable\n",
            ),
            ("cycle-1/07-adjust", "approach: What is not on paper; the old berth numbers first.\n"),
        ],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let said = engagement.in_cycle::<Feedback>(engagement.cycle()).filter(|_| engagement.is_open());
    let theirs = said.filter(|(_, feedback)| engagement.is_of(&feedback.from, Side::Customer));
    theirs.filter_map(|(name, feedback)| unanswered(engagement, name, feedback)).collect()
}

fn unanswered(engagement: &Engagement, name: &Reference, feedback: &Feedback) -> Option<Finding> {
    let verdict = match feedback.verdict? {
        Worth::Valuable => return None,
        Worth::NotValuable => "found it not valuable",
        Worth::ChangedMind => "wanted something else",
    };
    let during = engagement.entry_of(&Record::Feedback(feedback.clone()))?;
    let adjust = adjusted(engagement, during)?;
    if answers(engagement, during) || requirement_changed(engagement, feedback) || actions::comes_of(engagement, name) {
        return None;
    }
    let sentence = format!(
        "on {} {} {verdict}, and neither approach nor requirements changed after",
        words::date(feedback.on),
        engagement.name_of(&feedback.from)
    );
    let remedy = format!("engage set -e {} --in {adjust} approach=\"WHAT WE DO DIFFERENTLY\"", engagement.id);
    Some(Finding::on(name.clone(), sentence, remedy).at("verdict"))
}

/// The first entry after it whose question is what changes.
fn adjusted(engagement: &Engagement, during: EntryId) -> Option<EntryId> {
    engagement.walk.iter().find(|entry| entry.step == Step::Adjust && **entry >= during).copied()
}

/// Whether an adjust entry after it says what is done differently, or may say so and cannot be read.
fn answers(engagement: &Engagement, during: EntryId) -> bool {
    let mut adjusts = engagement.walk.iter().filter(|entry| entry.step == Step::Adjust && **entry >= during);
    adjusts.any(|entry| match engagement.entries.get(entry).map(|entry| &entry.answers) {
        Some(Answers::Adjust(adjust)) => adjust.approach.is_some(),
        _ => true,
    })
}

fn requirement_changed(engagement: &Engagement, feedback: &Feedback) -> bool {
    let mut days = engagement
        .all::<Requirement>()
        .flat_map(|(_, requirement)| requirement.changes.iter().map(|change| change.on).chain([requirement.raised]));
    days.any(|day| day >= feedback.on)
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
                "feedback/a:verdict: on 6 March 2026 Ana Ortiz found it not valuable, and neither approach nor requirements \
              changed after\n\
              engage set -e harbor-search --in cycle-1/07-adjust approach=\"WHAT WE DO DIFFERENTLY\""
            ]
        );
        assert!(says("changed-mind", &json!({}))[0].contains("Ana Ortiz wanted something else, and"));
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
