//! The front matter of a custom template, between two lines of `---` at its top.

use super::audience::Audience;
use crate::model::prelude::*;

fields! {
    { derive(Default), serde(deny_unknown_fields, rename_all = "kebab-case") }
    /// What a template says of its document.
    pub struct Front {
        /// Who reads it; decides what its fields are made from.
        audience: Option<Audience>,
        /// What it is, one line.
        summary: Option<Text>,
        /// The steps at which it is due.
        due: Vec<Step>,
        /// The built-in document whose fields it has.
        based_on: Option<Slug>,
    }
}

fields! {
    { derive(Default), serde(deny_unknown_fields) }
    /// What `language.yaml` says of a language.
    pub struct Words {
        /// Months, forms of dates and figures, and the words of choices, by their keys.
        words: BTreeMap<String, Text>,
    }
}

/// The longest template, in bytes: 128 KiB.
pub const LONGEST: usize = 128 * 1024;

impl Front {
    /// The keys as they are written.
    pub const KEYS: [&'static str; 4] = ["audience", "summary", "due", "based-on"];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Fields as _;

    #[test]
    fn the_keys_are_those_of_the_struct() {
        let fields: Vec<_> = Front::FIELDS.iter().map(|field| field.name.replace('_', "-")).collect();
        assert_eq!(fields, Front::KEYS);
    }
}
