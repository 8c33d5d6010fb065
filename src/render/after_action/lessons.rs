//! What to sustain, what to improve, and what was a mistake.

use serde::Serialize;

use crate::model::engagement::Engagement;
use crate::model::record::{Lesson as Record, LessonKind};
use crate::render::said;

/// The lessons of a cycle by kind.
#[derive(Debug, Serialize)]
pub struct Lessons {
    /// What went well.
    pub sustain: Vec<Lesson>,
    /// What can be better.
    pub improve: Vec<Lesson>,
    /// What went wrong by our doing.
    pub mistake: Vec<Lesson>,
}

impl Lessons {
    /// Whether there are none of any kind.
    pub fn is_empty(&self) -> bool {
        self.sustain.is_empty() && self.improve.is_empty() && self.mistake.is_empty()
    }
}

/// One lesson.
#[derive(Debug, Serialize)]
pub struct Lesson {
    /// What happened, with the element it concerns where somebody said.
    issue: String,
    why: String,
    recommendation: String,
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
