//! The written documents of an engagement that its readers may see.

use std::cmp::Reverse;

use super::{Notes, Publishing};
use crate::cmd::prelude::*;
use crate::cmd::rendering::{language, mistake};
use crate::model::audience::Audience;
use crate::model::words::capital;
use crate::model::written::{self, State};
use crate::render::{self, About, Document, Template};
use crate::store::documents;

/// A written document.
pub struct WrittenDocument<'a> {
    pub document: Document<'a>,
    /// The template of its language.
    pub template: Template,
    pub cycle: u32,
    /// The name of its page.
    pub page: String,
    /// Its name, and the cycle.
    pub title: String,
    /// Its text, as it was written or edited.
    pub text: String,
    /// Whether it is what would be rendered now.
    pub is_current: bool,
}

impl Publishing<'_> {
    /// The documents, those of the last cycle first; a file that is not the markdown of a document is left out, and so is,
    /// with a note, one that holds another document than its name says.
    pub(super) fn documents(&self, engagement: &Engagement, notes: &mut Notes) -> Result<Vec<WrittenDocument<'_>>> {
        let folder = layout::documents(&self.workspace.root, &engagement.id);
        let mut written = vec![];
        for name in documents::names(&self.workspace.root, &folder)? {
            let path = folder.join(&name);
            let left_out = |why: &str| format!("{} is not published: {why}", self.workspace.shown(&path));
            let (cycle, document) = match self.visible(&name) {
                Ok(Some(found)) => found,
                Ok(None) => continue,
                Err(failure) => {
                    notes.insert(left_out(&failure.message));
                    continue;
                }
            };
            let bytes = save::content(&path)?;
            let text = written::text(&bytes);
            let about = self.about(engagement, cycle);
            let Some((template, is_current)) = self.template(&document, &about, (&bytes, &text), notes) else {
                notes.insert(left_out(&format!("its headings are not those of {}", document.name)));
                continue;
            };
            let kind = kinds(&text).next().map_or_else(|| capital(&document.name.replace('-', " ")), str::to_owned);
            let title = format!("{kind}, cycle {cycle}");
            let page = layout::as_page(&name);
            written.push(WrittenDocument { document, template, cycle, page, title, text, is_current });
        }
        written.sort_by(|one, other| (Reverse(one.cycle), &one.page).cmp(&(Reverse(other.cycle), &other.page)));
        Ok(written)
    }

    /// The cycle and the document of a file in markdown, if the readers may see it.
    fn visible(&self, name: &str) -> Result<Option<(u32, Document<'_>)>, Failure> {
        let file = name.strip_suffix(layout::MARKDOWN).and_then(|_| layout::parse_document(name));
        let named = file.and_then(|(cycle, file)| Some((cycle, layout::document_name(file)?)));
        let Some((cycle, named)) = named else { return Ok(None) };
        let document = self.catalogue.named(named)?.filter(|document| !document.is_about_workspace());
        Ok(document.filter(|document| self.may_see(document)).map(|document| (cycle, document)))
    }

    fn may_see(&self, document: &Document) -> bool {
        match self.audience {
            Audience::Internal => true,
            Audience::Management => document.audience() != Audience::Internal,
            Audience::Customer => document.audience() == Audience::Customer,
        }
    }

    /// The template of the language that a text is written in, and whether the text is what would be rendered now, so that
    /// charts and key figures are of it; nothing if it may be another document that its readers may not see.
    fn template(
        &self,
        document: &Document,
        about: &About,
        (file, text): (&[u8], &str),
        notes: &mut Notes,
    ) -> Option<(Template, bool)> {
        let mut nearest: Option<(usize, Template)> = None;
        let first = language(document, about, None);
        for language in [&*first].into_iter().chain(self.catalogue.languages()) {
            // one that is not valid is reported with all of them
            let Ok(template) = self.catalogue.template_in(document, language) else { continue };
            let rendering = match render::render(document, &template, about) {
                Ok(rendering) => rendering,
                Err(error) => {
                    notes.insert(mistake(document, &error).message);
                    continue;
                }
            };
            if written::state(file, &written::marked(&rendering)) == State::Current {
                return Some((template, true));
            }
            let lines: BTreeSet<_> = rendering.lines().collect();
            let same = text.lines().filter(|line| lines.contains(line)).count();
            let is_named = kinds(text).next().is_some_and(|kind| kinds(&rendering).next() == Some(kind));
            if is_named && nearest.as_ref().is_none_or(|(most, _)| same > *most) {
                nearest = Some((same, template));
            }
        }
        let nearest = nearest.map(|(_, template)| template).filter(|_| !self.has_hidden(text));
        let any = || (self.audience == Audience::Internal).then(|| self.catalogue.template(document));
        nearest.or_else(any).map(|template| (template, false))
    }

    /// Whether a text has, below its own heading, that of a document that the readers may not see.
    fn has_hidden(&self, text: &str) -> bool {
        let documents = self.catalogue.documents().into_iter().filter(|document| !self.may_see(document));
        let templates = documents.flat_map(|document| {
            self.catalogue.languages().into_iter().map(move |language| self.catalogue.template_in(&document, language))
        });
        let hidden: Vec<_> =
            templates.flatten().filter_map(|template| Some(kinds(&template.text).next()?.to_owned())).collect();
        let own = kinds(text).next();
        kinds(text).any(|kind| Some(kind) != own && hidden.iter().any(|hidden| hidden == kind))
    }
}

/// What a text calls itself, and each document in it: its first headings up to the colon.
fn kinds(text: &str) -> impl Iterator<Item = &str> {
    let headings = text.lines().filter_map(|line| line.strip_prefix("# "));
    headings.map(|heading| heading.split_once(": ").map_or(heading, |(kind, _)| kind).trim())
}
