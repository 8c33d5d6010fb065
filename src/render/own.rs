//! The workspace's own documents: a template, and the view that its audience is given.
//!
//! A template with the name of a built-in document replaces it, with the same view. Any other is a new document: its
//! audience decides its view, so that no template can show a customer more.

use super::documents::{Audience, DOCUMENTS, DocumentView, after_action, management, view_for};
use super::markdown::one_line;
use super::{Document, Template, customer};
use crate::model::front::Front;
use crate::model::step::Step;
use crate::model::words::{nearest, or_list};

/// A document whose template is from the workspace.
#[derive(Debug, Clone)]
pub struct OwnTemplate {
    name: String,
    file: String,
    summary: String,
    due: Vec<Step>,
    replaces: Option<&'static Document<'static>>,
    template: Template,
    view: DocumentView,
}

/// Why a template is not valid: the fault in its front matter, and how to fix it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// The key at fault; `None` if one is missing.
    pub key: Option<&'static str>,
    /// What is wrong; lower case, no full stop.
    pub message: String,
    /// How to fix it.
    pub hint: String,
}

impl OwnTemplate {
    /// The document of a template with that name and file, from its front matter.
    pub fn new(name: &str, file: &str, template: Template, front: Option<&Front>) -> Result<Self, Unfit> {
        let replaces = Document::named(name);
        let (view, summary) = match replaces {
            Some(built_in) => (kept(built_in, front)?, built_in.summary.to_owned()),
            None => (chosen(front)?, String::new()),
        };
        let summary = front.and_then(|front| front.summary.as_ref()).map_or(summary, |text| one_line(text.as_str()));
        if summary.is_empty() {
            return Err(missing("summary", "one line about the document"));
        }
        let due = front.map_or(&[][..], |front| &front.due);
        let due = if due.is_empty() { replaces.map_or(&[][..], |built_in| built_in.due) } else { due };
        let (name, file, due) = (name.to_owned(), file.to_owned(), due.to_vec());
        Ok(Self { name, file, summary, due, replaces, template, view })
    }

    /// The document.
    pub fn document(&self) -> Document<'_> {
        let Self { name, file, summary, due, template, view, .. } = self;
        Document { name, file, summary, due, text: &template.text, translations: &[], view: *view }
    }

    /// Its template.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// Whether it replaces a built-in document.
    pub fn is_replacement(&self) -> bool {
        self.replaces.is_some()
    }
}

/// The view of a built-in document; a template cannot change its audience.
fn kept(built_in: &Document, front: Option<&Front>) -> Result<DocumentView, Unfit> {
    let audience = built_in.audience();
    let own = format!("`{}` is built in", built_in.name);
    if let Some(other) = front.and_then(|front| front.audience).filter(|other| *other != audience) {
        let message = format!("{own} for the audience `{audience}`; a template cannot change it to `{other}`");
        let hint = format!("use `audience: {audience}`, or rename the file");
        return Err(Unfit { key: Some("audience"), message, hint });
    }
    if front.is_some_and(|front| front.based_on.is_some()) {
        let message = format!("{own} and always uses its own fields");
        let hint = "remove `based-on`, or rename the file".to_owned();
        return Err(Unfit { key: Some("based-on"), message, hint });
    }
    Ok(built_in.view)
}

/// The view of a new document, from its audience and the document it is based on.
fn chosen(front: Option<&Front>) -> Result<DocumentView, Unfit> {
    let audience =
        front.and_then(|front| front.audience).ok_or_else(|| missing("audience", &or_list(Audience::WORDS)))?;
    let Some(based_on) = front.and_then(|front| front.based_on.as_ref()) else { return Ok(of(audience)) };
    let unfit = |message, hint| Unfit { key: Some("based-on"), message, hint };
    let names = || DOCUMENTS.iter().map(|document| document.name);
    let Some(base) = Document::named(based_on.as_str()) else {
        let hint = match nearest(based_on.as_str(), names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the built-in documents are {}", or_list(names())),
        };
        return Err(unfit(format!("`{based_on}` is not a built-in document"), hint));
    };
    for_audience(audience, base.view).ok_or_else(|| {
        let message =
            format!("`{based_on}` is for the audience `{}`, but this template is for `{audience}`", base.audience());
        unfit(message, format!("use `audience: {}`, or another `based-on`", base.audience()))
    })
}

/// The view of an audience's documents that are based on no other.
fn of(audience: Audience) -> DocumentView {
    match audience {
        Audience::Internal => view_for!(Internal(after_action)),
        Audience::Management => view_for!(Management(management)),
        Audience::Customer => view_for!(Customer(customer)),
    }
}

