//! What each record and each step imports.

pub(super) use super::date::Date;
pub(super) use super::element::Element;
pub(super) use super::field::{answers, choice, fact, group, record};
pub(super) use super::number::{Amount, Count, Currency, Days, Flag, Rating};
pub(super) use super::reference::{EntryId, PersonId, Reference};
pub(super) use super::text::Text;
