//! Charts as inline SVG, one module each, from the same views as the tables beside them.
//!
//! A template has a chart's place as a line `<!-- chart: NAME -->`, which no git host shows; the place of the timeline is
//! its Mermaid fence. A page takes the chart by its name, and has nothing there if the record has nothing to draw.

mod bar;
mod budget;
mod drawing;
mod goals;
mod timeline;

pub use bar::bar;
pub use drawing::escape;

use super::customer::Shared;
use super::language::Language;
use super::parts;
use super::subject::Subject;
use crate::model::audience::Audience;

/// A chart of a page, and the text for who cannot see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its name in a template: `timeline`, `goals` or `budget`.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// What it shows, in words.
    pub description: String,
    /// The `<svg>` element.
    pub svg: String,
}

/// The charts of a cycle, for our own documents; only management is given a forecast.
pub fn of_record(subject: &Subject, audience: Audience) -> Vec<Chart> {
    let Subject { engagement, settings, cycle, .. } = *subject;
    let charts = [
        timeline::chart(engagement, &parts::timeline::of_cycle(engagement, settings, cycle), cycle),
        goals::chart(&parts::goals::of_cycle(engagement, cycle, Audience::Internal), &Language::english()),
        budget::chart(engagement, cycle, audience == Audience::Management),
    ];
    charts.into_iter().flatten().collect()
}

/// The charts of a cycle, for the customer's documents.
pub fn of_customer(shared: &Shared, language: &Language) -> Vec<Chart> {
    goals::chart(&shared.goals, language).into_iter().collect()
}

/// The name of the chart that has its place at a comment of a template.
pub fn place(comment: &str) -> Option<&str> {
    Some(comment.trim().strip_prefix("<!-- chart: ")?.strip_suffix("-->")?.trim())
}

#[cfg(test)]
mod tests;
