//! What the files of this floor import.

pub(super) use std::collections::{BTreeMap, BTreeSet};

pub(super) use serde::Serialize;

pub(super) use crate::model::date::Date;
pub(super) use crate::model::engagement::Engagement;
pub(super) use crate::model::entry::Entry;
pub(super) use crate::model::number::Amount;
pub(super) use crate::model::record::{Action, Feedback, Goal, Kind, Lesson, LessonKind, Record, Side, Verdict};
pub(super) use crate::model::reference::{EntryId, PersonId, Reference};
pub(super) use crate::model::slug::Slug;
pub(super) use crate::model::step::Step;
pub(super) use crate::model::text::Text;
