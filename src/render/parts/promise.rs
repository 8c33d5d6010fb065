//! The signed promise: which goals and requirements differ from it.

use crate::insight::signature::KeyChange;
use crate::render::parts::prelude::*;

view! {
    /// The promise as it was signed, and what differs from it.
    #[derive(Default)]
    pub struct PromiseView {
        /// On which day it was signed.
        on: String,
        /// On which day it was signed, as YYYY-MM-DD.
        on_iso: Option<Date>,
        /// What is worded otherwise now.
        changed: Vec<PromiseChange>,
        /// What came after the signature.
        added: Vec<String>,
        /// What was signed and is there no more.
        gone: Vec<String>,
        /// Records that were signed and cannot be read.
        unread: Vec<String>,
    }

    /// One key of a goal or a requirement that is not as it was signed.
    pub struct PromiseChange {
        /// The goal or requirement, as it was signed.
        promise: String,
        /// Which part of it differs.
        what: String,
        /// That part as it was signed.
        signed: String,
        /// That part as it is now.
        now: String,
    }
}

/// The differences from the signature in force at the end of a cycle; empty without one.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> PromiseView {
    let Some(signoff) = signature::in_force(engagement, cycle) else { return PromiseView::default() };
    let drift = signature::drift(engagement, signoff, cycle);
    let named = |name: &String| statement(signoff, name).unwrap_or_else(|| name.clone());
    PromiseView {
        on: words::date(signoff.on),
        on_iso: Some(signoff.on),
        changed: drift.changed.iter().map(|changed| change(engagement, signoff, changed)).collect(),
        added: drift.added.iter().map(|name| wording::record(engagement, name)).collect(),
        gone: drift.gone.iter().map(named).collect(),
        unread: drift.unread.iter().map(named).collect(),
    }
}

/// A goal's or a requirement's statement as it was signed.
fn statement(signoff: &Signoff, name: &str) -> Option<String> {
    let covered = signoff.covers.get(name)?;
    signature::signed(covered, "statement").map(str::to_owned)
}

fn change(engagement: &Engagement, signoff: &Signoff, changed: &KeyChange) -> PromiseChange {
    let words =
        |words: Option<&String>| words.map(|words| in_words(engagement, &changed.key, words)).unwrap_or_default();
    PromiseChange {
        promise: statement(signoff, &changed.name.to_string())
            .unwrap_or_else(|| wording::record(engagement, &changed.name)),
        what: key(&changed.key).to_owned(),
        signed: words(changed.signed.as_ref()),
        now: words(changed.now.as_ref()),
    }
}

fn key(key: &str) -> &str {
    match key {
        "acceptance" => "acceptance test",
        "due" => "due day",
        "responsible" => "who is responsible",
        "delimitation" => "what it is not",
        "digest" => "digest only",
        key => key,
    }
}

fn in_words(engagement: &Engagement, key: &str, words: &str) -> String {
    match key {
        "responsible" => words.parse::<PersonId>().map_or_else(|_| words.to_owned(), |id| engagement.name_of(&id)),
        "due" => words.parse().map_or_else(|_| words.to_owned(), words::date),
        "digest" => words.chars().take(12).collect(),
        _ => words.to_owned(),
    }
}
