//! What the files of this floor import.

pub(super) use std::collections::{BTreeMap, BTreeSet};

pub(super) use serde::Serialize;

pub(super) use crate::model::charter::{Budget, Deliverable};
pub(super) use crate::model::date::Date;
pub(super) use crate::model::engagement::Engagement;
pub(super) use crate::model::entry::*;
pub(super) use crate::model::number::{Amount, Count, Currency, Flag, Rating};
pub(super) use crate::model::pace::{Pace, Plan, Tier};
pub(super) use crate::model::record::*;
pub(super) use crate::model::reference::{EntryId, Link, PersonId, Reference};
pub(super) use crate::model::settings::Settings;
pub(super) use crate::model::slug::Slug;
pub(super) use crate::model::step::Step;
pub(super) use crate::model::text::{Text, one_line};
