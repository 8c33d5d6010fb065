//! Documents, floor 3: the only place that knows the template engine.
//!
//! A document is a template, a view and a row of [`DOCUMENTS`]; its audience decides the data that its view is given.
//! The view is a plain struct of text made from the record; the template only arranges it. There is no clock here, and
//! no file is read: the store passes in the workspace's own templates, and writes the result.

mod attention;
mod chart;
mod columns;
mod customer;
mod documents;
mod draw;
mod engine;
mod fields;
mod figures;
mod filters;
mod guard;
mod incomplete;
mod language;
mod markdown;
mod own;
mod page;
mod parts;
mod plain;
mod prelude;
mod progress;
mod scope;
mod subject;
mod tags;
mod template;
mod view;
mod wording;

pub use chart::Chart;
pub use documents::portfolio::summary::{Summary, rank};
pub use documents::{Audience, DOCUMENTS, Document, OVERVIEWS, is_builtin};
pub use fields::{ViewField, fields};
pub use figures::Figure;
pub use filters::{FILTERS, FUNCTIONS, TESTS};
pub use incomplete::incomplete;
pub use language::Language;
pub use own::{OwnTemplate, Unfit};
pub use page::{Frame, FrameError, Picture, Sheet, page, pictures};
pub use plain::plain;
pub use subject::{Portfolio, Subject};
pub use template::{Template, TemplateError};

use customer::Shared;
use documents::DocumentView;

use crate::render::prelude::*;

/// The subject of a document.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// One cycle of an engagement.
    Cycle(Subject<'a>),
    /// All engagements of a workspace.
    Workspace(Portfolio<'a>),
}

impl Document<'_> {
    /// Whether it is about the workspace, not about one engagement.
    pub const fn is_about_workspace(&self) -> bool {
        matches!(self.view, DocumentView::Workspace(..))
    }

    /// The default cycle of a document: the last that reached a step at which it is due, else the current one. A
    /// document on how an engagement ended is about its last cycle.
    pub fn cycle_for(&self, engagement: &Engagement) -> u32 {
        if !engagement.is_open() && ["close-out", "management"].contains(&self.name) {
            return engagement.cycle();
        }
        let due = engagement.walk.iter().rfind(|entry| self.due.contains(&entry.step));
        due.map_or_else(|| engagement.cycle(), |entry| entry.cycle)
    }

    /// All data for its template; `None` if it has another subject.
    ///
    /// A cycle that is over is shown as it was at its end, whatever came later, and a day as it was at its end.
    fn context(&self, about: &About) -> tera::Value {
        match (self.view, about) {
            (DocumentView::Workspace(view, _), About::Workspace(portfolio)) => view(portfolio),
            (_, About::Cycle(subject)) => at_end(subject, |subject| self.of_day(subject)),
            _ => tera::Map::new().into(),
        }
    }

    /// The end-of-day summary of a day shows the record as it was that evening.
    fn of_day(&self, subject: &Subject) -> tera::Value {
        let Some(day) = subject.day.filter(|_| self.name == "hot-wash") else { return self.of_cycle(subject) };
        let then = as_of::end_of_day(subject.engagement, day);
        self.of_cycle(&Subject { engagement: &then, ..*subject })
    }

    fn of_cycle(&self, subject: &Subject) -> tera::Value {
        match self.view {
            DocumentView::Internal(view, _) | DocumentView::Management(view, _) => {
                joined(&subject.head(self.audience()), view(subject))
            }
            DocumentView::Customer(view, _) => {
                let shared = Shared::of(subject);
                joined(&shared, view(&shared))
            }
            DocumentView::Workspace(..) => tera::Map::new().into(),
        }
    }
}

/// What is made of a cycle as it was at its end.
fn at_end<T>(subject: &Subject, of: impl FnOnce(&Subject) -> T) -> T {
    let then = as_of::end_of(subject.engagement, subject.cycle);
    of(&Subject { engagement: then.as_ref().unwrap_or(subject.engagement), ..*subject })
}

/// The common part of a document, and its own view.
fn joined(common: &impl serde::Serialize, view: tera::Value) -> tera::Value {
    let mut fields = tera::Value::from_serializable(common).into_map().unwrap_or_default();
    fields.extend(view.into_map().unwrap_or_default());
    fields.into()
}

/// Renders a document. The same record and template give the same bytes.
///
/// # Errors
/// Returns an error for a mistake in the template, or if it exceeds a limit.
pub fn render(document: &Document, template: &Template, about: &About) -> Result<String, TemplateError> {
    let view = document.context(about);
    let text = if documents::is_builtin(document, &template.text) {
        engine::render(template, &view)
    } else {
        engine::render_own(template, document.keys(), view, engine::DEADLINE)
    };
    text.map(|text| columns::letter_annexes(&columns::without_empty(&text)))
}

/// The charts that a document's template can place.
pub fn charts(document: &Document, about: &About, language: &Language) -> Vec<Chart> {
    let About::Cycle(subject) = about else { return vec![] };
    at_end(subject, |subject| match document.audience() {
        Audience::Customer => chart::of_customer(&Shared::of(subject), language),
        ours => chart::of_record(subject, ours),
    })
}

/// The key figures of a document; empty where it has none.
pub fn figures(document: &Document, about: &About, language: &Language) -> Vec<Figure> {
    match about {
        About::Cycle(subject) => at_end(subject, |subject| figures::figures(document, subject, language)),
        About::Workspace(_) => vec![],
    }
}

/// A link between pages, in markdown.
pub fn link(words: &str, address: &str) -> String {
    format!("[{}]({address})", markdown::one_line(words))
}

/// The mark that a document bears for its audience; empty if none is set.
pub fn marking(document: &Document, about: &About) -> String {
    match about {
        About::Cycle(subject) => subject.marking(document.audience()),
        About::Workspace(_) => String::new(),
    }
}

/// All data for a document's template.
pub fn context(document: &Document, about: &About) -> serde_json::Value {
    serde_json::to_value(document.context(about)).unwrap_or_default()
}

#[cfg(test)]
mod canary_fixture;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod one_day_tests;
#[cfg(test)]
mod silence_tests;
#[cfg(test)]
mod tests;
