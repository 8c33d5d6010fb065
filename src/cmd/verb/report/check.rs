//! `engage report --check`: which of the written documents are up to date.

use serde::Serialize;

use super::Reporting;
use super::overwrite::Planned;
use crate::cmd::output::hint_line;
use crate::cmd::prelude::*;
use crate::cmd::rendering::{Rendered, rendered};
use crate::model::written::State;
use crate::render::{About, Document};
use crate::store::documents;
use crate::store::save::is_free;

/// A document's file, and how it compares with its rendering.
#[derive(Debug, Serialize)]
struct Checked {
    path: String,
    state: &'static str,
    message: Option<String>,
    hint: Option<String>,
}

impl Reporting<'_> {
    /// Compares existing documents with what would be written now: all of an engagement, or the named one.
    pub(super) fn check(&self, named: Option<Document>, given: Option<&str>) -> Result<Reply> {
        let checked = match named {
            Some(document) if document.is_about_workspace() => self.portfolio(&document, given)?,
            _ => self.of_engagement(named, given)?,
        };
        if checked.iter().any(|one| ![CURRENT, OTHER].contains(&one.state)) {
            self.context.exit.set(3);
        }
        let data = json!({ "documents": checked });
        let text = checked.iter().map(Checked::text).collect();
        Ok(Reply { text, messages: vec![summary(&checked)], kind: "engagement.documents-check", data })
    }

    fn of_engagement(&self, named: Option<Document>, given: Option<&str>) -> Result<Vec<Checked>> {
        let (workspace, only) = (self.workspace, self.report.cycle);
        let engagement = self.context.engagement(workspace, given)?;
        let names = documents::names(&workspace.root, &layout::documents(&workspace.root, &engagement.id))?;
        let is_selected = |name: &str| match layout::parse_document(name) {
            Some((cycle, file)) => {
                only.is_none_or(|only| only == cycle)
                    && named.is_none_or(|named| layout::document_name(file) == Some(named.name))
            }
            None => only.is_none() && named.is_none(),
        };
        // a PDF is not compared; its markdown or page is
        let names = names.iter().filter(|name| is_selected(name) && !name.ends_with(layout::PRINTED));
        names.map(|name| self.one(&engagement, name)).collect()
    }

    fn one(&self, engagement: &Engagement, name: &str) -> Result<Checked> {
        let workspace = self.workspace;
        let path = layout::documents(&workspace.root, &engagement.id).join(name);
        let shown = workspace.shown(&path);
        let Some((cycle, file)) = layout::parse_document(name) else { return Ok(Checked::other(shown)) };
        let Some(named) = layout::document_name(file) else { return Ok(Checked::other(shown)) };
        let document = match self.catalogue.named(named) {
            Ok(Some(document)) if !document.is_about_workspace() => document,
            Ok(_) => return Ok(Checked::other(shown)),
            Err(failure) => return Ok(Checked::failed(shown, &failure.into())),
        };
        let about = self.about_cycle(engagement, cycle)?;
        let html = file != document.file;
        let page = if html { " --html" } else { "" };
        let command = format!("engage report {named} {} --cycle {cycle}{page}", engagement.id);
        let of = |language: Option<&str>| {
            let cycle = self.report.cycle(engagement, cycle);
            let made = cycle
                .and_then(|_| rendered(self.context, workspace, self.catalogue, &document, &about, (language, html)));
            Checked::of(workspace, path.clone(), made, &command)
        };
        let checked = of(self.report.language.as_deref());
        // it may have been written with `--language`
        let is_done = checked.state == CURRENT || self.report.language.is_some();
        let others = if is_done { vec![] } else { self.catalogue.languages() };
        let other = others.into_iter().map(|language| of(Some(language))).find(|other| other.state == CURRENT);
        Ok(other.unwrap_or(checked))
    }

    fn portfolio(&self, document: &Document, given: Option<&str>) -> Result<Vec<Checked>> {
        self.report.refuse_narrowing(document, given)?;
        let workspace = self.workspace;
        let all = self.summary()?;
        let about = About::Workspace(all.portfolio());
        let files = [document.file.to_owned(), layout::as_page(document.file)];
        let paths = files.into_iter().map(|file| layout::workspace_document(&workspace.root, &file));
        let written = paths.enumerate().filter(|(_, path)| !is_free(path));
        let checked = written.map(|(at, path)| {
            let page = if at > 0 { " --html" } else { "" };
            let command = format!("engage report {}{page}", document.name);
            Checked::of(workspace, path, self.made(document, &about, at > 0), &command)
        });
        Ok(checked.collect())
    }
}

const CURRENT: &str = "current";
const OTHER: &str = "not-checked";

impl Checked {
    fn of(workspace: &Workspace, path: PathBuf, made: Result<Rendered, Failure>, command: &str) -> Self {
        let shown = workspace.shown(&path);
        let planned = made.map_err(Into::into).and_then(|made| Planned::of(workspace, path, &made.text));
        let planned = match planned {
            Ok(planned) => planned,
            Err(error) => return Self::failed(shown, &error),
        };
        let (state, hint) = match planned.state {
            Some(State::Edited) => ("edited-by-hand", Some(format!("{command} shows the difference"))),
            Some(State::Unmarked) => ("without-a-digest", Some(format!("{command} shows the difference"))),
            Some(State::Outdated) => ("out-of-date", Some(command.to_owned())),
            Some(State::Current) | None => (CURRENT, None),
        };
        Self { path: shown, state, message: None, hint }
    }

    /// A file that cannot be compared.
    fn failed(path: String, error: &anyhow::Error) -> Self {
        Self { path, state: "cannot-be-rendered", message: Some(format!("{error:#}")), hint: None }
    }

    /// A file that belongs to no document of the engagement.
    fn other(path: String) -> Self {
        Self { path, state: OTHER, message: Some("not the name of a document".to_owned()), hint: None }
    }

    fn text(&self) -> String {
        let why = self.message.iter().map(|why| format!(": {}", visible(why)));
        let hint = self.hint.iter().map(|hint| format!("  {}\n", hint_line(hint)));
        let line = [format!("{}: {}", visible(&self.path), self.state.replace('-', " "))];
        line.into_iter().chain(why).chain(["\n".to_owned()]).chain(hint).collect()
    }
}

/// The number of documents in each state.
fn summary(checked: &[Checked]) -> String {
    if checked.is_empty() {
        return "no documents written yet".to_owned();
    }
    let mut states: Vec<_> = checked.iter().map(|one| one.state).collect();
    states.sort_unstable();
    let counted: Vec<_> = states.chunk_by(PartialEq::eq).map(|same| format!("{} {}", same.len(), same[0])).collect();
    format!("{}: {}", count(checked.len(), "document"), counted.join(", ").replace('-', " "))
}
