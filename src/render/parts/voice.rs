//! A customer's feedback, word for word, as the internal documents show it.

use crate::insight::won_over;
use crate::render::parts::prelude::*;

view! {
    /// What someone said, and how they rated it.
    pub struct Voice {
        /// The name.
        name: String,
        /// On which day.
        on: String,
        /// On which day, as YYYY-MM-DD.
        on_iso: Date,
        /// The ratings given, in words.
        ratings: String,
        /// Whether the person found it of value.
        verdict: String,
        /// What they said, word for word.
        said: String,
    }
}

/// A customer's feedback.
pub fn of(engagement: &Engagement, feedback: &Feedback) -> Voice {
    Voice {
        name: engagement.name_of(&feedback.from),
        on: words::date(feedback.on),
        on_iso: feedback.on,
        ratings: wording::ratings(feedback),
        verdict: verdict(engagement, feedback),
        said: feedback.said.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default(),
    }
}

/// `valuable; won over since 20 March 2026`.
fn verdict(engagement: &Engagement, feedback: &Feedback) -> String {
    let worth = feedback.verdict.map(wording::worth).unwrap_or_default();
    let won = won_over::since(engagement, feedback).map(|day| format!("; won over since {}", words::date(day)));
    format!("{worth}{}", won.unwrap_or_default())
}
