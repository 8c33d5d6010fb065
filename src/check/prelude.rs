//! What each check imports.

pub(super) use std::collections::{BTreeMap, BTreeSet};

pub(super) use super::Find::{Among, Each, Lacking, One};
pub(super) use super::scene::{Lack, are, be, first_of, id, judged, names, ticked, unheard, were};
pub(super) use super::suspicion::Suspicion;
pub(super) use super::{Check, Scene, Span};
pub(super) use crate::insight::alike::Words;
pub(super) use crate::insight::recall::Memory;
pub(super) use crate::insight::signals::Signal;
pub(super) use crate::insight::spend::BudgetStatus;
pub(super) use crate::insight::{
    actions, adoption, cadence, objections, precedents, sentiment, signals, signature, spend,
};
pub(super) use crate::model::charter::{Charter, Pricing};
pub(super) use crate::model::date::Date;
pub(super) use crate::model::engagement::Engagement;
pub(super) use crate::model::entry::*;
pub(super) use crate::model::finding::{Finding, Level};
pub(super) use crate::model::number::{Amount, Currency, Flag, Rating};
pub(super) use crate::model::pace::{Pace, Tier};
pub(super) use crate::model::problem::{FileProblem, ProblemKind};
pub(super) use crate::model::record::*;
pub(super) use crate::model::reference::{EntryId, PersonId, Reference};
pub(super) use crate::model::remedy::Remedy;
pub(super) use crate::model::slug::Slug;
pub(super) use crate::model::step::Step;
pub(super) use crate::model::text::Text;
pub(super) use crate::model::words;

#[cfg(test)]
pub(super) use super::fixture::Example;
