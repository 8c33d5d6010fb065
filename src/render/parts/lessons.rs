//! The lessons: what to sustain, what to improve, and what was a mistake.

use crate::model::element::Element;
use crate::render::parts::prelude::*;

view! {
    /// One lesson.
    pub struct LessonView {
        /// Its kind: sustain, improve or mistake.
        pub kind: &'static str,
        /// What was found.
        pub issue: String,
        /// What it concerns: planning, organization, equipment, training or exercise.
        pub element: &'static str,
        /// Why it was so.
        pub why: String,
        /// What to do about it.
        pub recommendation: String,
        /// Whether a recorded action refers to it.
        pub has_action: bool,
    }
}

/// Those that matter most first: named by the lead, then mistakes, then those with an action, else in their order.
pub fn strongest(
    engagement: &Engagement,
    mut lessons: Vec<(&Reference, &Lesson)>,
    named: &[Reference],
) -> Vec<LessonView> {
    let has_action = answered(engagement);
    let place = |name: &Reference| named.iter().position(|one| one == name);
    lessons.sort_by_key(|(name, lesson)| {
        let at = place(name);
        (at.is_none(), at, lesson.kind != LessonKind::Mistake, !has_action.contains(name))
    });
    of(engagement, lessons)
}

/// What a cycle found to keep, or to change, the strongest first.
pub fn of_cycle(engagement: &Engagement, cycle: u32, is_to_keep: bool, named: &[Reference]) -> Vec<LessonView> {
    let is_one = |lesson: &Lesson| (lesson.kind == LessonKind::Sustain) == is_to_keep;
    let here = engagement.in_cycle::<Lesson>(cycle).filter(|(_, lesson)| is_one(lesson));
    strongest(engagement, here.collect(), named)
}

/// The records that an action refers to.
fn answered(engagement: &Engagement) -> BTreeSet<&Reference> {
    engagement.all::<Action>().filter_map(|(_, action)| action.from.as_ref()).collect()
}

/// Lessons of the record, in order.
pub fn of<'a>(
    engagement: &Engagement,
    records: impl IntoIterator<Item = (&'a Reference, &'a Lesson)>,
) -> Vec<LessonView> {
    let answered = answered(engagement);
    let lesson = |(name, lesson): (&Reference, &Lesson)| LessonView {
        kind: lesson.kind.word(),
        issue: lesson.issue.one_line(),
        element: lesson.element.map(Element::word).unwrap_or_default(),
        why: line(lesson.why.as_ref()),
        recommendation: line(lesson.recommendation.as_ref()),
        has_action: answered.contains(name),
    };
    records.into_iter().map(lesson).collect()
}
