//! What was decided, as the internal documents tell it.

use super::said;
use crate::model::engagement::Engagement;
use crate::model::record::Decision as Record;
use crate::model::text::Text;
use crate::model::words;
use crate::render::view::view;

view! {
    /// A decision; who made it and why are empty where that is not recorded.
    pub struct Decision {
        /// On which day.
        on: String,
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
    let names: Vec<_> = decision.by.iter().map(|person| engagement.name_of(person)).collect();
    Decision {
        on: words::date(decision.on),
        what: said::decision(decision),
        by: words::and_list(&names),
        why: decision.why.as_ref().map(Text::one_line).unwrap_or_default(),
    }
}
