//! `engage.yaml`: the settings of a workspace, all optional.

use std::collections::BTreeMap;

use super::field::{fields, group};
use super::finding::Level;
use super::number::{Count, Currency};
use super::text::Text;

fields! {
    { derive(Default), serde(deny_unknown_fields) }
    /// The settings of a workspace.
    pub struct Settings {
        /// The currency of an amount that names none, ISO 4217.
        currency: Option<Currency>,
        /// Days between things the customer can judge; 14 unless set.
        cadence: Option<Count>,
        /// The brand of documents.
        brand: Option<Brand>,
        /// Levels of checks by their id, each with its reason.
        checks: BTreeMap<String, CheckSetting>,
        /// Adoption levels, each with the kinds of engagement it suggests.
        adoption: BTreeMap<String, Vec<Text>>,
    }
}

group! {
    /// The brand of documents.
    pub struct Brand {
        /// The name shown.
        name: Option<Text>,
        /// The accent colour, such as #1f4e79.
        colour: Option<Text>,
        /// The logo, a file in the workspace.
        logo: Option<Text>,
    }
}

group! {
    /// What a workspace says of one check.
    pub struct CheckSetting {
        required {
            /// The level it has here.
            level: Level,
        }
        /// Why.
        because: Option<Text>,
    }
}
