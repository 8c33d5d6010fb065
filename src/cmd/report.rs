//! `engage report`.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use super::catalogue::Catalogue;
use super::context::Context;
use super::due;
use super::failure::Failure;
use super::output::Answer;
use super::rendering::{Rendered, refuse_records, rendered};
use super::table::table;
use super::written::written;
use crate::model::engagement::Engagement;
use crate::model::words::{nearest, or_list};
use crate::render::{self, About, DOCUMENTS, Document, Subject};
use crate::store::layout;
use crate::store::save::Plan;
use crate::store::workspace::Workspace;

/// Render a document from the record: the after-action report unless another is named.
///
/// It goes to `documents/cycle-N-NAME` in the engagement's folder, or where `-o` says. A file in the
/// workspace's `templates/` replaces the built-in template of its name, or is a document of one's own:
/// see `engage template`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  engage report harbor-search\n  engage report after-action harbor-search -o -\n  engage report harbor-search --cycle 1 -o report.md\n  engage report after-action harbor-search --html\n  engage report --all harbor-search\n  engage report --list"
)]
pub struct Report {
    /// The document, the engagement, or both, in either order.
    #[arg(value_name = "DOCUMENT|ENGAGEMENT", num_args = 0..=2)]
    operands: Vec<String>,
    /// The cycle it is about; the last one that came so far unless told.
    #[arg(long, value_name = "N")]
    cycle: Option<u32>,
    /// Where it goes; `-` is standard output.
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["all", "list", "context"])]
    output: Option<PathBuf>,
    /// Make one self-contained page of HTML that prints well.
    #[arg(long, conflicts_with_all = ["list", "context"])]
    html: bool,
    /// Render every document that is due where the engagement stands.
    #[arg(long, conflicts_with_all = ["list", "context"])]
    all: bool,
    /// Print the JSON that the document's template is given, and render nothing.
    #[arg(long, conflicts_with_all = ["list", "dry_run"])]
    context: bool,
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
            return list(context);
        }
        let workspace = context.workspace()?;
        let catalogue = Catalogue::of(Some(&workspace))?;
        let _lock = if self.writes() { Some(workspace.lock()?) } else { None };
        if self.all {
            return self.all(context, &workspace, &catalogue);
        }
        let (document, given) = self.operands(&workspace, &catalogue)?;
        let engagement = context
            .engagement(&workspace, given.as_deref())
            .map_err(|error| given.as_deref().and_then(|word| misspelt(word, &catalogue)).map_or(error, Into::into))?;
        let cycle = self.cycle(&engagement, document.cycle_for(&engagement))?;
        let about = About::Cycle(Subject { engagement: &engagement, settings: &workspace.settings, cycle });
        if self.context {
            return Ok(given_to(&document, &about));
        }
        let made = rendered(&catalogue, &document, &about, self.html)?;
        let data = json!({ "engagement": engagement.id, "document": document.name, "cycle": cycle, "text": made.text });
        if self.is_to_stdout() {
            return Ok(Answer { text: made.text, said: vec![], kind: "engagement.report", data });
        }
        let path = match &self.output {
            Some(file) => context.here.join(file),
            None => layout::document(&workspace.root, &engagement.id, cycle, &made.file),
        };
        self.write(&workspace, &engagement, &document, &path, made, data)
    }

    fn write(
        &self,
        workspace: &Workspace,
        engagement: &Engagement,
        document: &Document,
        path: &Path,
        made: Rendered,
        data: Value,
    ) -> Result<Answer> {
        if self.output.is_some() {
            refuse_records(workspace, path)?;
        }
        let mut plan = Plan::default();
        plan.put(path.to_owned(), made.text)?;
        if !self.dry_run {
            plan.carry_out()?;
        }
        let shown = workspace.shown(path);
        let said = vec![said(document, engagement, !plan.0.is_empty(), &shown)];
        let mut answer = written(workspace, Some(engagement.id.as_str()), &plan, said, self.dry_run);
        if plan.0.is_empty() {
            answer.text = format!("{shown}\n");
        }
        if !self.dry_run {
            (answer.kind, answer.data) = ("engagement.report", data);
            answer.data["path"] = json!(shown);
        }
        Ok(answer)
    }

    /// Those due where the engagement stands, each into its file; a mistake in one hides no other.
    fn all(&self, context: &Context, workspace: &Workspace, catalogue: &Catalogue) -> Result<Answer> {
        let engagement = context.engagement(workspace, self.only_engagement(catalogue)?)?;
        context.note(catalogue.unread());
        let cycle = self.cycle(&engagement, engagement.cycle())?;
        let step = due::step(&engagement, cycle);
        let about = About::Cycle(Subject { engagement: &engagement, settings: &workspace.settings, cycle });
        let documents = catalogue.documents();
        let due = documents.iter().filter(|document| !document.is_about_workspace());
        let due = due.filter(|document| step.is_some_and(|step| document.due.contains(&step)));
        let (mut plan, mut paths, mut sentences, mut failures) = (Plan::default(), vec![], vec![], vec![]);
        for document in due {
            match rendered(catalogue, document, &about, self.html) {
                Ok(made) => {
                    let path = layout::document(&workspace.root, &engagement.id, cycle, &made.file);
                    let before = plan.0.len();
                    plan.put(path.clone(), made.text)?;
                    let shown = workspace.shown(&path);
                    sentences.push(said(document, &engagement, plan.0.len() > before, &shown));
                    paths.push((document.name, shown));
                }
                Err(failure) => failures.push(failure),
            }
        }
        if !self.dry_run {
            plan.carry_out()?;
        }
        if !failures.is_empty() {
            return Err(Failure::several("not every document that is due can be rendered", failures, sentences).into());
        }
        if paths.is_empty() {
            sentences = nothing(&engagement, cycle, &documents);
        }
        let mut answer = written(workspace, Some(engagement.id.as_str()), &plan, sentences, self.dry_run);
        if !self.dry_run {
            answer.text = paths.iter().map(|(_, path)| format!("{path}\n")).collect();
            let made: Vec<_> = paths.iter().map(|(name, path)| json!({ "document": name, "path": path })).collect();
            answer.kind = "engagement.reports";
            answer.data["cycle"] = json!(cycle);
            answer.data["step"] = json!(step);
            answer.data["documents"] = json!(made);
        }
        Ok(answer)
    }

    fn writes(&self) -> bool {
        !(self.dry_run || self.context || self.is_to_stdout())
    }

    fn is_to_stdout(&self) -> bool {
        self.output.as_deref().is_some_and(|file| file.as_os_str() == "-")
    }

    /// Which operand names a document and which an engagement.
    fn operands<'a>(
        &self,
        workspace: &Workspace,
        catalogue: &'a Catalogue,
    ) -> Result<(Document<'a>, Option<String>), Failure> {
        let after_action = |given| Ok((catalogue.named(DOCUMENTS[0].name)?.unwrap_or(DOCUMENTS[0]), given));
        match self.operands.as_slice() {
            [] => after_action(None),
            [one] => match catalogue.named(one)? {
                Some(_) if is_engagement(workspace, one) => Err(both(one)),
                Some(document) => Ok((document, None)),
                None => after_action(Some(one.clone())),
            },
            [first, second, ..] => match catalogue.named(first)? {
                Some(document) => Ok((document, Some(second.clone()))),
                None => match catalogue.named(second)? {
                    Some(document) => Ok((document, Some(first.clone()))),
                    None => Err(unknown(first, second, catalogue)),
                },
            },
        }
    }

    /// The one operand that `--all` takes.
    fn only_engagement(&self, catalogue: &Catalogue) -> Result<Option<&str>, Failure> {
        match self.operands.as_slice() {
            [] => Ok(None),
            [one] if !catalogue.documents().iter().any(|document| document.name == one) => Ok(Some(one)),
            [document, ..] => Err(Failure::usage("`--all` takes an engagement and no document")
                .hint(format!("leave `--all` away to render `{document}` alone"))),
        }
    }

    fn cycle(&self, engagement: &Engagement, unless_told: u32) -> Result<u32, Failure> {
        let Some(cycle) = self.cycle else { return Ok(unless_told) };
        if engagement.walk.iter().any(|entry| entry.cycle == cycle) {
            return Ok(cycle);
        }
        let last = engagement.cycle();
        Err(Failure::not_found(format!("{} has no cycle {cycle}", engagement.id))
            .hint(format!("its last cycle is {last}: --cycle {last}")))
    }
}

