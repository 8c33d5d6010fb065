//! What was passed and skipped on the way, and what was switched.

use crate::model::engagement::Engagement;
use crate::model::entry::Entry;
use crate::model::text::Text;
use crate::model::words;
use crate::render::parts::line;
use crate::render::view::view;

view! {
    /// A step entered against the rules, for a reason.
    pub struct Passed {
        /// On which day.
        on: String,
        /// The step that was entered so.
        step: String,
        /// What was skipped or passed.
        what: String,
        /// The reason given.
        because: String,
    }
}

/// The steps skipped and the gates passed in a cycle, and every other reason given for an entry.
pub fn passed(engagement: &Engagement, cycle: u32) -> Vec<Passed> {
    engagement.entries_in(cycle).filter_map(passed_at).collect()
}

fn passed_at(entry: &Entry) -> Option<Passed> {
    let common = &entry.common;
    let skipped: Vec<_> = common.skipped.iter().map(ToString::to_string).collect();
    let gates: Vec<_> = common.passed.iter().map(Text::one_line).collect();
    let mut parts = Vec::new();
    if !skipped.is_empty() {
        parts.push(format!("skipped {}", words::and_list(&skipped)));
    }
    if !gates.is_empty() {
        let noun = if gates.len() == 1 { "gate" } else { "gates" };
        parts.push(format!("passed the {noun} {}", words::and_list(&gates)));
    }
    if parts.is_empty() && common.because.is_none() {
        return None;
    }
    Some(Passed {
        on: words::date(common.entered),
        step: entry.id.step.to_string(),
        what: if parts.is_empty() { "entered".to_owned() } else { parts.join("; ") },
        because: line(common.because.as_ref()),
    })
}
