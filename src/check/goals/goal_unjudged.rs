//! A goal's time has come, and nobody judged it.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "goal-unjudged",
    outlives: true,
    summary: "a goal is not judged when its day has passed, or at the after-action review",
    why: "A goal that both sides committed to and nobody judged leaves each side with its own story.",
    source: "TC 25-20: what was planned is compared with what happened",
    remedy: "Hold it against its criterion with the customer and judge it, or agree on a later day.",
    at: Step::AfterAction,
    both: &[(
        "goals/fast",
        "statement: search is fast\ncriterion: nine of ten reports found within ten seconds\n\
             committed: 2026-03-03\n",
    )],
    silent: &[("goals/fast", "due: 2026-04-20\n")],
    run: Each(find),
    ..super::from(Step::Select)
};

fn find(scene: &Scene) -> Vec<Finding> {
    // what was called off is judged by nobody; what was completed is
    if scene.called_off() { vec![] } else { scene.each(unjudged) }
}

fn unjudged(scene: &Scene, name: &Reference, goal: &Goal) -> Option<Finding> {
    let sentence = match goal.due {
        _ if goal.verdict() != Verdict::Open => return None,
        // It may still be met: it is carried into the next cycle.
        Some(due) if due >= scene.today => return None,
        Some(due) => format!("`{}` was due on {} and is not judged", id(name), words::date(due)),
        None if !is_reviewed(scene, goal) => return None,
        None => format!("`{}`, committed to on {}, is not judged", id(name), words::date(goal.committed)),
    };
    let remedy = scene.to_judge(name, Verdict::Met, &[]).note("or partly, missed");
    let finding = Finding::on(name, sentence, remedy).at("verdict");
    Some(if goal.due.is_some() { finding.late() } else { finding })
}

/// Whether the cycle in which it was committed to, or a later one, came to its review since.
fn is_reviewed(scene: &Scene, goal: &Goal) -> bool {
    let Some(made) = scene.engagement.entry_of(&Record::Goal(goal.clone())) else { return false };
    let mut since = scene.engagement.walk.iter().filter(|entry| **entry > made && entry.step >= Step::AfterAction);
    // what is committed to at the review, or after it, is for the next cycle
    since.any(|entry| made.step < Step::AfterAction || entry.cycle > made.cycle)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, due: &str, verdict: &str) -> Vec<String> {
        let goal = json!({
            "statement": "s", "criterion": "c", "committed": "2026-03-03", "due": due, "verdict": verdict,
        });
        Case::at(step, json!({ "goals/fast": goal })).on("2026-03-10").says("goal-unjudged")
    }

    #[test]
    fn an_open_goal_without_a_day_or_past_it_is_to_be_judged() {
        assert_eq!(
            says(Step::AfterAction, "", ""),
            ["goals/fast:verdict: `fast`, committed to on 3 March 2026, is not judged\n\
              engage judge fast met -e harbor-search   # or partly, missed"]
        );
        assert_eq!(
            says(Step::PlanNext, "2026-03-09", "open"),
            ["goals/fast:verdict: `fast` was due on 9 March 2026 and is not judged\n\
              engage judge fast met -e harbor-search   # or partly, missed"]
        );
    }

    #[test]
    fn judged_due_later_or_not_yet_reviewed_is_fine() {
        assert!(says(Step::AfterAction, "", "missed").is_empty());
        assert!(says(Step::AfterAction, "2026-03-10", "").is_empty(), "its day is not over");
        assert!(says(Step::Adjust, "", "").is_empty());
    }

    #[test]
    fn the_next_cycle_asks_for_what_the_last_one_reviewed_and_not_yet_for_its_own() {
        let says = |step: Step, committed: &str| {
            let goal = json!({ "statement": "s", "criterion": "c", "committed": committed });
            Case::again_at(step, json!({ "goals/fast": goal })).on("2026-03-20").says("goal-unjudged").len()
        };
        for (committed, at_once) in [("2026-03-03", 1), ("2026-03-08", 0), ("2026-03-09", 0), ("2026-03-12", 0)] {
            let asked = (says(Step::Select, committed), says(Step::AfterAction, committed));
            assert_eq!(asked, (at_once, 1), "{committed}");
        }
    }

    #[test]
    fn what_was_completed_is_still_to_be_judged_and_what_was_called_off_is_not() {
        let ended = |kind: &str| {
            let goal = json!({ "statement": "s", "criterion": "c", "committed": "2026-03-03", "due": "2026-03-05" });
            let mut files = json!({ "goals/fast": goal });
            files[format!("outcomes/01-{kind}")] = json!({ "on": "2026-03-06", "kind": kind, "reason": "x" });
            Case::at(Step::Demo, files).says("goal-unjudged").len()
        };
        assert_eq!((ended("completed"), ended("called-off")), (1, 0));
    }
}