/// What became of a document's file.
fn said(document: &Document, engagement: &Engagement, changed: bool, shown: &str) -> String {
    let state = if changed { "is written" } else { "is current already" };
    format!("the {} of {} {state}: {shown}", document.name, engagement.id)
}

/// What to say where no document is due.
fn nothing(engagement: &Engagement, cycle: u32, documents: &[Document]) -> Vec<String> {
    let mut sentences = vec![format!("no document of {} is due {}", engagement.id, due::place(engagement, cycle))];
    let others = documents.iter().filter(|document| !document.is_about_workspace());
    sentences.extend(others.map(|document| format!("  {}: due {}", document.name, due::when(document))));
    sentences.push(format!("render any of them at any time: engage report DOCUMENT {}", engagement.id));
    sentences
}

/// What a document's template is given.
fn given_to(document: &Document, about: &About) -> Answer {
    let data = render::context(document, about);
    let text = serde_json::to_string_pretty(&data).expect("plain values serialize");
    Answer { text: format!("{text}\n"), said: vec![], kind: "engagement.context", data }
}

fn is_engagement(workspace: &Workspace, word: &str) -> bool {
    Document::named(word).is_none() && word.parse().is_ok_and(|id| workspace.has(&id))
}

fn both(word: &str) -> Failure {
    Failure::not_found(format!("`{word}` is a document of templates/ and an engagement"))
        .hint(format!("name both: engage report DOCUMENT {word}, or engage report {word} ENGAGEMENT"))
}

