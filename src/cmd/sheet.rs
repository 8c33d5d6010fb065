//! What a page shows besides its document: the workspace's brand, its own parts of the page, and the pictures.

use crate::cmd::output::excerpt_lines;
use crate::cmd::prelude::*;
use crate::render::{self, About, Document, Frame, Picture, Sheet, Template};
use crate::store::{pictures, templates};

/// The largest logo, in bytes.
const LARGEST_LOGO: usize = 200 * 1024;

/// The largest picture, in bytes.
const LARGEST_PICTURE: usize = 1024 * 1024;

/// What is the same on all pages of a workspace.
pub struct House {
    logo: Option<Picture>,
    /// The workspace's own parts of a page, and where they are.
    frame: Option<(String, Frame)>,
}

/// A document as a page, and what is to be said about it.
pub fn page(
    workspace: &Workspace,
    document: &Document,
    about: &About,
    template: &Template,
    markdown: &str,
) -> Result<(String, Vec<String>), Failure> {
    House::of(workspace)?.page(workspace, document, about, template, (markdown, true))
}

impl House {
    /// The brand and the page template of a workspace.
    pub fn of(workspace: &Workspace) -> Result<Self, Failure> {
        let logo = workspace.settings.brand.as_ref().and_then(|brand| brand.logo.as_ref());
        let logo = logo.map(|logo| logo_of(workspace, logo.as_str())).transpose()?;
        Ok(Self { logo, frame: frame(workspace)? })
    }

    /// A document as a page, and what is to be said about it; with charts and key figures if they are of its text.
    pub fn page(
        &self,
        workspace: &Workspace,
        document: &Document,
        about: &About,
        template: &Template,
        (markdown, has_charts): (&str, bool),
    ) -> Result<(String, Vec<String>), Failure> {
        let brand = workspace.settings.brand.as_ref();
        let note = |(shown, _): &(String, Frame)| format!("Rendered with the workspace's template {}", visible(shown));
        let mut notes = Vec::from_iter(self.frame.as_ref().map(note));
        let pictures = render::pictures(markdown).into_iter().filter_map(|address| {
            match picture(workspace, &folder(workspace, about), &address, LARGEST_PICTURE) {
                Ok(picture) => Some((address, picture)),
                Err(why) => {
                    notes.push(format!("Picture `{}` is not shown: it {why}", visible(&address)));
                    None
                }
            }
        });
        let pictures = pictures.collect();
        let marking = render::marking(document, about);
        let sheet = Sheet {
            language: template.language.clone(),
            marking: &marking,
            charts: if has_charts { &render::charts(document, about, &template.language) } else { &[] },
            figures: if has_charts { &render::figures(document, about, &template.language) } else { &[] },
            house: &brand.and_then(|brand| brand.name.as_ref()).map(Text::one_line).unwrap_or_default(),
            colour: brand.and_then(|brand| brand.colour.as_ref()),
            logo: self.logo.clone(),
            frame: self.frame.clone().map(|(_, frame)| frame).unwrap_or_default(),
            pictures,
        };
        Ok((render::page(markdown, &sheet), notes))
    }
}

/// The folder that a document's addresses start from, wherever it is written to.
fn folder(workspace: &Workspace, about: &About) -> PathBuf {
    match about {
        About::Cycle(subject) => layout::documents(&workspace.root, &subject.engagement.id),
        About::Workspace(_) => workspace.root.join(layout::ENGAGEMENTS),
    }
}

fn picture(workspace: &Workspace, folder: &Path, address: &str, most: usize) -> Result<Picture, String> {
    let bytes = pictures::picture(workspace, folder, address, most)?;
    Picture::of(bytes).ok_or_else(|| "is not a PNG, JPEG or WebP file".to_owned())
}

fn logo_of(workspace: &Workspace, logo: &str) -> Result<Picture, Failure> {
    picture(workspace, &workspace.root, logo, LARGEST_LOGO).map_err(|why| {
        let settings = workspace.shown(&workspace.root.join(layout::SETTINGS));
        let message = format!("{settings}: the logo `{}` {why}", visible(logo));
        Failure::refused(message).hint("`brand.logo` is a PNG, JPEG or WebP file in the workspace, at most 200 KiB")
    })
}

/// The workspace's own parts of a page with the path of their file, if it has them.
fn frame(workspace: &Workspace) -> Result<Option<(String, Frame)>, Failure> {
    let Some((shown, text)) = templates::page(workspace).map_err(|error| Failure::failed(format!("{error:#}")))? else {
        return Ok(None);
    };
    let frame = Frame::of(&text).map_err(|error| {
        let line = text.lines().nth(error.line - 1).unwrap_or_default();
        let message = format!("{shown}:{}:{}: {}", error.line, error.column, error.message);
        Failure::refused(message)
            .details(excerpt_lines(line, error.column).into())
            .hint("a page runs and loads nothing: fix the file, or remove it for the built-in page")
    });
    Ok(Some((shown, frame?)))
}
