//! A lesson of this cycle was learned before, here or elsewhere, and has no action yet.

use crate::check::prelude::*;
use crate::insight::precedents::Precedents;

pub const CHECK: Check = Check {
    id: "lesson-repeated",
    level: Level::Advice,
    about: Span::Cycle,
    summary: "a lesson was learned before, here or elsewhere, and has no follow-up action",
    why: "A lesson that comes back was written down but not learned. Another recommendation will not change that.",
    remedy: "Add an action with an owner and a due date, and tell the teams that come after you.",
    source: "TC 25-20 and HSEEP: a lesson is learned when what people do has changed",
    at: Step::AfterAction,
    fires: &[
        (
            "lessons/2026-03-08-a-day-was-lost-aaaa",
            "on: 2026-03-08\nkind: mistake\nissue: A day on site was lost to a holiday\n",
        ),
        (
            "quay-archive:lessons/2026-02-10-a-holiday-aaaa",
            "on: 2026-02-10\nkind: improve\nissue: A day on site was lost to their holidays\n\
             recommendation: ask for their calendar when the trip is planned\n",
        ),
    ],
    silent: &[
        JON,
        (
            "lessons/2026-03-08-a-day-was-lost-aaaa",
            "on: 2026-03-08\nkind: mistake\nissue: A day on site was lost to a holiday\n",
        ),
        (
            "quay-archive:lessons/2026-02-10-a-holiday-aaaa",
            "on: 2026-02-10\nkind: improve\nissue: A day on site was lost to their holidays\n",
        ),
        (
            "actions/2026-03-08-their-calendar-aaaa",
            "what: put their calendar in ours\nowner: jon-berg\nraised: 2026-03-08\n\
             from: lessons/2026-03-08-a-day-was-lost-aaaa\n",
        ),
    ],
    run: Each(find),
    ..super::from(Step::Hypothesis)
};

fn find(scene: &Scene) -> Vec<Finding> {
    let engagement = scene.engagement;
    let lessons = engagement.in_cycle::<Lesson>(engagement.cycle());
    let is_open = |name, lesson: &Lesson| lesson.kind != LessonKind::Sustain && !actions::comes_of(engagement, name);
    let open: Vec<_> = lessons.filter(|(name, lesson)| is_open(name, lesson)).collect();
    if open.is_empty() {
        return vec![];
    }
    let here = Precedents::of(precedents::learned(engagement));
    let repeated = |(name, lesson): (&Reference, &Lesson)| {
        let before = scene.last_before(&here, scene.elsewhere.learned(), &lesson.issue, lesson.on)?;
        Some(finding(scene, name, lesson, before))
    };
    open.into_iter().filter_map(repeated).collect()
}

fn finding(scene: &Scene, name: &Reference, lesson: &Lesson, before: &Memory) -> Finding {
    let is_here = before.engagement == scene.engagement.id;
    let place = if is_here { String::new() } else { format!(" in `{}`", before.engagement) };
    let advice = before
        .tells("recommendation")
        .map(|advice| format!("; recommended then: {}", words::short(advice, 120).trim_end_matches('.')));
    let sentence = format!(
        "`{}` was learned before, on {}{place}{}",
        words::short(lesson.issue.as_str(), 80),
        words::date(before.on),
        advice.unwrap_or_default()
    );
    Finding::on(name, sentence, scene.to_act_on(name, "WHAT WILL BE DIFFERENT", &["--due", "DATE"])).at("issue")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_of_what_went_badly_came_back() {
        CHECK.boundaries(
            "quay-archive:lessons/2026-02-10-a-holiday-aaaa: ~, \
                 lessons/b: {on: 2026-03-02, kind: mistake, issue: A day was lost on site to their holiday, \
                 recommendation: ask.}
             > lessons/2026-03-08-a-day-was-lost-aaaa:issue: `A day on site was lost to a holiday` was learned \
                 before, on 2 March 2026; recommended then: ask
             quay-archive:lessons/2026-02-10-a-holiday-aaaa: {kind: sustain}
             lessons/2026-03-08-a-day-was-lost-aaaa: {kind: sustain}",
        );
    }
}
