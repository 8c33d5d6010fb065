//! Nobody said what would make us stop.

use super::{Check, Example, Scene};
use crate::model::entry::Answers;
use crate::model::finding::{Finding, Level};
use crate::model::step::Step;

pub(super) const CHECK: Check = Check {
    id: "no-stop-criterion",
    level: Level::Advice,
    from: Step::Select,
    guards: None,
    summary: "nothing says what would make us stop",
    why: "Whoever says beforehand what would end it can stop without shame, before the customer's time is spent.",
    remedy: "Name one thing that, if it turned out so, would make the work not worth their time.",
    source: "nine-step customer engagement process, step 1: a hypothesis names what would refute it",
    example: Example {
        step: Step::Select,
        today: "2026-03-10",
        fires: &[("cycle-1/01-hypothesis", "today: they ring the archive\n")],
        silent: &[(
            "cycle-1/01-hypothesis",
            "today: they ring the archive\nstop_if: fewer than 7 pages in 10 can be read\n",
        )],
    },
    run,
};

fn run(scene: &Scene) -> Vec<Finding> {
    // Asked for when both sides commit; while it is built and shown, other things matter more.
    let entry = scene.last_stay(Step::Hypothesis).filter(|_| scene.stands(Step::Select..=Step::Select));
    let Some(entry) = entry else { return vec![] };
    match &entry.answers {
        Answers::Hypothesis(answers) if answers.stop_if.is_none() => {
            let remedy =
                format!("engage set -e {} --in {} stop_if=\"WHAT WOULD END IT\"", scene.engagement.id, entry.id);
            let sentence = "`stop_if` is not answered: nothing says what would make us stop";
            vec![Finding::on(entry.id.reference(), sentence, remedy).at("stop_if")]
        }
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, answers: &Value) -> Vec<String> {
        Case::at(step, json!({ "cycle-1/01-hypothesis": answers })).says("no-stop-criterion")
    }

    #[test]
    fn a_way_out_is_asked_for_when_both_sides_commit() {
        assert_eq!(
            says(Step::Select, &json!({})),
            ["cycle-1/01-hypothesis:stop_if: `stop_if` is not answered: nothing says what would make us stop\n\
              engage set -e harbor-search --in cycle-1/01-hypothesis stop_if=\"WHAT WOULD END IT\""]
        );
    }

    #[test]
    fn answered_or_before_or_after_it_is_silent() {
        assert!(says(Step::Select, &json!({ "stop_if": "nobody would use it" })).is_empty());
        assert!(says(Step::Validate, &json!({})).is_empty() && says(Step::Dev, &json!({})).is_empty());
    }
}
