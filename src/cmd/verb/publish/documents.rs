//! The written documents of an engagement that its readers may see.

use std::cmp::Reverse;

use super::Publishing;
use crate::cmd::prelude::*;
use crate::cmd::rendering::language;
use crate::model::audience::Audience;
use crate::model::words::capital;
use crate::model::written::{self, State};
use crate::render::{self, Document, Template};
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
    /// The documents, those of the last cycle first; a file that is not the markdown of a document is left out.
    pub(super) fn documents(&self, engagement: &Engagement) -> Result<Vec<WrittenDocument<'_>>> {
        let folder = layout::documents(&self.workspace.root, &engagement.id);
        let mut written = vec![];
        for name in documents::names(&self.workspace.root, &folder)? {
            let Some((cycle, document)) = self.visible(&name) else { continue };
            let bytes = save::content(&folder.join(&name))?;
            let text = written::text(&bytes);
            let template = self.template(engagement, cycle, &document);
            let is_current = self.is_current(engagement, cycle, (&document, &template), &bytes);
            let title = format!("{}, cycle {cycle}", title(&text, document.name));
            let page = layout::as_page(&name);
            written.push(WrittenDocument { document, template, cycle, page, title, text, is_current });
        }
        written.sort_by(|one, other| (Reverse(one.cycle), &one.page).cmp(&(Reverse(other.cycle), &other.page)));
        Ok(written)
    }

    /// The cycle and the document of a file in markdown, if the readers may see it.
    fn visible(&self, name: &str) -> Option<(u32, Document<'_>)> {
        let (cycle, file) = layout::parse_document(name.strip_suffix(layout::MARKDOWN).map(|_| name)?)?;
        let document = self.catalogue.named(layout::document_name(file)?).ok().flatten()?;
        let may = match self.audience {
            Audience::Internal => true,
            Audience::Management => document.audience() != Audience::Internal,
            Audience::Customer => document.audience() == Audience::Customer,
        };
        (may && !document.is_about_workspace()).then_some((cycle, document))
    }

    /// The template in the language of the engagement.
    fn template(&self, engagement: &Engagement, cycle: u32, document: &Document) -> Template {
        let language = language(document, &self.about(engagement, cycle), None);
        self.catalogue.template_in(document, &language).unwrap_or_else(|_| document.builtin())
    }

    /// Whether a file is what would be rendered now, so that charts and key figures are of its text.
    fn is_current(
        &self,
        engagement: &Engagement,
        cycle: u32,
        (document, template): (&Document, &Template),
        file: &[u8],
    ) -> bool {
        let about = self.about(engagement, cycle);
        let rendering = render::render(document, template, &about);
        rendering.is_ok_and(|text| written::state(file, &written::marked(&text)) == State::Current)
    }
}

/// What a document calls itself: its first heading up to the colon, else its name.
fn title(text: &str, name: &str) -> String {
    let heading = text.lines().find_map(|line| line.strip_prefix("# "));
    let kind = heading.map(|heading| heading.split_once(": ").map_or(heading, |(kind, _)| kind));
    kind.map_or_else(|| capital(&name.replace('-', " ")), |kind| kind.trim().to_owned())
}
