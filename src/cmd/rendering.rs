//! Renders a document, and reports errors in its template.

use super::catalogue::Catalogue;
use crate::cmd::output::excerpt_lines;
use crate::cmd::prelude::*;
use crate::cmd::sheet;
use crate::model::audience::Audience;
use crate::model::problem::{FileProblem, ProblemKind};
use crate::render::{self, About, Document, TemplateError};
use crate::store::each::each;

/// A rendered document.
#[derive(Debug)]
pub struct Rendered {
    /// The suffix of its file name.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The workspace's own template, if one was used.
    own: Option<String>,
    /// That the document is not in the language asked for.
    lacks: Option<String>,
    /// What is said about its page.
    about_page: Vec<String>,
}

impl Rendered {
    /// The messages: that the workspace's own template was used, and what a page does not show.
    pub fn notes(&self) -> Vec<String> {
        let own = self.own.as_ref().map(|shown| format!("Rendered with the workspace's template {}", visible(shown)));
        own.into_iter().chain(self.lacks.clone()).chain(self.about_page.iter().cloned()).collect()
    }
}

/// The unreadable files of a document's engagements, relative to the workspace: a document is the same in every current
/// folder.
fn missing(context: &Context, workspace: &Workspace, about: &About) -> Vec<FileProblem> {
    if context.unread().is_empty() {
        return vec![];
    }
    let ids: Vec<_> = match about {
        About::Cycle(subject) => vec![subject.engagement.id.clone()],
        About::Workspace(all) => all.summaries.iter().map(|summary| summary.id.clone()).collect(),
    };
    let from_root = Workspace::open(&workspace.root, &workspace.root);
    let unread = each(&ids, |id| load::engagement(&from_root, id).1).into_iter().flatten();
    unread.filter(|unread| unread.kind != ProblemKind::Secret).collect()
}

/// The language of a document: as asked for, else for the customer that of the engagement.
pub fn language(document: &Document, about: &About, asked: Option<&str>) -> String {
    let of_engagement = || match about {
        About::Cycle(subject) if document.audience() == Audience::Customer => {
            Some(subject.engagement.charter.as_ref()?.language.as_ref()?.one_line())
        }
        _ => None,
    };
    asked.map(str::to_owned).or_else(of_engagement).unwrap_or_else(|| "en".to_owned())
}

/// Renders a document in a language, with `html` as a page. If something is missing, a customer's document is refused; any other
/// lists it.
pub fn rendered(
    context: &Context,
    workspace: &Workspace,
    catalogue: &Catalogue,
    document: &Document,
    about: &About,
    (language_asked, html): (Option<&str>, bool),
) -> Result<Rendered, Failure> {
    let missing = &missing(context, workspace, about);
    if document.audience() == Audience::Customer && !missing.is_empty() {
        return Err(unreadable(document, missing));
    }
    let language = language(document, about, language_asked);
    let template = catalogue.template_in(document, &language)?;
    let lacks = (template.language.code != *language)
        .then(|| format!("{} has no template in `{}`; rendered in English", document.name, visible(&language)));
    let text = render::render(document, &template, about).map_err(|error| mistake(document, &error))?;
    let text = render::incomplete(&text, &files(about, missing));
    let own = (!render::is_builtin(document, &template.text)).then(|| template.shown.clone());
    if html {
        let (text, about_page) = sheet::page(workspace, document, about, &template, &text)?;
        return Ok(Rendered { file: layout::as_page(document.file), text, own, lacks, about_page });
    }
    Ok(Rendered { file: document.file.to_owned(), text, own, lacks, about_page: vec![] })
}

/// The files in which something is missing, relative to the engagement's folder, without duplicates.
fn files(about: &About, missing: &[FileProblem]) -> Vec<String> {
    let root = Path::new("");
    let folder = match about {
        About::Cycle(subject) => layout::engagement(root, &subject.engagement.id),
        About::Workspace(_) => root.join(layout::ENGAGEMENTS),
    };
    let mut files: Vec<_> = missing.iter().map(|unread| layout::shown(&folder, Path::new(&unread.path))).collect();
    files.dedup();
    files
}

fn unreadable(document: &Document, missing: &[FileProblem]) -> Failure {
    let places = missing.iter().map(|unread| format!("  {}: {}", visible(&unread.place()), visible(&unread.message)));
    let message = format!("cannot render `{}` for the customer: part of the record cannot be read", document.name);
    Failure::refused(message).details(places.collect()).hint("fix the files first: engage check")
}

/// The failure for an error in a document's template.
pub fn mistake(document: &Document, error: &TemplateError) -> Failure {
    // an error about a document as a whole has a place but no line to show
    let excerpt = Some(&error.excerpt).filter(|line| !line.trim().is_empty());
    let details = excerpt.map(|line| excerpt_lines(line, error.column as usize).into()).unwrap_or_default();
    let failure = Failure::refused(error.to_string()).details(details);
    let instead = match Document::named(document.name) {
        Some(_) if error.available.is_empty() => "fix the template, or remove it to use the built-in one".to_owned(),
        Some(_) => {
            "fix the template (renamed fields are in the CHANGELOG), or remove it to use the built-in one".to_owned()
        }
        None => format!("fix the template; engage template help {} lists its fields", document.name),
    };
    let hint = error.hint.as_deref().map(str::to_owned);
    failure.hint(hint.unwrap_or_else(|| format!("{instead}; the earlier document was not changed")))
}
