//! The customer asked for something else, the approach was adjusted, and no requirement was.
//!
//! Where the approach was not adjusted either, the feedback itself is unanswered, which is not said here.

use super::{Check, Example, Scene};
use crate::insight::sentiment;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::entry::{Answers, Entry};
use crate::model::finding::{Finding, Level};
use crate::model::record::{Feedback, Requirement, Status, Worth};
use crate::model::reference::Reference;
use crate::model::step::Step;
use crate::model::words;

pub(super) const CHECK: Check = Check {
    id: "requirements-stale",
    level: Level::Warning,
    from: Step::Dev,
    guards: None,
    summary: "feedback asked for a change, and no requirement was changed or raised since",
    why: "What is built next follows the requirements as written; what was only said at the demo is then lost.",
    remedy: "Change the requirement it touches, raise a new one, or drop what they no longer want.",
    source: "nine-step customer engagement process, step 7: requirements are adjusted to the feedback",
    example: Example {
        step: Step::Adjust,
        today: "2026-03-10",
        fires: &[
            ("people/ana-ortiz", "name: Ana Ortiz\nside: customer\n"),
            ("requirements/offline", "statement: it works offline\nclass: user\nraised: 2026-03-02\n"),
            (
                "feedback/2026-03-06-ana-ortiz-aaaa",
                "on: 2026-03-06\nfrom: ana-ortiz\nsaid: I need the berth, not the page\nverdict: changed-mind\n",
            ),
            ("cycle-1/07-adjust", "approach: search by berth\n"),
        ],
        silent: &[
            ("people/ana-ortiz", "name: Ana Ortiz\nside: customer\n"),
            ("requirements/offline", "statement: it works offline\nclass: user\nraised: 2026-03-02\n"),
            ("requirements/by-berth", "statement: one searches by berth\nclass: user\nraised: 2026-03-07\n"),
            (
                "feedback/2026-03-06-ana-ortiz-aaaa",
                "on: 2026-03-06\nfrom: ana-ortiz\nsaid: I need the berth, not the page\nverdict: changed-mind\n",
            ),
            ("cycle-1/07-adjust", "approach: search by berth\n"),
        ],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let Some(touched) = last_touched(engagement).filter(|_| engagement.is_open()) else { return vec![] };
    let adjusted = last_adjusted(engagement);
    let voices = sentiment::voices(engagement, engagement.cycle());
    let asked: Vec<_> = voices
        .into_iter()
        .filter(|(_, feedback)| feedback.on > touched && adjusted.is_some_and(|day| day >= feedback.on))
        .filter_map(|(name, feedback)| Some((name, feedback, wish(feedback)?)))
        .collect();
    let Some((name, feedback, _)) = asked.first() else { return vec![] };
    let said: Vec<_> = asked
        .iter()
        .map(|(_, feedback, wish)| {
            format!("{} said on {} {wish}", engagement.name_of(&feedback.from), words::date(feedback.on))
        })
        .collect();
    let sentence = format!("{}; the approach was adjusted since, and no requirement was", words::and_list(&said));
    let id = &engagement.id;
    let remedy = format!(
        "engage set -e {id} --in requirements/WHICH changes+='{{on: DATE, what: \"WHAT CHANGED\", asked_by: {}}}'   \
         # or: engage add requirement \"WHAT IS NEEDED\" -e {id} --class user",
        feedback.from
    );
    vec![Finding::on(Reference::clone(name), sentence, remedy).at("verdict")]
}

/// What a verdict asks for.
fn wish(feedback: &Feedback) -> Option<&'static str> {
    match feedback.verdict? {
        Worth::Valuable => None,
        Worth::NotValuable => Some("that it does not help them"),
        Worth::ChangedMind => Some("that they want something else now"),
    }
}

/// The last day on which a requirement was raised, changed or accepted; none where there is none to change.
fn last_touched(engagement: &Engagement) -> Option<Date> {
    let days = |requirement: &Requirement| {
        let accepted = requirement.accepted.iter().map(|accepted| accepted.on);
        let changed = requirement.changes.iter().map(|change| change.on);
        changed.chain(accepted).chain([requirement.raised]).max()
    };
    let all = || engagement.all::<Requirement>().map(|(_, requirement)| requirement);
    let any = all().any(|requirement| requirement.status != Some(Status::Dropped));
    all().filter_map(days).max().filter(|_| any)
}

/// The last day of this cycle on which the approach was adjusted.
fn last_adjusted(engagement: &Engagement) -> Option<Date> {
    let says_how = |entry: &&Entry| matches!(&entry.answers, Answers::Adjust(adjust) if adjust.approach.is_some());
    engagement.entries_in(engagement.cycle()).filter(says_how).map(|entry| entry.common.entered).max()
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
              changes+='{on: DATE, what: \"WHAT CHANGED\", asked_by: ana-ortiz}'   \
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
    fn where_the_approach_did_not_change_either_it_is_not_the_requirements() {
        assert!(says(&json!({}), "").is_empty());
    }
}
