//! Something learned: to sustain, to improve, or a mistake (TC 25-20).

use crate::model::date::Date;
use crate::model::element::Element;
use crate::model::field::{choice, fact};
use crate::model::text::Text;

choice! {
    /// What kind of lesson.
    pub enum LessonKind {
        /// It went well; do it again.
        Sustain = "sustain",
        /// It can go better.
        Improve = "improve",
        /// It went wrong.
        Mistake = "mistake",
    }
}

fact! {
    /// Something learned.
    pub struct Lesson {
        required {
            /// The day it was noticed.
            on: Date,
            /// To sustain, to improve, or a mistake.
            kind: LessonKind,
            /// What happened.
            issue: Text,
        }
        /// Why it happened.
        why: Option<Text>,
        /// What to do about it.
        recommendation: Option<Text>,
        /// The element it concerns (HSEEP).
        element: Option<Element>,
    }
}
