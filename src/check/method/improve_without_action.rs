//! Something is to go better, and nobody is to do anything about it.

use crate::check::prelude::*;

pub const CHECK: Check = Check {
    id: "improve-without-action",
    about: About::Cycle,
    summary: "a lesson to improve, or a mistake, has no action that comes of it",
    why: "A recommendation that nobody owns improves nothing; the next cycle will write it down again.",
    remedy: "Make an action of it, with someone who owns it and a day; where nothing is worth doing, allow it and \
        say why.",
    source: "HSEEP, improvement planning: each area for improvement has a corrective action",
    fires: &[(
        "lessons/2026-03-08-a-day-was-lost-aaaa",
        "on: 2026-03-08\nkind: improve\nissue: A day on site was lost to a holiday\n",
    )],
    silent: &[
        JON,
        (
            "lessons/2026-03-08-a-day-was-lost-aaaa",
            "on: 2026-03-08\nkind: improve\nissue: A day on site was lost to a holiday\n",
        ),
        (
            "actions/2026-03-08-their-calendar-aaaa",
            "what: put their calendar in ours\nowner: jon-berg\nraised: 2026-03-08\n\
             from: lessons/2026-03-08-a-day-was-lost-aaaa\n",
        ),
    ],
    run: Each(find),
    ..super::from(Step::AfterAction)
};

fn find(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let lessons = engagement.in_cycle::<Lesson>(engagement.cycle());
    let open =
        lessons.filter(|(name, lesson)| lesson.kind != LessonKind::Sustain && !is_acted_on(engagement, name, lesson));
    let finding = |(name, lesson): (&Reference, &Lesson)| {
        let kind = if lesson.kind == LessonKind::Mistake { "a mistake" } else { "to be improved" };
        let sentence = format!("`{}` is {kind}, and no action comes of it", words::short(lesson.issue.as_str(), 80));
        Finding::on(name, sentence, scene.to_act_on(name, "WHAT WILL BE DONE", &["--due", "DATE"]))
    };
    open.map(finding).collect()
}

/// Whether an action names the lesson, or names nothing and is of the same element from that day on: in
/// the evening's debrief both are written down without a link.
fn is_acted_on(engagement: &Engagement, name: &Reference, lesson: &Lesson) -> bool {
    engagement.all::<Action>().any(|(_, action)| match &action.from {
        Some(from) => from == name,
        None => action.element.is_some() && action.element == lesson.element && action.raised >= lesson.on,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::check::fixture::Case;
    use crate::model::step::Step;

    fn says(step: Step, kind: &str, action: &Value) -> Vec<String> {
        let lesson = json!({
            "on": "2026-03-04", "kind": kind, "issue": "a day was lost to a holiday", "element": "planning",
        });
        let mut done = json!({ "what": "their calendar", "owner": "jon" });
        done.as_object_mut().unwrap().extend(action.as_object().unwrap().clone());
        let files = json!({ "lessons/2026-03-04-a-aaaa": lesson, "actions/2026-03-04-x-aaaa": done });
        Case::at(step, files).says("improve-without-action")
    }

    fn unlinked() -> Value {
        json!({ "raised": "2026-03-04" })
    }

    #[test]
    fn what_is_to_go_better_wants_somebody_who_does_it() {
        assert_eq!(
            says(Step::AfterAction, "improve", &unlinked()),
            ["lessons/2026-03-04-a-aaaa: `a day was lost to a holiday` is to be improved, and no action comes of it\n\
              engage add action \"WHAT WILL BE DONE\" -e harbor-search --owner WHO --due DATE \
              --from lessons/2026-03-04-a-aaaa"]
        );
        assert!(says(Step::PlanNext, "mistake", &unlinked())[0].contains("is a mistake, and no action"));
    }

    #[test]
    fn before_the_review_and_for_what_went_well_nothing_is_asked() {
        assert!(says(Step::Adjust, "improve", &unlinked()).is_empty());
        assert!(says(Step::AfterAction, "sustain", &unlinked()).is_empty());
    }

    #[test]
    fn an_action_that_names_it_or_its_element_from_that_day_on_is_one() {
        let of = |raised: &str, element: &str, from: &str| {
            let action = json!({ "raised": raised, "element": element, "from": from });
            says(Step::AfterAction, "improve", &action).len()
        };
        assert_eq!(of("2026-03-04", "", "lessons/2026-03-04-a-aaaa"), 0);
        assert_eq!(of("2026-03-04", "planning", ""), 0);
        assert_eq!(of("2026-03-03", "planning", ""), 1);
        assert_eq!(of("2026-03-04", "training", ""), 1);
        assert_eq!(of("2026-03-04", "planning", "cycle-1/04-dev"), 1);
    }
}
