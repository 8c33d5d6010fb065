//! `engage report --all`: every document that is due at the current step.

use super::{Reporting, written_or_not};
use crate::cmd::due;
use crate::cmd::prelude::*;
use crate::cmd::written::would;
use crate::render::Document;

impl Reporting<'_> {
    /// Writes each due document to its file; an error in one does not stop the others.
    pub(super) fn all(&self) -> Result<Reply> {
        let (report, workspace) = (self.report, self.workspace);
        let id = self.context.id(workspace, self.only_engagement()?)?;
        let lock = self.lock()?;
        let engagement = self.context.engagement(workspace, Some(id.as_str()))?;
        self.context.note(self.catalogue.unread());
        let id = Some(engagement.id.as_str());
        let cycle = report.cycle(&engagement, engagement.cycle())?;
        let step = due::step(&engagement, cycle);
        let about = self.about_cycle(&engagement, cycle)?;
        let documents = self.catalogue.documents();
        let due = documents.iter().filter(|document| !document.is_about_workspace());
        let due = due.filter(|document| due::is_due(document, &engagement, cycle));
        let (mut plan, mut paths, mut sentences, mut failures) = (FilePlan::default(), vec![], vec![], vec![]);
        for document in due {
            match self.made(document, &about, report.html) {
                Ok(made) => {
                    let path = layout::document(&workspace.root, &engagement.id, cycle, &made.file);
                    let before = plan.0.len();
                    if let Err(error) = self.put(&mut plan, path.clone(), &made.text) {
                        failures.push(one_of_them(error, document, &engagement, cycle));
                        continue;
                    }
                    let shown = workspace.shown(&path);
                    sentences.extend(made.notes());
                    sentences.push(written_or_not(document, id, plan.0.len() > before, &shown));
                    paths.push((document.name, shown));
                }
                Err(failure) => failures.push(failure),
            }
        }
        if paths.is_empty() && failures.is_empty() {
            sentences = nothing(&engagement, cycle, &documents);
        }
        let mut reply = written(workspace, id, &plan, sentences.clone(), lock)?;
        if !failures.is_empty() {
            let sentences = if report.dry_run { sentences.into_iter().map(would).collect() } else { sentences };
            bail!(Failure::several("some documents that are due were not written", failures, sentences));
        }
        if !report.dry_run {
            reply.text = paths.iter().map(|(_, path)| format!("{path}\n")).collect();
            let made: Vec<_> = paths.iter().map(|(name, path)| json!({ "document": name, "path": path })).collect();
            reply.kind = "engagement.reports";
            reply.data["cycle"] = json!(cycle);
            reply.data["step"] = json!(step);
            reply.data["documents"] = json!(made);
        }
        Ok(reply)
    }

    /// The one operand that `--all` takes.
    fn only_engagement(&self) -> Result<Option<&str>, Failure> {
        match self.report.operands.as_slice() {
            [] => self.report.on.or(None),
            [one] if !self.catalogue.documents().iter().any(|document| document.name == one) => {
                self.report.on.or(Some(one))
            }
            [document, ..] => Err(Failure::usage("`--all` takes an engagement, not a document")
                .hint(format!("omit `--all` to render only `{document}`"))),
        }
    }
}

/// Why a document was not written; its diff is left to the command for that document.
fn one_of_them(error: anyhow::Error, document: &Document, engagement: &Engagement, cycle: u32) -> Failure {
    let one = format!("engage report {} {} --cycle {cycle}", document.name, engagement.id);
    match error.downcast::<Failure>() {
        Ok(refused) => refused.details(vec![]).hint(format!("{one} shows the difference; --force overwrites it")),
        Err(error) => Failure::failed(format!("{error:#}")),
    }
}

/// The message if no document is due.
fn nothing(engagement: &Engagement, cycle: u32, documents: &[Document]) -> Vec<String> {
    let mut sentences = vec![format!("No document of {} is due {}", engagement.id, due::place(engagement, cycle))];
    let others = documents.iter().filter(|document| !document.is_about_workspace());
    sentences.extend(others.map(|document| format!("  {}: due {}", document.name, due::when(document))));
    sentences.push(format!("Render one at any time: engage report DOCUMENT {}", engagement.id));
    sentences
}
