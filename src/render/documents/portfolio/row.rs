//! One engagement on a line: status, the customer's enthusiasm, budget used, and why it needs attention.

use crate::check::Attention;
use crate::insight::sentiment;
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::settings::Settings;
use crate::render::parts::ratings::{self, RatingView};
use crate::render::parts::{forecast, spend};
use crate::render::view::view;
use crate::render::{attention, markdown, progress, wording};

view! {
    /// One engagement.
    pub struct PortfolioRow {
        /// What the engagement is called.
        title: String,
        /// Its id.
        id: String,
        /// The customer's name.
        customer: String,
        /// The current status, or how it ended.
        standing: String,
        /// The mean enthusiasm to go on, of 5.
        enthusiasm: String,
        /// What is spent against the budget.
        budget: String,
        /// The forecast, who stated it and when; empty if there is none.
        forecast: String,
        /// What needs attention, counted as `engage list --attention` counts it.
        attention: String,
        /// The first few things that need attention, in words.
        reasons: Vec<String>,
        /// Whether it is still under way.
        is_open: bool,
    }
}

/// The maximum number of reasons listed.
const MOST: usize = 3;

/// One engagement on its line.
pub fn row(engagement: &Engagement, settings: &Settings, today: Option<Date>) -> PortfolioRow {
    let attention = today.map(|today| Attention::of(engagement, settings, today));
    let reasons = attention.as_ref().map(|attention| reasons(engagement, attention)).unwrap_or_default();
    PortfolioRow {
        title: markdown::one_line(engagement.title()),
        id: engagement.id.to_string(),
        customer: markdown::one_line(engagement.customer()),
        standing: progress::of(engagement),
        enthusiasm: today.map_or_else(nothing, |today| enthusiasm(engagement, today)),
        budget: budget(engagement),
        forecast: forecast::line(engagement),
        attention: attention.as_ref().map_or_else(nothing, Attention::in_words),
        reasons,
        is_open: engagement.is_open(),
    }
}

fn reasons(engagement: &Engagement, found: &Attention) -> Vec<String> {
    let worries = attention::sentences(attention::of(engagement, found));
    let gates = attention::sentences(attention::gates(engagement, found));
    worries.into_iter().chain(gates).take(MOST).collect()
}

fn nothing() -> String {
    wording::DOES_NOT_APPLY.to_owned()
}

/// The last value, and how it changed.
fn enthusiasm(engagement: &Engagement, today: Date) -> String {
    let Some(at) = sentiment::last_enthusiasm(engagement, today) else { return nothing() };
    let at = ratings::at_demo(&at);
    let RatingView { mean, moved } = at.enthusiasm;
    let moved = if moved.is_empty() { moved } else { format!("; {moved}") };
    format!("{mean}, {}{moved}", at.voices)
}

fn budget(engagement: &Engagement) -> String {
    let budget = spend::budget(engagement, u32::MAX);
    budget.percent.map_or_else(nothing, |percent| format!("{percent}%"))
}
