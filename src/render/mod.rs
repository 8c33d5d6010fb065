//! Documents, floor 3: the one place that knows the template engine.
//!
//! A document is a template, a view and a row of [`DOCUMENTS`]. The view is a plain struct with
//! words in it, made from the record; the template only places them. There is no clock here, and no
//! file is read: the store hands in a workspace's own template, and writes what comes out.

mod after_action;
mod engine;
mod error;
mod filters;
mod markdown;
mod prepare;
mod said;
mod scope;
mod tags;

use std::borrow::Cow;

pub use error::TemplateError;

use crate::model::engagement::Engagement;
use crate::model::settings::Settings;
use crate::model::step::Step;

/// Who reads a document, and so what may stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Ourselves.
    Internal,
    /// The customer.
    Customer,
    /// Those who decide for us.
    Management,
}

impl Audience {
    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Customer => "customer",
            Self::Management => "management",
        }
    }
}

/// Something the engagement owes in writing.
#[derive(Debug, Clone, Copy)]
pub struct Document {
    /// Its name in commands.
    pub name: &'static str,
    /// The file of its template.
    pub file: &'static str,
    /// Who reads it.
    pub audience: Audience,
    /// What it is, one line.
    pub summary: &'static str,
    /// The steps at which it is due.
    pub due: &'static [Step],
    text: &'static str,
    view: fn(&Engagement, &Settings, u32) -> tera::Value,
}

/// All documents.
pub const DOCUMENTS: &[Document] = &[Document {
    name: "after-action",
    file: "after-action.md",
    audience: Audience::Internal,
    summary: "what was intended, what happened and why, and what to do better (TC 25-20)",
    due: &[Step::AfterAction],
    text: include_str!("../../templates/after-action.md"),
    view: |engagement, settings, cycle| {
        tera::Value::from_serializable(&after_action::view(engagement, settings, cycle))
    },
}];

/// A template's text, and what a person knows it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What messages call it: `templates/after-action.md`.
    pub shown: String,
    /// The text.
    pub text: Cow<'static, str>,
}

impl Document {
    /// The document of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        DOCUMENTS.iter().find(|document| document.name == name)
    }

    /// The template that comes with the program.
    pub fn builtin(&self) -> Template {
        Template { shown: format!("templates/{}", self.file), text: Cow::Borrowed(self.text) }
    }

    /// The cycle it is about unless somebody names one: the last that came to a step at which it is
    /// due, else the one under way.
    pub fn cycle_for(&self, engagement: &Engagement) -> u32 {
        let due = engagement.walk.iter().rfind(|entry| self.due.contains(&entry.step));
        due.map_or_else(|| engagement.cycle(), |entry| entry.cycle)
    }
}

/// Renders a document about a cycle. The same record and template give the same bytes.
///
/// # Errors
/// A mistake in the template, or a bound it runs into.
pub fn render(
    document: &Document,
    template: &Template,
    engagement: &Engagement,
    settings: &Settings,
    cycle: u32,
) -> Result<String, TemplateError> {
    engine::render(&template.shown, &template.text, &(document.view)(engagement, settings, cycle))
}
