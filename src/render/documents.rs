//! The table of all documents: name, audience, what it is, when it is due, template and view.

use serde::Serialize;

use super::subject::{Portfolio, Shared, Subject};
use super::{Template, after_action};
use crate::model::step::Step;

pub use crate::model::audience::Audience;

/// What a document is made of: its audience decides what its view is handed.
#[derive(Debug, Clone, Copy)]
pub enum View {
    /// For ourselves, from the whole record.
    Internal(fn(&Subject) -> tera::Value),
    /// For those who decide, from the whole record.
    Management(fn(&Subject) -> tera::Value),
    /// For those who decide, from all engagements of the workspace.
    Portfolio(fn(&Portfolio) -> tera::Value),
    /// For the customer, from what may be shared and nothing else.
    Customer(fn(&Shared) -> tera::Value),
}

/// Something the engagement owes in writing.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its name in commands.
    pub name: &'a str,
    /// The file of its template.
    pub file: &'a str,
    /// What it is, one line.
    pub summary: &'a str,
    /// The steps at which it is due.
    pub due: &'a [Step],
    pub(super) text: &'a str,
    pub(super) view: View,
}

/// All documents.
pub const DOCUMENTS: &[Document] = &[Document {
    name: "after-action",
    file: "after-action.md",
    summary: "what was intended, what happened and why, and what to do better (TC 25-20)",
    due: &[Step::AfterAction],
    text: include_str!("../../templates/after-action.md"),
    view: View::Internal(|subject| value(&after_action::view(subject))),
}];

fn value<T: Serialize>(view: &T) -> tera::Value {
    tera::Value::from_serializable(view)
}

impl Document<'static> {
    /// The built-in document of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        DOCUMENTS.iter().find(|document| document.name == name)
    }
}

impl Document<'_> {
    /// Who reads it.
    pub const fn audience(&self) -> Audience {
        match self.view {
            View::Internal(_) => Audience::Internal,
            View::Management(_) | View::Portfolio(_) => Audience::Management,
            View::Customer(_) => Audience::Customer,
        }
    }

    /// The template that comes with the program.
    pub fn builtin(&self) -> Template {
        Template { shown: format!("templates/{}", self.file), text: self.text.to_owned().into() }
    }
}