/// A view that an audience may have; `None` if it may not.
fn for_audience(audience: Audience, view: DocumentView) -> Option<DocumentView> {
    match (audience, view) {
        (Audience::Internal, DocumentView::Internal(view, keys) | DocumentView::Management(view, keys)) => {
            Some(DocumentView::Internal(view, keys))
        }
        (Audience::Management, DocumentView::Internal(view, keys) | DocumentView::Management(view, keys)) => {
            Some(DocumentView::Management(view, keys))
        }
        (Audience::Management, DocumentView::Workspace(..)) | (Audience::Customer, DocumentView::Customer(..)) => {
            Some(view)
        }
        _ => None,
    }
}

fn missing(key: &str, what: &str) -> Unfit {
    Unfit {
        key: None,
        message: format!("`{key}` is required in a template of your own"),
        hint: format!("add `{key}: …` between two lines of `---` at the top: {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::fixture;
    use crate::model::settings::Settings;
    use crate::render::fixture::{HARBOR, about, for_customer};
    use crate::render::{context, render};

    fn own(name: &str, front: &str, text: &'static str) -> Result<OwnTemplate, Unfit> {
        let file = format!("{name}.md");
        let template = Template { shown: format!("templates/{file}"), text: text.into(), ..Template::default() };
        let front: Option<Front> = serde_json::from_str(front).unwrap();
        OwnTemplate::new(name, &file, template, front.as_ref())
    }

    fn rendered(own: &OwnTemplate) -> (String, serde_json::Value) {
        let (engagement, settings, document) = (fixture::engagement(HARBOR), Settings::default(), own.document());
        let about = about(&document, &engagement, &settings, Some(1));
        (render(&document, own.template(), &about).unwrap(), context(&document, &about))
    }

    #[test]
    fn a_new_document_has_the_view_of_its_audience() {
        let front = r#"{"audience": "internal", "summary": "the week", "due": ["dev"]}"#;
        let week = own("week", front, "# {{ title }}: {{ days }}\n").unwrap();
        let document = week.document();
        assert_eq!((document.name, document.audience(), document.due), ("week", Audience::Internal, &[Step::Dev][..]));
        assert!(rendered(&week).0.starts_with("# Find a report \\| in seconds: "), "{}", rendered(&week).0);
        let note = own("note", r#"{"audience": "customer", "summary": "a note"}"#, "# {{ title }}\n").unwrap();
        let keys: Vec<_> = rendered(&note).1.as_object().unwrap().keys().cloned().collect();
        let expected: Vec<_> = for_customer().map(|document| document.name.replace('-', "_")).collect();
        assert_eq!(keys[..3], ["title", "customer", "us"]);
        assert_eq!(keys[keys.len() - expected.len()..], expected);
    }

    #[test]
    fn a_replacement_keeps_audience_summary_and_fields() {
        let after_action = own("after-action", "null", "{{ standing }}\n").unwrap();
        let (document, built_in) = (after_action.document(), Document::named("after-action").unwrap());
        assert_eq!((document.summary, document.due), (built_in.summary, built_in.due));
        assert!(after_action.is_replacement());
    }

    #[test]
    fn what_a_document_must_say_or_may_not_is_told() {
        let based = |on: &str| format!(r#"{{"audience": "customer", "summary": "s", "based-on": "{on}"}}"#);
        for (name, front, begins, ends) in [
            (
                "week",
                "null",
                "-: `audience` is required in a template of your own",
                "at the top: internal, customer or management",
            ),
            ("week", r#"{"audience": "internal"}"#, "-: `summary` is required in a template of your own", ""),
            ("week", &based("after-action"), "based-on: `after-action` is for the audience `internal`", ""),
            ("week", &based("after-acton"), "based-on: ", "did you mean `after-action`?"),
            ("after-action", r#"{"based-on": "after-action"}"#, "based-on: ", ""),
            (
                "after-action",
                r#"{"audience": "customer"}"#,
                "audience: `after-action` is built in for the audience `internal`",
                "",
            ),
        ] {
            let unfit = own(name, front, "x").unwrap_err();
            let message = format!("{}: {}; {}", unfit.key.unwrap_or("-"), unfit.message, unfit.hint);
            assert!(message.starts_with(begins) && message.ends_with(ends), "{message}");
        }
    }

    #[test]
    fn no_template_hands_a_customer_what_is_internal() {
        for document in DOCUMENTS {
            let given = for_audience(Audience::Customer, document.view);
            assert_eq!(given.is_some(), document.audience() == Audience::Customer, "{}", document.name);
        }
        assert!(matches!(of(Audience::Customer), DocumentView::Customer(..)));
    }
}
