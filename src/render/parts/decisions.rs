//! What was decided, as the internal documents tell it.

use super::{line, names};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::record::Decision as Record;
use crate::model::words;
use crate::render::said;
use crate::render::view::view;

view! {
    /// A decision; who made it and why are empty where that is not recorded.
    pub struct Decision {
        /// On which day.
        on: String,
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// What it is, in words.
        what: String,
        /// Who decided it.
        by: String,
        /// Why it was so.
        why: String,
    }
}

/// The decisions of a cycle.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> Vec<Decision> {
    engagement.in_cycle::<Record>(cycle).map(|(_, decision)| told(engagement, decision)).collect()
}

fn told(engagement: &Engagement, decision: &Record) -> Decision {
    Decision {
        on: words::date(decision.on),
        on_iso: decision.on,
        what: said::decision(decision),
        by: names(engagement, &decision.by),
        why: line(decision.why.as_ref()),
    }
}
