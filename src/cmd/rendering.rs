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
}

/// Renders a document; `html` makes a page of it, if it is none already.
pub fn rendered(catalogue: &Catalogue, document: &Document, about: &About, html: bool) -> Result<Rendered, Failure> {
    let text =
        render::render(document, &catalogue.template(document), about).map_err(|error| mistake(document, &error))?;
    match layout::as_page(document.file).filter(|_| html) {
        Some(file) => Ok(Rendered { file, text: render::page(&text) }),
        None => Ok(Rendered { file: document.file.to_owned(), text }),
    }
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
