//! `engage report --pdf`: the page, printed by a browser.

use super::Reporting;
use crate::cmd::context::paper;
use crate::cmd::prelude::*;
use crate::render::Document;
use crate::store::browser;
use crate::store::save::Write;

/// The bytes that begin a PDF file, which nobody edits by hand.
const BEGINNING: &[u8] = b"%PDF-";

impl Reporting<'_> {
    /// Prints a page to its default place or to `-o`, which may hold an earlier PDF.
    pub(super) fn print(
        &self,
        document: &Document,
        engagement: Option<&str>,
        page: &str,
        place: PathBuf,
        mut messages: Vec<String>,
    ) -> Result<Reply> {
        if self.report.is_to_stdout() {
            bail!(Failure::usage("a PDF is not written to standard output").hint("use -o FILE.pdf"));
        }
        let (workspace, path) = (self.workspace, self.output(document, place)?);
        let shown = workspace.shown(&path);
        let Some(printed) = browser::pdf(page, paper())? else {
            let message = "no browser of the Chromium family is installed to print the page";
            let hint = "install Chromium, Google Chrome or Microsoft Edge; or use --html and print the page yourself";
            bail!(Failure::failed(message).hint(hint));
        };
        let mut plan = FilePlan::default();
        plan.put(&workspace.root, path, printed)?;
        if let Some(Write::Replace(_, old, _)) = plan.0.first()
            && !old.starts_with(BEGINNING)
            && !self.report.force
        {
            bail!(
                Failure::refused(format!("{shown} is not a PDF; not overwritten"))
                    .hint("use --force to overwrite it, or -o FILE to write another file")
            );
        }
        messages.push(super::written_or_not(document, engagement, true, &shown));
        let mut reply = written(workspace, engagement, &plan, messages, Some(workspace.lock()?))?;
        reply.kind = "engagement.report";
        reply.data = json!({ "engagement": engagement, "document": document.name, "path": shown });
        Ok(reply)
    }
}
