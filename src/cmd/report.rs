//! `engage report`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use super::context::Context;
use super::failure::Failure;
use super::figures;
use super::output::Answer;
use super::written::written;
use crate::insight::as_of;
use crate::model::engagement::Engagement;
use crate::model::words::{nearest, or_list};
use crate::render::{self, About, DOCUMENTS, Document, Portfolio, Subject, Template, TemplateError};
use crate::store::save::Plan;
use crate::store::workspace::Workspace;
use crate::store::{layout, load, save};

/// Render a document from the record: the after-action report unless another is named.
///
/// It goes to `documents/cycle-N-NAME` in the engagement's folder, or where `-o` says. The portfolio is about
/// all engagements: it takes none, and goes to `documents/` beside `engagements/`. A file of the same name in
/// the workspace's `templates/` replaces the built-in template.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  engage report harbor-search\n  engage report after-action harbor-search -o -\n  engage report harbor-search --cycle 1 -o report.md\n  engage report portfolio\n  engage report --list"
)]
pub struct Report {
    /// The document, the engagement, or both, in either order.
    #[arg(value_name = "DOCUMENT|ENGAGEMENT", num_args = 0..=2)]
    operands: Vec<String>,
    /// The cycle it is about; the last one that came so far unless told.
    #[arg(long, value_name = "N")]
    cycle: Option<u32>,
    /// Where it goes; `-` is standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Name the documents there are.
    #[arg(long)]
    list: bool,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Report {
    pub fn run(self, context: &Context) -> Result<Answer> {
        if self.list {
            return Ok(list());
        }
        let (document, given) = self.operands()?;
        let workspace = context.workspace()?;
        if document.is_about_workspace() {
            return self.of_the_workspace(context, &workspace, document, given.as_deref());
        }
        let _lock = if self.dry_run || self.is_to_stdout() { None } else { Some(workspace.lock()?) };
        let engagement = context
            .engagement(&workspace, given.as_deref())
            .map_err(|error| given.as_deref().and_then(misspelt).map_or(error, Into::into))?;
        let cycle = self.cycle(document, &engagement)?;
        let template = template(&workspace, document)?;
        let about = About::Cycle(Subject { engagement: &engagement, settings: &workspace.settings, cycle });
        let text = render::render(document, &template, &about).map_err(|error| mistake(&error))?;
        let data = json!({ "engagement": engagement.id, "document": document.name, "cycle": cycle, "text": text });
        if self.is_to_stdout() {
            return Ok(Answer { text, said: vec![], kind: "engagement.report", data });
        }
        let path = match &self.output {
            Some(file) => context.here.join(file),
            None => layout::document(&workspace.root, &engagement.id, cycle, document.file),
        };
        self.write(&workspace, Some(engagement.id.as_str()), document, &path, text, data)
    }

    /// A document about all engagements; what cannot be read of them is noted, and stands in it.
    fn of_the_workspace(
        &self,
        context: &Context,
        workspace: &Workspace,
        document: &Document,
        given: Option<&str>,
    ) -> Result<Answer> {
        if given.is_some() || self.cycle.is_some() {
            let named = if given.is_some() { "engagement" } else { "cycle" };
            let failure =
                Failure::usage(format!("the {} is about the whole workspace and takes no {named}", document.name));
            return Err(failure.hint(format!("engage report {}", document.name)).into());
        }
        let _lock = if self.dry_run || self.is_to_stdout() { None } else { Some(workspace.lock()?) };
        let engagements = everything(context, workspace)?;
        let template = template(workspace, document)?;
        let about = About::Workspace(Portfolio { engagements: &engagements, settings: &workspace.settings });
        let text = render::render(document, &template, &about).map_err(|error| mistake(&error))?;
        // the figures of each, on the day that the document takes for today
        let today = engagements.iter().filter_map(as_of::day).max().unwrap_or(context.today);
        let of = |engagement| figures::of(engagement, &workspace.settings, today).data();
        let figures: Vec<_> = if context.json { engagements.iter().map(of).collect() } else { vec![] };
        let data = json!({ "document": document.name, "text": text, "figures": figures });
        if self.is_to_stdout() {
            return Ok(Answer { text, said: vec![], kind: "engagement.report", data });
        }
        let path = match &self.output {
            Some(file) => context.here.join(file),
            None => layout::workspace_document(&workspace.root, document.file),
        };
        self.write(workspace, None, document, &path, text, data)
    }

    fn write(
        &self,
        workspace: &Workspace,
        engagement: Option<&str>,
        document: &Document,
        path: &Path,
        text: String,
        data: Value,
    ) -> Result<Answer> {
        if self.output.is_some() {
            refuse_records(workspace, path)?;
        }
        let mut plan = Plan::default();
        plan.put(path.to_owned(), text)?;
        if !self.dry_run {
            plan.carry_out()?;
        }
        let shown = workspace.shown(path);
        let state = if plan.0.is_empty() { "is current already" } else { "is written" };
        let of = engagement.map(|id| format!(" of {id}")).unwrap_or_default();
        let said = vec![format!("the {}{of} {state}: {shown}", document.name)];
        let mut answer = written(workspace, engagement, &plan, said, self.dry_run);
        if plan.0.is_empty() {
            answer.text = format!("{shown}\n");
        }
        if !self.dry_run {
            (answer.kind, answer.data) = ("engagement.report", data);
            answer.data["path"] = json!(shown);
        }
        Ok(answer)
    }

    fn is_to_stdout(&self) -> bool {
        self.output.as_deref().is_some_and(|file| file.as_os_str() == "-")
    }

    /// Which operand names a document and which an engagement.
    fn operands(&self) -> Result<(&'static Document, Option<String>), Failure> {
        let after_action = &DOCUMENTS[0];
        match self.operands.as_slice() {
            [] => Ok((after_action, None)),
            [one] => Ok(Document::named(one).map_or((after_action, Some(one.clone())), |document| (document, None))),
            [first, second, ..] => match (Document::named(first), Document::named(second)) {
                (Some(document), _) => Ok((document, Some(second.clone()))),
                (None, Some(document)) => Ok((document, Some(first.clone()))),
                (None, None) => Err(unknown(first, second)),
            },
        }
    }

    fn cycle(&self, document: &Document, engagement: &Engagement) -> Result<u32, Failure> {
        let Some(cycle) = self.cycle else { return Ok(document.cycle_for(engagement)) };
        if engagement.walk.iter().any(|entry| entry.cycle == cycle) {
            return Ok(cycle);
        }
        let last = engagement.cycle();
        Err(Failure::not_found(format!("{} has no cycle {cycle}", engagement.id))
            .hint(format!("its last cycle is {last}: --cycle {last}")))
    }
}

/// The workspace's own template of a document, else the one that comes with the program.
fn template(workspace: &Workspace, document: &Document) -> Result<Template> {
    let own = save::read_template(&workspace.root, document.file)?;
    Ok(match own {
        Some(text) => {
            Template { shown: workspace.shown(&layout::template(&workspace.root, document.file)), text: text.into() }
        }
        None => document.builtin(),
    })
}

/// All engagements, whole.
fn everything(context: &Context, workspace: &Workspace) -> Result<Vec<Engagement>> {
    let (ids, unread) = workspace.ids()?;
    context.note(unread);
    let loaded = load::engagements(workspace, &ids).into_iter().map(|(engagement, unread)| {
        context.note(unread);
        engagement
    });
    Ok(loaded.collect())
}

/// What to say of a word that is no engagement, if it is nearly a document.
fn misspelt(word: &str) -> Option<Failure> {
    let near = nearest(word, DOCUMENTS.iter().map(|document| document.name))?;
    let failure = Failure::not_found(format!("`{word}` is neither a document nor an engagement"));
    Some(failure.hint(format!("did you mean `{near}`?")))
}

fn unknown(first: &str, second: &str) -> Failure {
    let names: Vec<_> = DOCUMENTS.iter().map(|document| document.name).collect();
    let failure = Failure::not_found(format!("neither `{first}` nor `{second}` is a document"));
    let near = [first, second].into_iter().find_map(|word| nearest(word, names.iter().copied()));
    match near {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint(format!("the documents are {}: engage report --list", or_list(&names))),
    }
}

/// A report never goes over a record.
fn refuse_records(workspace: &Workspace, path: &Path) -> Result<(), Failure> {
    let path = layout::normal(path);
    let inner = path.strip_prefix(layout::normal(&workspace.root)).unwrap_or(Path::new(""));
    if layout::is_for_records(inner) {
        return Err(Failure::usage(format!(
            "`{}` is where records are kept, and a report is none",
            workspace.shown(&path)
        ))
        .hint("name a file such as report.md, or `-o -` for standard output"));
    }
    Ok(())
}

fn mistake(error: &TemplateError) -> Failure {
    let there = if error.available.is_empty() {
        String::new()
    } else {
        format!("; there are {}", error.available.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
    };
    let indent = " ".repeat(error.column.saturating_sub(1) as usize);
    let failure =
        Failure::refused(format!("{}:{}:{}: {}{there}", error.shown, error.line, error.column, error.message))
            .details(vec![format!("  {}", crate::model::text::visible(&error.excerpt)), format!("  {indent}^")]);
    match error.hint {
        Some(hint) => failure.hint(hint),
        None => failure
            .hint("mend the template, or take it away to use the built-in one; the earlier document stands as it was"),
    }
}

fn list() -> Answer {
    let text = DOCUMENTS
        .iter()
        .map(|document| format!("{:<18} {:<10} {}\n", document.name, document.audience().word(), document.summary));
    let data = DOCUMENTS.iter().map(|document| {
        json!({ "name": document.name, "audience": document.audience().word(), "summary": document.summary, "due": document.due })
    });
    Answer { text: text.collect(), said: vec![], kind: "engagement.documents", data: data.collect() }
}
