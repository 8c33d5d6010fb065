//! The table of all documents: name, audience, what it is, when it is due, template and view.

pub mod after_action;
mod brief;
mod hot_wash;
mod improvement_plan;
pub mod management;
mod overview;
mod pace_card;
pub(super) mod portfolio;
mod prelude;
mod product_gaps;

use super::Template;
use super::customer::{self, Shared};
use super::language::Language;
use super::subject::{Head, Portfolio, Subject};
use super::view::Key;
use crate::model::step::Step;

pub use crate::model::audience::Audience;

/// The audience of a document, which decides the data that its view is given.
#[derive(Debug, Clone, Copy)]
pub enum DocumentView {
    /// Internal: from the whole record.
    Internal(fn(&Subject) -> tera::Value, Keys),
    /// Management: from the whole record.
    Management(fn(&Subject) -> tera::Value, Keys),
    /// Management: from all engagements of the workspace.
    Workspace(fn(&Portfolio) -> tera::Value, Keys),
    /// The customer: only from shared data; has what the document shows besides.
    Customer(fn(&Shared) -> tera::Value, Keys),
}

/// The fields of a view.
type Keys = &'static [Key];

/// A built-in document.
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
    /// The template in other languages, by their codes.
    pub(super) translations: &'static [(&'static str, &'static str)],
    pub(super) view: DocumentView,
}

/// Defines the view of a document from its module, for an audience, with its fields.
macro_rules! view_for {
    ($audience:ident($($module:ident)::+)) => {
        DocumentView::$audience(|about| tera::Value::from_serializable(&$($module::)+view(about)), $($module::)+View::KEYS)
    };
}

pub(super) use view_for;

/// A row of the table; the template is the file of the same name.
macro_rules! document {
    (name: $name:literal, view: Customer($($module:ident)::+), due: $due:expr, summary: $summary:literal,) => {
        Document {
            translations: &[("de", include_str!(concat!("../../../templates/de/", $name, ".md")))],
            ..document! { name: $name, view: [Customer($($module)::+)], due: $due, summary: $summary, }
        }
    };
    (name: $name:literal, view: $audience:ident($($module:ident)::+), due: $due:expr, summary: $summary:literal,) => {
        document! { name: $name, view: [$audience($($module)::+)], due: $due, summary: $summary, }
    };
    (name: $name:literal, view: [$audience:ident($($module:ident)::+)], due: $due:expr, summary: $summary:literal,) => {
        Document {
            name: $name,
            file: concat!($name, ".md"),
            summary: $summary,
            due: $due,
            text: include_str!(concat!("../../../templates/", $name, ".md")),
            view: view_for!($audience($($module)::+)),
            translations: &[],
        }
    };
}

/// All built-in documents.
pub const DOCUMENTS: &[Document] = &[
    document! {
        name: "after-action", view: Internal(after_action), due: &[Step::AfterAction],
        summary: "two pages for who decides: result, cost, why, what to improve (TC 25-20); all else annexed",
    },
    document! {
        name: "hot-wash", view: Internal(hot_wash), due: &[Step::Demo, Step::Adjust],
        summary: "end-of-day summary on one page: what to keep and change, what they said, open actions",
    },
    document! {
        name: "brief", view: Internal(brief), due: Step::ALL,
        summary: "for someone joining today: people, goals, what was tried, risks, what is next",
    },
    document! {
        name: "pace-card", view: Internal(pace_card), due: &[Step::Dev, Step::Onsite],
        summary: "one page to carry: the trip, four plans, when to switch and who decides, contacts",
    },
    document! {
        name: "improvement-plan", view: Internal(improvement_plan), due: &[Step::AfterAction],
        summary: "the HSEEP form: goals rated P, S, M or U, strengths, what to improve, who fixes it",
    },
    document! {
        name: "statement-of-work", view: Customer(customer::statement_of_work), due: &[Step::Select],
        summary: "what both sides set out to do in this cycle, and how both will know",
    },
    document! {
        name: "workshop", view: Customer(customer::workshop), due: &[Step::Hypothesis, Step::PlanNext],
        summary: "the format of the next engagement: aim, agenda, who takes part, what comes out",
    },
    document! {
        name: "proof-of-execution", view: Customer(customer::proof_of_execution), due: &[Step::Adjust, Step::AfterAction],
        summary: "each goal compared with its criterion: verdict, evidence, what remains open",
    },
    document! {
        name: "handover", view: Customer(customer::handover), due: &[Step::PlanNext],
        summary: "what is left running, tests and their results, training, contacts, acceptance",
    },
    document! {
        name: "close-out", view: Customer(customer::close_out), due: &[Step::PlanNext],
        summary: "one page at the end: thanks, what was done, what you keep, what we take with us",
    },
    document! {
        name: "weekly", view: Customer(customer::weekly), due: &[],
        summary: "the week for the customer: shown, decided, next, what we need from them",
    },
    document! {
        name: "management", view: Management(management), due: &[Step::AfterAction],
        summary: "one page: the decision requested, result, benefit, cost against budget, risks, next steps",
    },
    document! {
        name: "portfolio", view: Workspace(portfolio), due: &[],
        summary: "all engagements, those that need attention first, with forecasts and key figures",
    },
    document! {
        name: "product-gaps", view: Workspace(product_gaps), due: &[],
        summary: "what our products lacked, by product: customers, class, priority and plan",
    },
];

const OVERVIEW: Document = Document {
    name: "overview",
    file: "index.md",
    summary: "",
    due: &[],
    text: include_str!("overview.md"),
    translations: &[],
    view: view_for!(Management(overview)),
};

/// The page of an engagement among published pages, for us and for the customer; no command renders it alone.
pub const OVERVIEWS: [Document; 2] = [
    OVERVIEW,
    Document {
        text: include_str!("../customer/overview.md"),
        translations: &[("de", include_str!("../customer/overview.de.md"))],
        view: view_for!(Customer(customer::weekly)),
        ..OVERVIEW
    },
];

/// Whether a text is a built-in template of a document, which tests run on all examples.
pub fn is_builtin(document: &Document, text: &str) -> bool {
    let is_one = |built_in: &Document| {
        built_in.text == text || built_in.translations.iter().any(|(_, translation)| *translation == text)
    };
    Document::named(document.name).is_some_and(is_one) || OVERVIEWS.iter().any(is_one)
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
            DocumentView::Internal(..) => Audience::Internal,
            DocumentView::Management(..) | DocumentView::Workspace(..) => Audience::Management,
            DocumentView::Customer(..) => Audience::Customer,
        }
    }

    /// The fields available to its template.
    pub(super) fn keys(&self) -> Vec<Key> {
        match self.view {
            DocumentView::Workspace(_, keys) => keys.to_vec(),
            DocumentView::Internal(_, keys) | DocumentView::Management(_, keys) => {
                let is_own = |head: &&Key| keys.iter().any(|key| key.name == head.name);
                Head::KEYS.iter().filter(|head| !is_own(head)).chain(keys).copied().collect()
            }
            DocumentView::Customer(_, keys) => [Shared::KEYS, keys].concat(),
        }
    }

    /// The built-in template in a language, if there is one.
    pub fn builtin_in(&self, language: &str) -> Option<Template> {
        let (code, text) = self.translations.iter().find(|(code, _)| *code == language)?;
        let shown = format!("templates/{code}/{}", self.file);
        Some(Template { shown, text: (*text).into(), language: Language::named(code) })
    }

    /// The built-in template.
    pub fn builtin(&self) -> Template {
        Template { shown: format!("templates/{}", self.file), text: self.text.to_owned().into(), ..Template::default() }
    }
}
