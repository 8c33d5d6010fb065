//! Something should improve, and nobody has an action for it.

use crate::check::prelude::*;

pub const CHECK: Check =
    Check { about: Span::Cycle, run: Each(find), ..row!("improve-without-action", Method, AfterAction) };

fn find(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let lessons = engagement.in_cycle::<Lesson>(engagement.cycle());
    let open =
        lessons.filter(|(name, lesson)| lesson.kind != LessonKind::Sustain && !is_acted_on(engagement, name, lesson));
    let finding = |(name, lesson): (&Reference, &Lesson)| {
        let kind = if lesson.kind == LessonKind::Mistake { "mistake" } else { "lesson" };
        let sentence = format!("the {kind} `{}` has no follow-up action", words::short(lesson.issue.as_str(), 80));
        Finding::on(name, sentence, scene.to_act_on(name, "WHAT WILL BE DONE", &["--due", "DATE"]))
    };
    open.map(finding).collect()
}

/// Whether an action names the lesson, or names nothing and has the same element from that day on: the
/// evening's debrief records both without a link.
fn is_acted_on(engagement: &Engagement, name: &Reference, lesson: &Lesson) -> bool {
    engagement.all::<Action>().any(|(_, action)| match &action.from {
        Some(from) => from == name,
        None => action.element.is_some() && action.element == lesson.element && action.raised >= lesson.on,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_of_its_element_from_that_day_on_comes_of_it() {
        let changed = Example::of(&CHECK).with("lessons/2026-03-08-a-day-was-lost-aaaa: {element: planning}");
        changed.boundaries(
            "lessons/2026-03-08-a-day-was-lost-aaaa: {kind: mistake}
             > lessons/2026-03-08-a-day-was-lost-aaaa: the mistake `A day on site was lost to a holiday` has no \
                 follow-up action
             lessons/2026-03-08-a-day-was-lost-aaaa: {kind: sustain}
             at: plan-next
             > the same
             actions/a: {what: x, owner: jon, raised: 2026-03-08, element: planning}
             actions/a: {what: x, owner: jon, raised: 2026-03-07, element: planning}
             > the same
             actions/a: {what: x, owner: jon, raised: 2026-03-08, element: training}
             > the same
             actions/a: {what: x, owner: jon, raised: 2026-03-08, element: planning, from: cycle-1/04-dev}
             > the same
             actions/a: {what: x, owner: jon, raised: 2026-03-08}
             > the same",
        );
    }
}
