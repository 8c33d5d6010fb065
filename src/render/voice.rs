//! What someone of the customer said, word for word, as the internal documents tell it.

use serde::Serialize;

use super::said;
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
    verdict: &'static str,
    said: String,
}

/// A word of the customer.
pub fn of(engagement: &Engagement, feedback: &Feedback) -> Voice {
    Voice {
        name: engagement.name_of(&feedback.from),
        on: words::date(feedback.on),
        ratings: said::ratings(feedback),
        verdict: feedback.verdict.map(said::worth).unwrap_or_default(),
        said: feedback.said.as_ref().map(|said| said.as_str().to_owned()).unwrap_or_default(),
    }
}
