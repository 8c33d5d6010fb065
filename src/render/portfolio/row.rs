//! One engagement on a line: where it stands, how keen the customer is, what of the budget is gone,
//! and why it needs attention.

use std::cmp::Reverse;

use serde::Serialize;

use super::{attention, markdown, said, standing};
use crate::check::Scene;
use crate::insight::elsewhere::Elsewhere;
use crate::insight::{sentiment, spend};
use crate::model::date::Date;
use crate::model::engagement::Engagement;
use crate::model::settings::Settings;
use crate::render::{draw, forecast};

/// One engagement.
#[derive(Debug, Serialize)]
pub struct Row {
    title: String,
    id: String,
    customer: String,
    standing: String,
    enthusiasm: String,
    budget: String,
    forecast: String,
    reasons: Vec<String>,
    others: String,
    is_open: bool,
}

/// The most reasons that are told one by one.
const MOST: usize = 3;

/// An engagement, and what of it needs attention.
pub type Ranked<'a> = (&'a Engagement, Vec<attention::Worry>);

/// All engagements: the open ones before the others, among them those that need most attention first.
pub fn ranked<'a>(engagements: &'a [Engagement], settings: &Settings, today: Option<Date>) -> Vec<Ranked<'a>> {
    let elsewhere = Elsewhere::of(engagements);
    let scene = |engagement, today| Scene { elsewhere: &elsewhere, ..Scene::of(engagement, settings, today) };
    let worries = |engagement| today.map(|today| attention::of(&scene(engagement, today))).unwrap_or_default();
    let mut all: Vec<_> = engagements.iter().map(|engagement| (engagement, worries(engagement))).collect();
    all.sort_by_cached_key(|(engagement, worries)| {
        (!engagement.is_open(), Reverse(attention::weight(worries)), engagement.id.clone())
    });
    all
}

/// One of them on its line.
pub fn row((engagement, worries): &Ranked, today: Option<Date>) -> Row {
    let mut reasons = attention::sentences(worries.clone());
    let others = match reasons.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!("And {more} more."),
    };
    reasons.truncate(MOST);
    Row {
        title: markdown::one_line(engagement.title()),
        id: engagement.id.to_string(),
        customer: markdown::one_line(engagement.customer()),
        standing: standing::of(engagement),
        enthusiasm: today.map_or_else(nothing, |today| enthusiasm(engagement, today)),
        budget: budget(engagement),
        forecast: forecast::line(engagement),
        reasons,
        others,
        is_open: engagement.is_open(),
    }
}

fn nothing() -> String {
    said::DOES_NOT_APPLY.to_owned()
}

/// The last there is, and how it moved.
fn enthusiasm(engagement: &Engagement, today: Date) -> String {
    let Some(at) = sentiment::last_enthusiasm(engagement, today) else { return nothing() };
    let Some(last) = at.sentiment.enthusiasm else { return nothing() };
    let voices = at.sentiment.voices;
    let moved = at.enthusiasm_change.map(|change| format!("; {}", said::moved(&change, voices))).unwrap_or_default();
    format!("{} {last}, {}{moved}", draw::bar(last.tenths() * 2), said::heard(&at.sentiment))
}

fn budget(engagement: &Engagement) -> String {
    let percent = spend::against_budget(engagement, u32::MAX).and_then(|against| against.percent);
    percent
        .filter(|percent| *percent >= 0)
        .map_or_else(nothing, |percent| format!("{} {percent} %", draw::bar(percent)))
}
