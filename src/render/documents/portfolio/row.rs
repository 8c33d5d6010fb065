//! One engagement on a line: status, the customer's enthusiasm, budget used, and why it needs attention.

use crate::render::parts::prelude::*;
use crate::render::parts::{forecast, ratings, spend};
use crate::render::{attention, markdown, progress};

view! {
    /// One engagement.
    pub struct PortfolioRow {
        /// What the engagement is called.
        title: String,
        /// The address of its page among published pages; empty elsewhere.
        pub page: String,
        /// The customer's name.
        customer: String,
        /// The current cycle and step, or how it ended.
        standing: String,
        /// The mean enthusiasm to go on, of 5; empty where nobody was asked.
        enthusiasm: String,
        /// How enthusiasm changed; where fewer than three people were asked, how many.
        moved: String,
        /// How many percent of the budget are spent.
        budget: Option<u32>,
        /// The forecast; empty where none is recorded.
        forecast: forecast::ForecastView,
        /// What needs attention, counted as `engage status` counts it.
        attention: String,
        /// What needs attention most, in a sentence; empty if nothing does.
        pub reason: String,
    }
}

/// The maximum length of the reason, in characters.
const LONGEST: usize = 120;

/// One engagement on its line.
pub fn row(
    engagement: &Engagement,
    attention: Option<&Attention>,
    rated: Option<&AtDemo>,
    today: Option<Date>,
) -> PortfolioRow {
    let reason = attention.and_then(|attention| attention::sentences(engagement, attention).next());
    let enthusiasm = rated.map(ratings::enthusiasm).unwrap_or_default();
    PortfolioRow {
        title: markdown::one_line(engagement.title()),
        page: String::new(),
        customer: markdown::one_line(engagement.customer()),
        standing: standing(engagement),
        enthusiasm: enthusiasm.mean,
        moved: enthusiasm.moved,
        budget: spend::budget(engagement, u32::MAX).percent,
        forecast: forecast::of(engagement, today),
        attention: attention.map(Attention::in_words).unwrap_or_default(),
        reason: reason.map(|reason| words::short(&reason, LONGEST)).unwrap_or_default(),
    }
}

/// `2, select`; for one that ended, how and when.
fn standing(engagement: &Engagement) -> String {
    let open = engagement.place().filter(|_| engagement.is_open());
    open.map_or_else(|| progress::place(engagement), |place| format!("{}, {}", place.cycle, place.step))
}
