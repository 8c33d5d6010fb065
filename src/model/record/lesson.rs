//! Something learned: to sustain, to improve, or a mistake (TC 25-20).

use super::{Kind, Recorded};
use crate::model::date::Date;
use crate::model::element::Element;
use crate::model::field::{choice, record};
use crate::model::reference::EntryId;
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

record! {
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
        optional {
            /// Why it happened.
            why: Option<Text>,
            /// What to do about it.
            recommendation: Option<Text>,
            /// The element it concerns (HSEEP).
            element: Option<Element>,
            /// The step it belongs to, such as cycle-1/06-demo.
            during: Option<EntryId>,
        }
    }
}

impl Recorded for Lesson {
    const KIND: Kind = Kind::Lesson;

    fn text(&self) -> Option<&Text> {
        Some(&self.issue)
    }
    fn date(&self) -> Option<Date> {
        Some(self.on)
    }
    fn during(&self) -> Option<EntryId> {
        self.during
    }
}
