//! What the records, the steps and what builds on them import.

pub(super) use std::collections::BTreeMap;

pub(super) use super::allowance::Allowance;
pub(super) use super::date::Date;
pub(super) use super::element::Element;
pub(super) use super::field::{
    Field, Fields, Leaves, Path, Shape, Visit, answers, choice, fact, fields, group, links, record,
};
pub(super) use super::free::Extra;
pub(super) use super::kind::{Kind, OutcomeKind};
pub(super) use super::number::{Amount, Count, Currency, Days, Flag, Rating};
pub(super) use super::reference::{EntryId, Link, PersonId, Reference};
pub(super) use super::slug::Slug;
pub(super) use super::step::Step;
pub(super) use super::text::Text;
