//! A lesson of this cycle was learned before, here or elsewhere, and has no action yet.

use crate::check::prelude::*;
use crate::insight::precedents::Precedents;

pub const CHECK: Check =
    Check { level: Level::Advice, about: Span::Cycle, run: Among(find), ..row!("lesson-repeated", Method, Hypothesis) };

fn find(scene: &Scene) -> Vec<Suspicion> {
    let engagement = scene.engagement;
    let lessons = engagement.in_cycle::<Lesson>(engagement.cycle());
    let is_open = |name, lesson: &Lesson| lesson.kind != LessonKind::Sustain && !actions::comes_of(engagement, name);
    let open: Vec<_> = lessons.filter(|(name, lesson)| is_open(name, lesson)).collect();
    if open.is_empty() {
        return vec![];
    }
    let here = Precedents::of(precedents::learned(engagement));
    let repeated = |(name, lesson): (&Reference, &Lesson)| {
        let issue = words::short(lesson.issue.as_str(), 80);
        let say = move |before: &Memory, place: &str| sentence(&issue, before, place);
        let sentence = scene.precedent(&here, |all| &all.learned, (&lesson.issue, lesson.on), say);
        let remedy = scene.to_act_on(name, "WHAT WILL BE DIFFERENT", &["--due", "DATE"]);
        Suspicion::on(Finding::on(name, "", remedy).at("issue"), sentence)
    };
    open.into_iter().map(repeated).collect()
}

fn sentence(issue: &str, before: &Memory, place: &str) -> String {
    let advice = before
        .tells("recommendation")
        .map(|advice| format!("; recommended then: {}", words::short(advice, 120).trim_end_matches('.')));
    format!(
        "`{issue}` was learned before, on {}{place}{}",
        before.on.map(words::date).unwrap_or_default(),
        advice.unwrap_or_default()
    )
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