/// What to say of a word that is no engagement, if it is nearly a document.
fn misspelt(word: &str, catalogue: &Catalogue) -> Option<Failure> {
    let documents = catalogue.documents();
    let near = nearest(word, documents.iter().map(|document| document.name))?;
    let failure = Failure::not_found(format!("`{word}` is neither a document nor an engagement"));
    Some(failure.hint(format!("did you mean `{near}`?")))
}

fn unknown(first: &str, second: &str, catalogue: &Catalogue) -> Failure {
    let documents = catalogue.documents();
    let names: Vec<_> = documents.iter().map(|document| document.name).collect();
    let failure = Failure::not_found(format!("neither `{first}` nor `{second}` is a document"));
    let near = [first, second].into_iter().find_map(|word| nearest(word, names.iter().copied()));
    match near {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint(format!("the documents are {}: engage report --list", or_list(&names))),
    }
}

fn list(context: &Context) -> Result<Answer> {
    let workspace = context.root()?.map(|_| context.workspace()).transpose()?;
    let catalogue = Catalogue::of(workspace.as_ref())?;
    context.note(catalogue.unread());
    let documents = catalogue.documents();
    let row = |document: &Document| {
        let (audience, due) = (document.audience().to_string(), due::when(document));
        vec![document.name.to_owned(), audience, due, document.summary.to_owned()]
    };
    let rows: Vec<_> = documents.iter().map(row).collect();
    let data = documents.iter().map(|document| {
        json!({ "name": document.name, "audience": document.audience(), "summary": document.summary, "due": document.due })
    });
    let text = table(&["NAME", "AUDIENCE", "DUE", "SUMMARY"], &rows, context.width);
    Ok(Answer { text, said: vec![], kind: "engagement.documents", data: data.collect() })
}
