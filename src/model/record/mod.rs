//! The record kinds: one file each, one row each.
//!
//! Flags of `add`, JSON, references and folders follow from the row and the kind's fields.

mod action;
mod approach;
mod artifact;
mod decision;
mod feedback;
mod goal;
mod lesson;
mod note;
mod outcome;
mod person;
mod requirement;
mod signoff;
mod spend;

use serde::de::{Deserialize, DeserializeSeed, Deserializer};

pub use super::kind::{Kind, OutcomeKind};
use crate::model::prelude::*;
pub use action::Action;
pub use approach::{Approach, Tried};
pub use artifact::{Artifact, ArtifactClass};
pub use decision::Decision;
pub use feedback::{Feedback, RatedBy, Worth};
pub use goal::{Evidence, Goal, Judgement, Measure, Verdict};
pub use lesson::{Lesson, LessonKind};
pub use note::{Brief, LONGEST, Note};
pub use outcome::Outcome;
pub use person::{Person, Role, Side};
pub use requirement::{Accepted, Change, Class, DeltaPlan, Fit, How, Requirement, Status};
pub use signoff::{Covered, Of, Signed, Signoff};
pub use spend::{Category, Spend};

/// What all records of a kind share.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The kind.
    pub kind: Kind,
    /// The key of its one free-text field.
    pub text: &'static str,
    /// The key of the day it belongs to; a person has none.
    pub date: Option<&'static str>,
    /// The key of the day by which it is named and sorted; none for a record named by a slug alone.
    pub day: Option<&'static str>,
    /// The key whose words make its slug.
    pub slug: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
}

macro_rules! kinds {
    (key) => { None };
    (key $date:ident) => { Some(stringify!($date)) };
    ($($kind:ident: text $text:ident, $(date $date:ident,)? day $day:expr, slug $slug:literal;)+) => {
        /// A row for each kind, in their order.
        pub const ROWS: &[Row] = &[$(Row {
            kind: Kind::$kind,
            text: stringify!($text),
            date: kinds!(key $($date)?),
            day: $day,
            slug: $slug,
            fields: <$kind as Fields>::FIELDS,
        }),+];

        /// One fact in one file.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Record { $(#[doc = "One of the kind of the same name."] $kind($kind)),+ }

        impl Record {
            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind),+ }
            }
            /// The records it names.
            pub fn links(&self) -> Vec<Link> {
                links(&|visit| self.leaves(visit))
            }
            /// Visits its words and the records that it refers to.
            pub fn leaves(&self, visit: Visit) {
                match self { $(Self::$kind(record) => record.leaves(Path::Root, visit)),+ }
            }
            /// Findings that are fine there, each with its reason.
            pub fn allow(&self) -> &[Allowance] {
                match self { $(Self::$kind(record) => &record.allow),+ }
            }
            /// Its one free-text field.
            pub fn text(&self) -> Option<&Text> {
                match self { $(Self::$kind(record) => Option::from(&record.$text)),+ }
            }
            /// The day it belongs to; a person has none.
            pub fn date(&self) -> Option<Date> {
                match self { $(Self::$kind(record) => record.date()),+ }
            }
            /// Where it comes from.
            pub fn source(&self) -> Option<&Text> {
                match self { $(Self::$kind(record) => record.source.as_ref()),+ }
            }
            /// The entry it names as its own.
            pub fn during(&self) -> Option<EntryId> {
                match self { $(Self::$kind(record) => record.during()),+ }
            }
        }

        impl serde::Serialize for Record {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$kind(record) => record.serialize(to)),+ }
            }
        }

        impl<'de> DeserializeSeed<'de> for Kind {
            type Value = Record;
            fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Record, D::Error> {
                match self { $(Self::$kind => $kind::deserialize(from).map(Record::$kind)),+ }
            }
        }

        $(impl Known for $kind {
            const KIND: Kind = Kind::$kind;
            fn of(record: &Record) -> Option<&Self> {
                if let Record::$kind(record) = record { Some(record) } else { None }
            }
            $(
                fn date(&self) -> Option<Date> {
                    Some(self.$date)
                }
                fn during(&self) -> Option<EntryId> {
                    self.during
                }
            )?
        })+
    };
}

/// A kind of record that a [`Record`] can be.
pub trait Known: Fields + 'static {
    /// Its kind.
    const KIND: Kind;
    /// The record, if it is of this kind.
    fn of(record: &Record) -> Option<&Self>;
    /// The day it belongs to.
    fn date(&self) -> Option<Date> {
        None
    }
    /// The entry that it names.
    fn during(&self) -> Option<EntryId> {
        None
    }
}

kinds! {
    Person: text name, day None, slug "name";
    Requirement: text statement, date raised, day None, slug "statement";
    Goal: text statement, date committed, day None, slug "statement";
    Signoff: text note, date on, day Some("on"), slug "of";
    Feedback: text said, date on, day Some("on"), slug "from";
    Spend: text what, date on, day Some("on"), slug "what";
    Lesson: text issue, date on, day Some("on"), slug "issue";
    Action: text what, date raised, day Some("raised"), slug "what";
    Decision: text what, date on, day Some("on"), slug "what";
    Artifact: text what, date on, day Some("on"), slug "what";
    Approach: text what, date tried, day Some("tried"), slug "what";
    Note: text text, date on, day Some("on"), slug "text";
}

impl Kind {
    /// Its row.
    pub fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_stands_at_its_kind_and_names_fields_that_exist() {
        for (at, row) in ROWS.iter().enumerate() {
            assert_eq!(row.kind as usize, at, "{:?}", row.kind);
            for key in [Some(row.text), row.day, Some(row.slug)].into_iter().flatten() {
                assert!(row.fields.iter().any(|field| field.name == key), "{:?}.{key}", row.kind);
            }
            assert!(row.fields.iter().all(|field| field.question.len() <= 76), "{:?}", row.kind);
        }
    }
}
