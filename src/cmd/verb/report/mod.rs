//! `engage report`.

mod all;
mod check;
mod draft;
mod list;
mod operands;
mod overwrite;
mod pdf;
mod workspace_summary;

use crate::cmd::catalogue::Catalogue;
use crate::cmd::output::in_json;
use crate::cmd::place::{OutputKind, refuse_records};
use crate::cmd::prelude::*;
use crate::cmd::rendering::{Rendered, rendered};
use crate::cmd::terminal::editor;
use crate::insight::as_of;
use crate::render::{self, About, DOCUMENTS, Document, Subject};
use operands::misspelt;
use workspace_summary::WorkspaceSummary;

/// Render a document [default: after-action].
///
/// Writes `documents/cycle-N-NAME` in the engagement's folder, or the file given with `-o`. A file in the
/// workspace's `templates/` replaces the built-in template of the same name or adds a document: see `engage template`.
/// The portfolio and product-gaps cover all engagements and are written to `engagements/`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct ReportArgs {
    /// Document name, engagement id, or both, in either order.
    #[arg(value_name = "DOCUMENT|ENGAGEMENT", num_args = 0..=2)]
    operands: Vec<String>,
    #[command(flatten)]
    on: On,
    /// Cycle to report on [default: latest cycle that the document covers].
    #[arg(long, value_name = "N")]
    cycle: Option<u32>,
    /// Reference date of hot-wash, management, portfolio and product-gaps [default: last date in the record].
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
    /// First day of the weekly update [default: six days before the last date in the record].
    #[arg(long, value_name = "DAY", conflicts_with_all = ["list", "all"])]
    since: Option<String>,
    /// Language: en, de, or a folder in templates/ [default: that of the engagement for the customer's documents].
    #[arg(long, value_name = "LANGUAGE", conflicts_with_all = ["list", "context"])]
    language: Option<String>,
    /// Output file; `-` is standard output.
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["all", "list", "context"])]
    output: Option<PathBuf>,
    /// Render a self-contained HTML page, ready to print.
    #[arg(long, conflicts_with_all = ["list", "context"])]
    html: bool,
    /// Print the page as PDF, with an installed browser of the Chromium family.
    #[arg(long, conflicts_with_all = ["list", "context", "html", "all", "check", "dry_run"])]
    pdf: bool,
    /// Print the weekly update as plain text to paste into mail.
    #[arg(long = "text", conflicts_with_all = ["list", "context", "all", "output", "html", "pdf", "check", "dry_run"])]
    plain: bool,
    /// Open the written document in your editor.
    #[arg(long, conflicts_with_all = ["list", "context", "all", "html", "pdf", "check", "dry_run", "plain"])]
    edit: bool,
    /// Render every document that is due at the current step.
    #[arg(long, conflicts_with_all = ["list", "context"])]
    all: bool,
    /// Print the template's data as JSON and render nothing.
    #[arg(long, conflicts_with_all = ["list", "dry_run"])]
    context: bool,
    /// List the documents.
    #[arg(long)]
    list: bool,
    /// Overwrite a file that was edited by hand or not written by engage.
    #[arg(long, conflicts_with_all = ["list", "context", "check"])]
    force: bool,
    /// Check which written documents are out of date; exits with 3 if any is.
    #[arg(long, conflicts_with_all = ["list", "context", "all", "output", "html", "dry_run"])]
    check: bool,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

/// The document with a first day, which is plain enough for mail.
const WEEKLY: &[&str] = &["weekly"];

/// The documents with a reference date.
const DATED: &[&str] = &["hot-wash", "management", "portfolio", "product-gaps"];

/// The number of days after its last record at which a document is out of date.
const A_WEEK: i64 = 7;

