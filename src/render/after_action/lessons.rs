//! What to sustain, what to improve, and what was a mistake.

use crate::model::engagement::Engagement;
use crate::model::record::{Lesson as Record, LessonKind};
use crate::render::said;
use crate::render::view::view;

view! {
    /// The lessons of a cycle by kind.
    pub struct Lessons {
        /// Lessons on what to keep.
        pub sustain: Vec<Lesson>,
        /// Lessons on what to do better.
        pub improve: Vec<Lesson>,
        /// Lessons on mistakes.
        pub mistake: Vec<Lesson>,
    }
}

impl Lessons {
    /// Whether there are none of any kind.
    pub fn is_empty(&self) -> bool {
        self.sustain.is_empty() && self.improve.is_empty() && self.mistake.is_empty()
    }
}

view! {
    /// One lesson.
    pub struct Lesson {
        /// What was found.
        issue: String,
        /// Why it was so.
        why: String,
        /// What to do about it.
        recommendation: String,
    }
}

/// The lessons of a cycle.
pub fn lessons(engagement: &Engagement, cycle: u32) -> Lessons {
    let of = |kind| {
        let lessons = engagement.in_cycle::<Record>(cycle).map(|(_, lesson)| lesson);
        lessons.filter(|lesson| lesson.kind == kind).map(lesson).collect()
    };
    Lessons { sustain: of(LessonKind::Sustain), improve: of(LessonKind::Improve), mistake: of(LessonKind::Mistake) }
}

fn lesson(lesson: &Record) -> Lesson {
    let issue = |element| format!("{} ({element})", said::clause(&lesson.issue));
    Lesson {
        issue: lesson.element.map_or_else(|| lesson.issue.one_line(), issue),
        why: said::line(lesson.why.as_ref()),
        recommendation: said::line(lesson.recommendation.as_ref()),
    }
}
