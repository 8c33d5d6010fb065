//! The table of all documents: name, audience, what it is, when it is due, template and view.

use serde::Serialize;

use super::subject::{Portfolio, Shared, Subject};
use super::{Template, after_action, brief, hot_wash, improvement_plan, pace_card};
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
pub struct Document {
    /// Its name in commands.
    pub name: &'static str,
    /// The file of its template.
    pub file: &'static str,
    /// What it is, one line.
    pub summary: &'static str,
    /// The steps at which it is due.
    pub due: &'static [Step],
    pub(super) text: &'static str,
    pub(super) view: View,
}

/// All documents.
pub const DOCUMENTS: &[Document] = &[
    Document {
        name: "after-action",
        file: "after-action.md",
        summary: "what was intended, what happened and why, and what to do better (TC 25-20)",
        due: &[Step::AfterAction],
        text: include_str!("../../templates/after-action.md"),
        view: View::Internal(|subject| value(&after_action::view(subject))),
    },
    Document {
        name: "hot-wash",
        file: "hot-wash.md",
        summary: "one page for the evening: what to keep and change, what they said, who does what",
        due: &[Step::Demo, Step::Adjust],
        text: include_str!("../../templates/hot-wash.md"),
        view: View::Internal(|subject| value(&hot_wash::view(subject))),
    },
    Document {
        name: "brief",
        file: "brief.md",
        summary: "one page for someone joining today: people, goals, what was tried, what is next",
        due: Step::ALL,
        text: include_str!("../../templates/brief.md"),
        view: View::Internal(|subject| value(&brief::view(subject))),
    },
    Document {
        name: "pace-card",
        file: "pace-card.md",
        summary: "one page to carry: the trip, the four tiers, when to leave each, whom to ring",
        due: &[Step::Dev, Step::Onsite],
        text: include_str!("../../templates/pace-card.md"),
        view: View::Internal(|subject| value(&pace_card::view(subject))),
    },
    Document {
        name: "improvement-plan",
        file: "improvement-plan.md",
        summary: "the HSEEP form: goals rated P, S, M or U, strengths, what to improve, who mends it",
        due: &[Step::AfterAction],
        text: include_str!("../../templates/improvement-plan.md"),
        view: View::Internal(|subject| value(&improvement_plan::view(subject))),
    },
];

fn value<T: Serialize>(view: &T) -> tera::Value {
    tera::Value::from_serializable(view)
}

impl Document {
    /// The document of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        DOCUMENTS.iter().find(|document| document.name == name)
    }

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
        Template { shown: format!("templates/{}", self.file), text: self.text.into() }
    }
}
