//! What the files of this floor import.

pub(super) use std::collections::{BTreeMap, BTreeSet};

pub(super) use crate::check::Attention;
pub(super) use crate::insight::sentiment::{AtDemo, Mean, Sentiment};
pub(super) use crate::insight::spend::{BudgetStatus, Spending};
pub(super) use crate::insight::{actions, as_of, demos, durations, goals, participants, sentiment, signature, spend};
pub(super) use crate::model::audience::Audience;
pub(super) use crate::model::charter::*;
pub(super) use crate::model::date::Date;
pub(super) use crate::model::engagement::Engagement;
pub(super) use crate::model::entry::*;
pub(super) use crate::model::number::*;
pub(super) use crate::model::pace::*;
pub(super) use crate::model::record::*;
pub(super) use crate::model::reference::{PersonId, Reference};
pub(super) use crate::model::settings::Settings;
pub(super) use crate::model::step::Step;
pub(super) use crate::model::text::{Text, one_line, visible};
pub(super) use crate::model::words;
