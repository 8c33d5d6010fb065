//! What someone of the customer said, word for word, as the internal documents tell it.

use serde::Serialize;

use super::said;
use crate::insight::won_over;
use crate::model::engagement::Engagement;
use crate::model::record::Feedback;
use crate::model::words;

/// What someone said, and how they rated it.
#[derive(Debug, Serialize)]
pub struct Voice {
    name: String,
    on: String,
    /// How they rated it; empty where they did not.
    ratings: String,
    /// What it was to them; empty where they did not say.
    verdict: String,
    said: String,
}

/// A word of the customer.
pub fn of(engagement: &Engagement, feedback: &Feedback) -> Voice {
    Voice {
        name: engagement.name_of(&feedback.from),
        on: words::date(feedback.on),
        ratings: said::ratings(feedback),
        verdict: verdict(engagement, feedback),
        said: feedback.said.as_ref().map(|said| said.as_str().to_owned()).unwrap_or_default(),
    }
}

/// `valuable; won over since 20 March 2026`.
fn verdict(engagement: &Engagement, feedback: &Feedback) -> String {
    let worth = feedback.verdict.map(said::worth).unwrap_or_default();
    let won = won_over::since(engagement, feedback).map(|day| format!("; won over since {}", words::date(day)));
    format!("{worth}{}", won.unwrap_or_default())
}
