//! Nobody said what would make us stop.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "no-stop-criterion",
    level: Level::Advice,
    about: About::Cycle,
    summary: "nothing says what would make us stop",
    why: "Whoever says beforehand what would end it can stop without shame, before the customer's time is spent.",
    remedy: "Name one thing that, if it turned out so, would make the work not worth their time.",
    source: "nine-step customer engagement process, step 1: a hypothesis names what would refute it",
    both: &[("cycle-1/01-hypothesis", "today: they ring the archive\n")],
    silent: &[("cycle-1/01-hypothesis", "stop_if: fewer than 7 pages in 10 can be read\n")],
    run: One(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Option<Finding> {
    // Asked for when both sides commit; while it is built and shown, other things matter more.
    let entry = scene.unanswered_since(|answers| answers.stop_if.is_some());
    let entry = entry.filter(|_| scene.stands(Step::Select..=Step::Select))?;
    let sentence = "`stop_if` is not answered: nothing says what would make us stop";
    Some(scene.asks(entry.id, "stop_if", sentence, ["stop_if=WHAT WOULD END IT"]))
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

    #[test]
    fn what_an_earlier_cycle_answered_is_not_asked_again() {
        let says = |first: &Value| {
            let mut files = json!({
                "cycle-1/01-hypothesis": first,
                "cycle-2/01-hypothesis": { "entered": "2026-03-08" },
                "cycle-2/02-select": { "entered": "2026-03-09" },
            });
            files["cycle-1/01-hypothesis"]["entered"] = "2026-03-01".into();
            Case::of(&files).says("no-stop-criterion")
        };
        assert!(says(&json!({ "stop_if": "nobody would use it" })).is_empty());
        assert!(says(&json!({}))[0].starts_with("cycle-2/01-hypothesis:stop_if: "));
    }
}
