//! An action's day has passed, and it is not done.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "action-overdue",
    outlives: true,
    summary: "an action's due day has passed and it is not done",
    why: "An improvement plan is worth what becomes of it; what slips unsaid slips again.",
    source: "HSEEP, improvement planning: corrective actions are tracked to completion",
    remedy: "Say that it is done, or agree on another day with whoever owns it.",
    both: &[
        ANA,
        (
            "actions/2026-03-02-ship-the-disk-aaaa",
            "what: ship the disk\nowner: ana-ortiz\nraised: 2026-03-02\ndue: 2026-03-06\n",
        ),
    ],
    silent: &[("actions/2026-03-02-ship-the-disk-aaaa", "done: 2026-03-06\n")],
    run: Each(find),
    ..super::from(Step::Hypothesis)
};

fn find(scene: &Scene) -> Vec<Finding> {
    // an action outlives an engagement that was completed; of one that was called off it is said on that day
    let is_over = scene.called_off() && !scene.called_off_today();
    if is_over { vec![] } else { scene.each(overdue) }
}

fn overdue(scene: &Scene, name: &Reference, action: &Action) -> Option<Finding> {
    let due = action.due.filter(|due| *due < scene.today && action.done.is_none())?;
    let sentence = format!(
        "`{}` was due from {} on {}, {} ago",
        action.what.one_line(),
        scene.engagement.name_of(&action.owner),
        words::date(due),
        words::days(scene.today.days_since(due))
    );
    let done = Remedy::engage(["done", id(name), "-e", scene.engagement.id.as_str()]);
    Some(Finding::on(name, sentence, done.or(scene.to_set(name, ["due=DATE"]))).at("due").late())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(due: &str, done: &str) -> Vec<String> {
        let action: Value =
            json!({ "what": "ship the disk", "owner": "ana-ortiz", "raised": "2026-03-02", "due": due, "done": done });
        let person = json!({ "name": "Ana Ortiz", "side": "customer" });
        let files = json!({ "actions/2026-03-02-ship-the-disk-aaaa": action, "people/ana-ortiz": person });
        Case::at(Step::Hypothesis, files).on("2026-03-10").says("action-overdue")
    }

    #[test]
    fn an_action_is_overdue_from_the_day_after() {
        assert_eq!(
            says("2026-03-09", ""),
            ["actions/2026-03-02-ship-the-disk-aaaa:due: `ship the disk` was due from Ana Ortiz on 9 March 2026, \
              1 day ago\n\
              engage done 2026-03-02-ship-the-disk-aaaa -e harbor-search   # or: engage set -e harbor-search \
              --in actions/2026-03-02-ship-the-disk-aaaa due=DATE"]
        );
    }

    #[test]
    fn it_outlives_an_engagement_that_was_completed_and_not_one_that_was_called_off() {
        let ended = |kind: &str, on: &str| {
            let action = json!({ "what": "x", "owner": "ana", "raised": "2026-03-02", "due": "2026-03-05" });
            let mut files = json!({ "actions/a": action });
            files[format!("outcomes/01-{kind}")] = json!({ "on": on, "kind": kind, "reason": "x" });
            Case::at(Step::Demo, files).on("2026-03-10").says("action-overdue").len()
        };
        assert_eq!((ended("completed", "2026-03-09"), ended("called-off", "2026-03-09")), (1, 0));
        assert_eq!(ended("called-off", "2026-03-10"), 1, "what is owed is said when it is called off");
    }

    #[test]
    fn due_today_done_or_without_a_day_is_fine() {
        assert!(says("2026-03-10", "").is_empty());
        assert!(says("2026-03-05", "2026-03-08").is_empty());
        assert!(says("", "").is_empty());
    }
}
