//! A document made of the record, and how a mistake in its template is told.

use super::catalogue::Catalogue;
use super::failure::Failure;
use crate::model::text::visible;
use crate::render::{self, About, Document, TemplateError};
use crate::store::layout;

/// A document, ready to be written.
#[derive(Debug)]
pub struct Rendered {
    /// The end of its file's name.
    pub file: String,
    /// What it says.
    pub text: String,
    /// The workspace's own template that it was made with, if it is not the built-in one.
    own: Option<String>,
}

impl Rendered {
    /// That the workspace's own template was used.
    pub fn said(&self) -> Option<String> {
        self.own.as_ref().map(|shown| format!("rendered with the workspace's own template {}", visible(shown)))
    }
}

/// Renders a document; `html` makes a page of it.
pub fn rendered(catalogue: &Catalogue, document: &Document, about: &About, html: bool) -> Result<Rendered, Failure> {
    let template = catalogue.template(document);
    let text = render::render(document, &template, about).map_err(|error| mistake(document, &error))?;
    let own = Document::named(document.name).is_none_or(|built_in| built_in.builtin().text != template.text);
    let own = own.then_some(template.shown);
    if html {
        return Ok(Rendered { file: layout::as_page(document.file), text: render::page(&text), own });
    }
    Ok(Rendered { file: document.file.to_owned(), text, own })
}

fn mistake(document: &Document, error: &TemplateError) -> Failure {
    let there = if error.available.is_empty() {
        String::new()
    } else {
        format!("; there are {}", error.available.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
    };
    let indent = " ".repeat(error.column.saturating_sub(1) as usize);
    let failure =
        Failure::refused(format!("{}:{}:{}: {}{there}", error.shown, error.line, error.column, error.message))
            .details(vec![format!("  {}", visible(&error.excerpt)), format!("  {indent}^")]);
    let instead = match Document::named(document.name) {
        Some(_) => "mend the template, or take it away to use the built-in one".to_owned(),
        None => format!("mend the template, for which `engage template help {}` says what there is", document.name),
    };
    match error.hint {
        Some(hint) => failure.hint(hint),
        None => failure.hint(format!("{instead}; the earlier document stands as it was")),
    }
}
