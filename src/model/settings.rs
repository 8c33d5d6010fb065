//! `engage.yaml`: the settings of a workspace, all optional.

use super::colour::Colour;
use super::finding::Level;
use crate::model::prelude::*;

fields! {
    { derive(Default), serde(deny_unknown_fields) }
    /// The settings of a workspace.
    pub struct Settings {
        /// Currency of amounts without one, ISO 4217.
        currency: Option<Currency>,
        /// Days between results that the customer can judge [default: 14].
        cadence: Option<Count>,
        /// Brand of the documents.
        brand: Option<Brand>,
        /// Levels of checks by their id, each with its reason.
        checks: BTreeMap<String, CheckSetting>,
        /// Adoption levels, each with the kinds of engagement that suit it.
        adoption: BTreeMap<String, Vec<Text>>,
    }
}

group! {
    /// The brand of documents.
    pub struct Brand {
        /// Name to show.
        name: Option<Text>,
        /// Accent colour, such as #1f4e79.
        colour: Option<Colour>,
        /// Logo: a PNG, JPEG or WebP file in the workspace.
        logo: Option<Text>,
    }
}

group! {
    /// A workspace's setting for one check.
    pub struct CheckSetting {
        required {
            /// Level.
            level: Level,
        }
        /// Reason.
        because: Option<Text>,
    }
}
