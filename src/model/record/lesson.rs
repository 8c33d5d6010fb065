//! Something learned: to sustain, to improve, or a mistake (TC 25-20).

use crate::model::prelude::*;

choice! {
    /// What kind of lesson.
    pub enum LessonKind {
        /// It went well; do it again.
        Sustain = "sustain",
        /// It could go better.
        Improve = "improve",
        /// It went wrong.
        Mistake = "mistake",
    }
}

fact! {
    /// Something learned.
    pub struct Lesson {
        required {
            /// Date it was noticed.
            on: Date,
            /// Kind of lesson: sustain, improve or mistake.
            kind: LessonKind,
            /// What happened.
            issue: Text,
        }
        /// Why it happened.
        why: Option<Text>,
        /// Recommendation.
        recommendation: Option<Text>,
        /// Area it concerns (HSEEP element).
        element: Option<Element>,
    }
}