impl ReportArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        if self.list {
            return list::list(context);
        }
        let workspace = context.workspace()?;
        let catalogue = Catalogue::of(Some(&workspace))?;
        self.refuse_unknown_language(&catalogue)?;
        let reporting = Reporting { report: &self, context, workspace: &workspace, catalogue: &catalogue };
        if self.all {
            return reporting.all();
        }
        let (named, given) = self.operands(context, &workspace, &catalogue)?;
        let given = given.as_deref();
        if self.check {
            return reporting.check(named, given);
        }
        let document = named.map_or_else(|| after_action(&catalogue), Ok)?;
        self.refuse_unfit(&document)?;
        if document.is_about_workspace() {
            reporting.of_all(&document, given)
        } else {
            reporting.of_one(&document, given)
        }
    }

    /// Refuses a flag that a built-in document has no use for.
    fn refuse_unfit(&self, document: &Document) -> Result<(), Failure> {
        let name = document.name;
        let flags = [
            (self.since.is_some(), "--since", WEEKLY, "covers a whole cycle", "engage report weekly --since DATE"),
            (self.plain, "--text", WEEKLY, "has tables", "render a page with --html"),
            (self.date.is_some(), "--date", DATED, "has no reference date", "name an earlier cycle with --cycle"),
        ];
        let unfit = flags.into_iter().find(|(is_given, _, fit, ..)| *is_given && !fit.contains(&name));
        let Some((_, flag, fit, why, instead)) = unfit.filter(|_| Document::named(name).is_some()) else {
            return Ok(());
        };
        let of = if fit == WEEKLY { "the weekly update".to_owned() } else { words::and_list(fit) };
        Err(Failure::usage(format!("`{flag}` is for {of}; {name} {why}")).hint(format!("omit `{flag}`, or: {instead}")))
    }

    /// A document about all engagements covers each of them, and has no cycle.
    fn refuse_narrowing(&self, document: &Document, given: Option<&str>) -> Result<(), Failure> {
        if given.is_some() || self.cycle.is_some() {
            let (name, taken) = (document.name, if given.is_some() { "engagement" } else { "cycle" });
            return Err(Failure::usage(format!("`{name}` covers all engagements and takes no {taken}"))
                .hint(Remedy::engage(["report", name])));
        }
        Ok(())
    }

    fn refuse_unknown_language(&self, catalogue: &Catalogue) -> Result<(), Failure> {
        let (known, language) = (catalogue.languages(), self.language.as_deref().unwrap_or("en"));
        if known.contains(&language) {
            return Ok(());
        }
        let message = format!("language `{}` not found", visible(language));
        Err(Failure::not_found(message).hint(format!(
            "use {}, or add templates/{}/",
            or_list(known),
            visible(language)
        )))
    }

    fn is_to_stdout(&self) -> bool {
        self.plain || self.output.as_deref().is_some_and(|file| file.as_os_str() == "-")
    }

    fn cycle(&self, engagement: &Engagement, default: u32) -> Result<u32, Failure> {
        let Some(cycle) = self.cycle else { return Ok(default) };
        if engagement.walk.iter().any(|entry| entry.cycle == cycle) {
            return Ok(cycle);
        }
        let last = engagement.cycle();
        Err(Failure::not_found(format!("{} has no cycle {cycle}", engagement.id))
            .hint(format!("its last cycle is {last}; use --cycle {last}")))
    }
}

/// The state while documents are rendered.
struct Reporting<'a> {
    report: &'a ReportArgs,
    context: &'a Context,
    workspace: &'a Workspace,
    catalogue: &'a Catalogue,
}

