//! The lessons: what to sustain, what to improve, and what was a mistake.

use super::line;
use crate::model::element::Element;
use crate::model::record::Lesson as Record;
use crate::render::view::view;

view! {
    /// One lesson.
    pub struct Lesson {
        /// What was found.
        issue: String,
        /// What it concerns: planning, organization, equipment, training or exercise.
        element: &'static str,
        /// Why it was so.
        why: String,
        /// What to do about it.
        recommendation: String,
    }
}

/// A lesson of the record.
pub fn lesson(lesson: &Record) -> Lesson {
    Lesson {
        issue: lesson.issue.one_line(),
        element: lesson.element.map(Element::word).unwrap_or_default(),
        why: line(lesson.why.as_ref()),
        recommendation: line(lesson.recommendation.as_ref()),
    }
}
