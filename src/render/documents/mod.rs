//! The table of all documents: name, audience, what it is, when it is due, template and view.

use serde::Serialize;

pub mod after_action;
mod brief;
mod hot_wash;
mod improvement_plan;
pub mod management;
mod pace_card;
mod portfolio;

use super::Template;
use super::customer::{self, Shared};
use super::subject::{Head, Portfolio, Subject};
use super::view::Key;
use crate::model::step::Step;

pub use crate::model::audience::Audience;

/// What a document is made of: its audience decides what its view is handed.
#[derive(Debug, Clone, Copy)]
pub enum View {
    /// For ourselves, from the whole record.
    Internal(fn(&Subject) -> tera::Value, Keys),
    /// For those who decide, from the whole record.
    Management(fn(&Subject) -> tera::Value, Keys),
    /// For those who decide, from all engagements of the workspace.
    Portfolio(fn(&Portfolio) -> tera::Value, Keys),
    /// For the customer, from what may be shared and nothing else: what a document shows besides that.
    Customer(fn(&Shared) -> tera::Value, Keys),
}

/// The fields of a view.
type Keys = &'static [Key];

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

/// All built-in documents.
pub const DOCUMENTS: &[Document] = &[
    Document {
        name: "after-action",
        file: "after-action.md",
        summary: "what was intended, what happened and why, and what to do better (TC 25-20)",
        due: &[Step::AfterAction],
        text: include_str!("../../../templates/after-action.md"),
        view: View::Internal(|subject| value(&after_action::view(subject)), after_action::View::KEYS),
    },
    Document {
        name: "hot-wash",
        file: "hot-wash.md",
        summary: "one page for the evening: what to keep and change, what they said, who does what",
        due: &[Step::Demo, Step::Adjust],
        text: include_str!("../../../templates/hot-wash.md"),
        view: View::Internal(|subject| value(&hot_wash::view(subject)), hot_wash::View::KEYS),
    },
    Document {
        name: "brief",
        file: "brief.md",
        summary: "one page for someone joining today: people, goals, what was tried, what is next",
        due: Step::ALL,
        text: include_str!("../../../templates/brief.md"),
        view: View::Internal(|subject| value(&brief::view(subject)), brief::View::KEYS),
    },
    Document {
        name: "pace-card",
        file: "pace-card.md",
        summary: "one page to carry: the trip, the four tiers, when to leave each, whom to ring",
        due: &[Step::Dev, Step::Onsite],
        text: include_str!("../../../templates/pace-card.md"),
        view: View::Internal(|subject| value(&pace_card::view(subject)), pace_card::View::KEYS),
    },
    Document {
        name: "improvement-plan",
        file: "improvement-plan.md",
        summary: "the HSEEP form: goals rated P, S, M or U, strengths, what to improve, who mends it",
        due: &[Step::AfterAction],
        text: include_str!("../../../templates/improvement-plan.md"),
        view: View::Internal(|subject| value(&improvement_plan::view(subject)), improvement_plan::View::KEYS),
    },
    Document {
        name: "statement-of-work",
        file: "statement-of-work.md",
        summary: "what both sides set out to do in this cycle, and how both will know",
        due: &[Step::Select],
        text: include_str!("../../../templates/statement-of-work.md"),
        view: View::Customer(|shared| value(&customer::statement_of_work(shared)), customer::StatementOfWork::KEYS),
    },
    Document {
        name: "workshop",
        file: "workshop.md",
        summary: "the format of the next engagement: aim, agenda, who takes part, what comes out",
        due: &[Step::Hypothesis, Step::PlanNext],
        text: include_str!("../../../templates/workshop.md"),
        view: View::Customer(|shared| value(&customer::workshop(shared)), customer::Workshop::KEYS),
    },
    Document {
        name: "proof-of-execution",
        file: "proof-of-execution.md",
        summary: "each goal held against its criterion: verdict, evidence, what remains open",
        due: &[Step::Adjust, Step::AfterAction],
        text: include_str!("../../../templates/proof-of-execution.md"),
        view: View::Customer(|shared| value(&customer::proof_of_execution(shared)), customer::ProofOfExecution::KEYS),
    },
    Document {
        name: "handover",
        file: "handover.md",
        summary: "what is left running, tests and their results, training, contacts, acceptance",
        due: &[Step::PlanNext],
        text: include_str!("../../../templates/handover.md"),
        view: View::Customer(|shared| value(&customer::handover(shared)), customer::Handover::KEYS),
    },
    Document {
        name: "close-out",
        file: "close-out.md",
        summary: "one page at the end: thanks, what was done, what you keep, what we take with us",
        due: &[Step::PlanNext],
        text: include_str!("../../../templates/close-out.md"),
        view: View::Customer(|shared| value(&customer::close_out(shared)), customer::CloseOut::KEYS),
    },
    Document {
        name: "management",
        file: "management.md",
        summary: "the decision asked for, what worries, spend against budget, what the customer thinks",
        due: &[Step::AfterAction],
        text: include_str!("../../../templates/management.md"),
        view: View::Management(|subject| value(&management::view(subject)), management::View::KEYS),
    },
    Document {
        name: "portfolio",
        file: "portfolio.md",
        summary: "all engagements, those that need attention first, and the figures across them",
        due: &[],
        text: include_str!("../../../templates/portfolio.md"),
        view: View::Portfolio(|portfolio| value(&portfolio::view(portfolio)), portfolio::View::KEYS),
    },
];

fn value<T: Serialize>(view: &T) -> tera::Value {
    tera::Value::from_serializable(view)
}

/// Whether a text is that of the built-in template of a document's name, which tests have tried on all examples.
pub(super) fn is_builtin(document: &Document, text: &str) -> bool {
    Document::named(document.name).is_some_and(|built_in| built_in.text == text)
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
            View::Internal(..) => Audience::Internal,
            View::Management(..) | View::Portfolio(..) => Audience::Management,
            View::Customer(..) => Audience::Customer,
        }
    }

    /// The fields that its template sees.
    pub(super) fn keys(&self) -> Vec<Key> {
        match self.view {
            View::Portfolio(_, keys) => keys.to_vec(),
            View::Internal(_, keys) | View::Management(_, keys) => {
                let is_own = |head: &&Key| keys.iter().any(|key| key.name == head.name);
                Head::KEYS.iter().filter(|head| !is_own(head)).chain(keys).copied().collect()
            }
            View::Customer(_, keys) => [Shared::KEYS, keys].concat(),
        }
    }

    /// The template that comes with the program.
    pub fn builtin(&self) -> Template {
        Template { shown: format!("templates/{}", self.file), text: self.text.to_owned().into() }
    }
}