impl Reporting<'_> {
    /// The lock, unless no file is written.
    fn lock(&self) -> Result<Option<Lock>> {
        // a browser takes its time: a PDF locks only when it is there
        let is_later = self.report.dry_run || self.report.context || self.report.pdf;
        let writes = !(is_later || self.report.is_to_stdout());
        writes.then(|| self.workspace.lock()).transpose()
    }

    /// A document about one engagement, rendered under the lock so that an older rendering never replaces a newer one.
    fn of_one(&self, document: &Document, given: Option<&str>) -> Result<Reply> {
        let misspelt = |error| given.and_then(|word| misspelt(word, self.catalogue)).map_or(error, Into::into);
        let id = self.context.id(self.workspace, given).map_err(misspelt)?;
        let lock = self.lock()?;
        let engagement = self.context.engagement(self.workspace, Some(id.as_str()))?;
        let cycle = match self.day()?.filter(|_| document.name == "hot-wash") {
            Some(day) => document.cycle_for(&as_of::end_of_day(&engagement, day)),
            None => document.cycle_for(&engagement),
        };
        let cycle = self.report.cycle(&engagement, cycle)?;
        let is_under_way = engagement.is_open() && cycle == engagement.cycle();
        let last = as_of::day(&engagement).filter(|_| document.name == "management" && is_under_way);
        self.reply(document, &self.about_cycle(&engagement, cycle)?, last, lock)
    }

    /// A document about all engagements, which are read without the lock; unreadable files are noted, and listed in it.
    fn of_all(&self, document: &Document, given: Option<&str>) -> Result<Reply> {
        self.report.refuse_narrowing(document, given)?;
        let all = self.summary()?;
        let mut reply = self.reply(document, &About::Workspace(all.portfolio()), all.last, None)?;
        if !self.report.context
            && let Some(figures) = reply.data.get_mut("figures")
        {
            *figures = Value::Array(all.figures);
        }
        Ok(reply)
    }

    /// The subject of a document about a cycle.
    fn about_cycle<'a>(&'a self, engagement: &'a Engagement, cycle: u32) -> Result<About<'a>> {
        let (settings, since) = (&self.workspace.settings, self.since()?);
        let then = since.and_then(|_| as_of::end_of(engagement, cycle));
        let last = as_of::day(then.as_ref().unwrap_or(engagement));
        if let Some(last) = last.filter(|last| since.is_some_and(|since| since > *last)) {
            let message = format!("`--since` is after the last day in the record, {}", words::date(last));
            bail!(Failure::usage(message).hint("record what happened since, or give an earlier day"));
        }
        Ok(About::Cycle(Subject { engagement, settings, cycle, day: self.day()?, since }))
    }

    fn made(&self, document: &Document, about: &About, html: bool) -> Result<Rendered, Failure> {
        rendered(self.context, self.workspace, self.catalogue, document, about, (self.report.language.as_deref(), html))
    }

    /// All engagements in brief.
    fn summary(&self) -> Result<WorkspaceSummary> {
        WorkspaceSummary::read(self.context, self.workspace, self.day()?)
    }

    /// The first day of the weekly update, from the command line.
    fn since(&self) -> Result<Option<Date>> {
        self.report.since.as_deref().map(|words| self.context.day(Some(words))).transpose()
    }

    /// The day from the command line.
    fn day(&self) -> Result<Option<Date>> {
        self.report.date.as_deref().map(|words| self.context.day(Some(words))).transpose()
    }

    /// Prints a document, or writes it to its default place or to `-o`. `last` is the last day of the record, if the
    /// document measures against that. The lock is taken here if it was not needed to render.
    fn reply(&self, document: &Document, about: &About, last: Option<Date>, lock: Option<Lock>) -> Result<Reply> {
        if self.report.context {
            let data = render::context(document, about);
            return Ok(Reply { text: in_json(&data), messages: vec![], kind: "engagement.context", data });
        }
        let is_page = self.report.html || self.report.pdf;
        let (made, root) = (self.made(document, about, is_page)?, &self.workspace.root);
        let file = if self.report.pdf { layout::as_pdf(&made.file) } else { made.file.clone() };
        let (engagement, place, data) = match about {
            About::Cycle(Subject { engagement: Engagement { id, .. }, cycle, .. }) => {
                let data = json!({ "engagement": id, "document": document.name, "cycle": cycle, "text": made.text });
                (Some(id.as_str()), layout::document(root, id, *cycle, &file), data)
            }
            About::Workspace(_) => {
                let data = json!({ "document": document.name, "text": made.text, "figures": [] });
                (None, layout::workspace_document(root, &file), data)
            }
        };
        let mut messages = made.notes();
        if self.report.pdf {
            messages.extend(self.how_old(last));
            return self.print(document, engagement, &made.text, place, messages);
        }
        if self.report.is_to_stdout() {
            messages.extend(self.how_old(last));
            let text = if self.report.plain { draft::wrapped(&render::plain(&made.text)) } else { made.text };
            return Ok(Reply { text, messages, kind: "engagement.report", data });
        }
        let path = self.output(document, place)?;
        let editor = self.report.edit.then(|| self.context.editor()).transpose()?;
        let lock = lock.map_or_else(|| self.lock(), |lock| Ok(Some(lock)))?;
        let shown = self.workspace.shown(&path);
        let mut plan = FilePlan::default();
        if editor.is_some() && !self.report.force && self.is_edited(&path, &made.text)? {
            messages.push(format!("Opened {shown} as it was edited; use --force to start from a new rendering"));
        } else {
            self.put(&mut plan, path.clone(), &made.text)?;
            messages.push(written_or_not(document, engagement, !plan.0.is_empty(), &shown));
        }
        let mut reply = written(self.workspace, engagement, &plan, messages, lock)?;
        if plan.0.is_empty() {
            reply.text = format!("{shown}\n");
        }
        if !self.report.dry_run {
            (reply.kind, reply.data) = ("engagement.report", data);
            reply.data["path"] = json!(shown);
        }
        if let Some(editor) = editor {
            editor::open(&path, &editor, &format!("the document is in {shown}"))?;
        }
        reply.messages.extend(self.how_old(last));
        Ok(reply)
    }

    /// The file to write: the default place, or `-o`, which is not the place of another document: `engage publish` shows
    /// a document by its name.
    fn output(&self, document: &Document, place: PathBuf) -> Result<PathBuf, Failure> {
        let Some(file) = &self.report.output else { return Ok(place) };
        let path = layout::normal(&self.context.here.join(file));
        refuse_records(self.workspace, &path, OutputKind::Report)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let other = layout::parse_document(&name).and_then(|(_, file)| layout::document_name(file));
        let other =
            other.filter(|other| *other != document.name && path.with_file_name("").ends_with(layout::DOCUMENTS));
        if let Some(other) = self.catalogue.documents().iter().find(|known| Some(known.name) == other) {
            let message = format!("`{}` is the place of {}", self.workspace.shown(&path), other.name);
            return Err(Failure::usage(message).hint(format!("use another name for {}", document.name)));
        }
        Ok(path)
    }

    /// The message that the record ends more than a week ago, if no day is given.
    fn how_old(&self, last: Option<Date>) -> Option<String> {
        let last = last.filter(|last| self.report.date.is_none() && self.context.today.days_since(*last) > A_WEEK)?;
        let last = words::date(last);
        Some(format!("As of {last}, the last date in the record; use --date today for today"))
    }
}

/// The default document.
fn after_action(catalogue: &Catalogue) -> Result<Document<'_>, Failure> {
    Ok(catalogue.named(DOCUMENTS[0].name)?.unwrap_or(DOCUMENTS[0]))
}

/// What was done with a document's file.
fn written_or_not(document: &Document, engagement: Option<&str>, changed: bool, shown: &str) -> String {
    let of = engagement.map(|id| format!(" of {id}")).unwrap_or_default();
    let document = format!("{}{of}", document.name);
    if changed { format!("Wrote {document} to {shown}") } else { format!("{document} is already up to date: {shown}") }
}
