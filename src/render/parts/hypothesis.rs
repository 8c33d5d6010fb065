//! What we believed, and the result of the first meeting.

use crate::model::entry;
use crate::render::parts::prelude::*;

view! {
    /// The hypothesis of a cycle.
    #[derive(Default)]
    pub struct HypothesisView {
        /// How they did it before.
        pub today: String,
        /// What we believed they need.
        pub belief: String,
        /// What they would gain.
        pub benefit: String,
        /// What we assumed.
        pub assumptions: Vec<String>,
        /// What would have made us stop.
        pub stop_if: String,
        /// What meeting the customer made of it: confirmed, adjusted or rejected.
        pub verdict: &'static str,
        /// When we met them.
        pub met: String,
        /// When we met them, as YYYY-MM-DD.
        met_iso: Option<Date>,
        /// The people we met.
        pub with: String,
        /// What we confirmed.
        pub confirmed: String,
        /// What we learned that changed it.
        pub adjusted: String,
    }
}

/// The hypothesis of a cycle; empty if none is recorded.
pub fn of_cycle(engagement: &Engagement, cycle: u32) -> HypothesisView {
    let formed = engagement.last_answers::<entry::Hypothesis>(cycle).cloned().unwrap_or_default();
    let met = engagement.last_answers::<entry::Validate>(cycle).cloned().unwrap_or_default();
    HypothesisView {
        today: line(formed.today.as_ref()),
        belief: line(formed.belief.as_ref()),
        benefit: line(formed.benefit.as_ref()),
        assumptions: lines(&formed.assumptions),
        stop_if: line(formed.stop_if.as_ref()),
        verdict: met.verdict.map(entry::Understanding::word).unwrap_or_default(),
        met: day(met.met),
        met_iso: met.met,
        with: names(engagement, &met.with),
        confirmed: line(met.confirmed.as_ref()),
        adjusted: line(met.adjusted.as_ref()),
    }
}
