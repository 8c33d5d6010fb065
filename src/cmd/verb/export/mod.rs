//! `engage export`.

mod facts;

use anyhow::Context as _;
use serde_json::Map;

use crate::cmd::output::Pieces;
use crate::cmd::place::{OutputKind, refuse_records};
use crate::cmd::prelude::*;
use crate::exchange::{csv, ics, ndjson};
use crate::model::inventory::{FIRST, Sheet, items, kinds, sheets_and_facts};
use crate::store::spool::Spool;

/// Export records as CSV tables, JSON lines or a calendar.
///
/// For DuckDB, Spark, BigQuery or a spreadsheet. An export is internal: it includes spend, lessons, notes and
/// ratings. Do not send it to the customer.
///
/// `--format csv` writes one file for each kind of record into a folder: `engagement.csv`, one for each
/// step (`hypothesis.csv` … `plan-next.csv`), `pace.csv`, one for each kind (`spend.csv`, `goal.csv` …)
/// and `outcome.csv`. The first columns are `engagement`, `kind` and `name`, then one for each field, in
/// the order of the record's file. A group has one column for each field (`budget.amount`); a list or free mapping
/// is JSON text. A field called `kind` or `name` gets a prefix (`lesson_kind`, `person_name`). Quoting follows
/// RFC 4180, in UTF-8 with LF line endings. Text that starts with = + - @, a tab, a CR or an LF gets a leading `'`,
/// so that no spreadsheet reads it as a formula; numbers stay numbers. Kinds without records get a file too. With
/// `--excel` each file begins with a byte order mark, without which Excel takes it for another encoding.
///
/// `--format ndjson` writes one line for each record, by default to standard output:
/// `{"engagement":…,"kind":…,"name":…}` and the fields that have a value; a group is an object, a list is an array,
/// a free mapping is JSON text. Amounts are numbers with the digits as written; read them as decimals, as shown below.
/// With `-o DIR` it writes a file for each kind, such as `spend.ndjson`.
///
/// `--format ics` writes a calendar, by default to standard output: trips with their location, demos, open actions, goals,
/// deliverables and returns on their due date, the start of the next cycle, the end of the contract, and the forecast.
/// Each is an all-day event with a fixed identifier, so that a calendar which imports it again shows it once, unless the
/// engagement or record was renamed.
///
/// For a lake of many workspaces, `--source NAME` adds a first column `source`; a record's own field of that name becomes
/// `spend_source`, `goal_source` and so on. `--facts` adds what engage computes, as of today: `status` (where each engagement
/// is), `finding` (what the checks find) and `figure` (each number of `engage show --figures`). See docs/fleet.md.
///
/// In csv and ndjson, dates are `YYYY-MM-DD`, and yes and no are `true` and `false`. `name` is the name of the file;
/// for steps and PACE plans it includes the cycle (`cycle-1/06-demo`). People are referred to by `name`, records by
/// kind and name (`goals/find-a-report`). Lines are sorted by engagement, kind and name; the same records give the
/// same bytes. If a file or folder cannot be read, nothing is exported.
#[expect(clippy::doc_markdown, reason = "the names of databases are read in the help")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(flatten)]
    targets: Targets,
    /// Output format.
    #[arg(long, value_parser = ["csv", "ndjson", "ics"], required_unless_present = "columns")]
    format: Option<String>,
    /// Begin each csv file with a byte order mark, so that Excel reads it as UTF-8.
    #[arg(long)]
    excel: bool,
    /// Output folder for csv [default: export/]; file or folder for ndjson, where a name without a suffix is a folder;
    /// file for ics; `-` is standard output.
    #[arg(short, long, value_name = "DIR|FILE|-")]
    output: Option<PathBuf>,
    /// Export only this kind of record; can be repeated.
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(kinds()), hide_possible_values = true)]
    kind: Vec<String>,
    /// Name of this workspace, as a first column.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Add what engage computes: status, findings and figures.
    #[arg(long)]
    facts: bool,
    /// List the columns of each kind and export nothing.
    #[arg(long)]
    columns: bool,
    /// Show the change as a diff and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl ExportArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let sheets = self.sheets();
        if self.columns {
            return Ok(columns(&sheets));
        }
        let is_csv = self.format.as_deref() == Some("csv");
        if self.excel && !is_csv {
            bail!(Failure::usage("`--excel` is for `--format csv`"));
        }
        let others = [("--kind", !self.kind.is_empty()), ("--facts", self.facts), ("--source", self.source.is_some())];
        if let Some((flag, _)) = others.iter().find(|(_, is_given)| self.is_calendar() && *is_given) {
            bail!(Failure::usage(format!("`{flag}` cannot be used with `--format ics`")));
        }
        let workspace = context.workspace()?;
        let place = self.place(context, &workspace, is_csv, sheets.len())?;
        if place.is_none() && !context.json {
            return self.stream(context, &workspace, &sheets);
        }
        let mut engagements = Vec::new();
        self.read(context, &workspace, &sheets, |tables| {
            engagements.push(tables);
            Ok(())
        })?;
        let counts = self.counts(&sheets, &engagements);
        // a file for each kind, or all in one
        let is_folder = is_csv || self.is_folder(place.as_deref());
        let text = |at: usize| {
            let tables = engagements.iter().flat_map(|tables| if is_folder { &tables[at..=at] } else { tables });
            self.begin(&sheets[at]) + &tables.map(|(_, lines)| lines.as_str()).collect::<String>() + self.end()
        };
        let Some(place) = place else {
            let data = json!({ "format": self.format, "counts": counts, "text": text(0) });
            return Ok(Reply { text: String::new(), messages: vec![], kind: "engagement.export", data });
        };
        // after reading, which takes time
        let lock = if self.dry_run { None } else { Some(workspace.lock()?) };
        let mut plan = FilePlan::default();
        if is_folder {
            let format = if is_csv { "csv" } else { "ndjson" };
            for (at, sheet) in sheets.iter().enumerate() {
                plan.put(&workspace.root, layout::exported(&place, sheet.kind, format), text(at))?;
            }
        } else {
            plan.put(&workspace.root, place.clone(), text(0))?;
        }
        only_exports(&workspace, &plan, self.marks())?;
        let shown = workspace.shown(&place);
        let noun = if self.is_calendar() { "event" } else { "record" };
        let summary = summary(&plan, &counts, noun, engagements.len(), &shown)?;
        let mut reply = written(&workspace, None, &plan, vec![summary], lock)?;
        if !self.dry_run {
            reply.kind = "engagement.export";
            reply.data["format"] = json!(self.format);
            reply.data["path"] = json!(shown);
            reply.data["counts"] = json!(counts);
        }
        Ok(reply)
    }

    /// Exports to standard output, in bounded memory. Nothing is printed before all is read: an export is whole.
    fn stream(&self, context: &Context, workspace: &Workspace, sheets: &[Sheet]) -> Result<Reply> {
        let mut all = Spool::default();
        let failed = "failed to write to the folder of temporary files";
        all.push(&self.begin(&sheets[0])).context(failed)?;
        self.read(context, workspace, sheets, |tables| {
            tables.iter().try_for_each(|(_, lines)| all.push(lines)).context(failed)
        })?;
        all.push(self.end()).context(failed)?;
        context.printed(Pieces(Box::new(all.pieces()?)), "engagement.export")
    }

    fn is_calendar(&self) -> bool {
        self.format.as_deref() == Some("ics")
    }

    /// The kinds to export.
    fn sheets(&self) -> Vec<Sheet> {
        let is_asked = |sheet: &Sheet| self.kind.is_empty() || self.kind.iter().any(|kind| kind == sheet.kind);
        let is_kept = |sheet: &&Sheet| {
            if sheet.is_fact() { self.facts || self.columns && self.kind.is_empty() } else { is_asked(sheet) }
        };
        let kept = sheets_and_facts().iter().filter(is_kept).cloned();
        kept.map(|sheet| self.source.iter().fold(sheet, |sheet, source| sheet.with_source(source))).collect()
    }

    /// Whether ndjson goes to a folder: one that is there, or a name without a suffix.
    fn is_folder(&self, place: Option<&Path>) -> bool {
        let Some(place) = place.filter(|_| self.format.as_deref() == Some("ndjson")) else { return false };
        save::is_folder(place) || save::is_free(place) && place.extension().is_none()
    }

    /// The beginnings by which an earlier export is recognized.
    fn marks(&self) -> [&'static str; 2] {
        match self.format.as_deref() {
            Some("csv") => [csv::HEAD, csv::HEAD_OF_SOURCE],
            Some("ics") => [ics::HEAD; 2],
            _ => [ndjson::HEAD, ndjson::HEAD_OF_SOURCE],
        }
    }

    /// The beginning of a file, before its lines: of a table, that of its kind.
    fn begin(&self, sheet: &Sheet) -> String {
        match self.format.as_deref() {
            Some("csv") => format!("{}{}", if self.excel { csv::BOM } else { "" }, csv::header(sheet)),
            Some("ics") => ics::HEAD.to_owned(),
            _ => String::new(),
        }
    }

    /// The end of a file.
    fn end(&self) -> &'static str {
        if self.is_calendar() { ics::TAIL } else { "" }
    }

    /// The target; `None` for standard output.
    fn place(&self, context: &Context, workspace: &Workspace, is_csv: bool, kinds: usize) -> Result<Option<PathBuf>> {
        let place = match &self.output {
            Some(place) if place.as_os_str() == "-" => None,
            Some(place) => Some(layout::normal(&context.here.join(place))),
            None => is_csv.then(|| workspace.root.join(layout::EXPORT)),
        };
        match &place {
            Some(place) => refuse_records(workspace, place, OutputKind::Export)?,
            None if is_csv && kinds > 1 => {
                let failure = Failure::usage("csv writes several files, so it cannot go to standard output");
                bail!(failure.hint("use `-o DIR`, or export one kind with `--kind KIND`"));
            }
            None => {}
        }
        Ok(place)
    }

    /// The tables of these kinds for each engagement, in order; fails if one of their records cannot be read.
    fn read(
        &self,
        context: &Context,
        workspace: &Workspace,
        sheets: &[Sheet],
        mut then: impl FnMut(Vec<Table>) -> Result<()>,
    ) -> Result<()> {
        let named = context.named(workspace, &self.targets.named())?;
        let ids = if named.is_empty() { context.ids(workspace)? } else { named };
        let kinds = sheets.iter().map(|sheet| sheet.kind).collect();
        let kinds: Vec<_> = match self.is_calendar() {
            true => ics::KINDS.to_vec(),
            // a fact is computed from all records
            false if self.facts => self::kinds().collect(),
            false => kinds,
        };
        let (settings, today) = (&workspace.settings, context.today);
        let lines = if self.format.as_deref() == Some("csv") { csv::lines } else { ndjson::lines };
        let tables = |engagement: Engagement| {
            let unread = engagement.unread_of(&kinds);
            Failure::where_unread(&engagement.id, &unread, "the export would be incomplete")?;
            if self.is_calendar() {
                return Ok(vec![ics::events(&engagement)]);
            }
            let mut items = items(&engagement);
            if self.facts {
                items.extend(facts::of(&engagement, settings, today));
            }
            let of = |sheet: &Sheet| items.iter().filter(|item| item.kind == sheet.kind).count();
            Ok(sheets.iter().map(|sheet| (of(sheet), lines(sheet, &engagement.id, &items))).collect())
        };
        context.in_rounds(workspace, &ids, tables, |tables: Result<_>| then(tables?))
    }

    /// The number of records of each kind, or of events.
    fn counts(&self, sheets: &[Sheet], engagements: &[Vec<Table>]) -> Map<String, Value> {
        let of = |at: usize| engagements.iter().map(|tables| tables[at].0).sum::<usize>();
        let kinds = sheets.iter().map(|sheet| sheet.kind).collect();
        let kinds: Vec<_> = if self.is_calendar() { vec!["event"] } else { kinds };
        kinds.into_iter().enumerate().map(|(at, kind)| (kind.to_owned(), json!(of(at)))).collect()
    }
}

/// The message: what was exported, or that nothing changed.
fn summary(plan: &FilePlan, counts: &Map<String, Value>, noun: &str, all: usize, shown: &str) -> Result<String> {
    let records = usize::try_from(counts.values().filter_map(Value::as_u64).sum::<u64>())?;
    let what = format!("{} of {}", count(records, noun), count(all, "engagement"));
    Ok(if plan.0.is_empty() {
        format!("{shown} is already up to date: {what}")
    } else {
        format!("Exported {what} to {shown} (internal: not for the customer)")
    })
}

/// The records of one kind of an engagement: their number and lines.
type Table = (usize, String);

/// An export overwrites an earlier export and no other file.
fn only_exports(workspace: &Workspace, plan: &FilePlan, heads: [&str; 2]) -> Result<(), Failure> {
    let is_export = |old: &[u8]| {
        let old = old.strip_prefix(csv::BOM.as_bytes()).unwrap_or(old);
        heads.iter().any(|head| old.starts_with(head.as_bytes()))
    };
    let other = plan.0.iter().find_map(|write| match write {
        Write::Replace(path, old, _) if !old.is_empty() && !is_export(old) => Some(path),
        _ => None,
    });
    other.map_or(Ok(()), |path| {
        Err(Failure::refused(format!("{} already exists and is not an earlier export", workspace.shown(path)))
            .hint("choose another place with `-o`, or move the file away"))
    })
}

/// The columns of kinds, one per line: kind, column, type, question.
fn columns(sheets: &[Sheet]) -> Reply {
    let first = |name: &str| (name.to_owned(), "text", "");
    let mut lines = Vec::new();
    for sheet in sheets {
        let own = sheet.columns().into_iter().map(|column| (column.name, holds(column.shape), column.question));
        lines.extend(FIRST.into_iter().map(first).chain(own).map(|line| (sheet.kind, line)));
    }
    let text = lines.iter().map(|(kind, (name, holds, question))| {
        format!("{}\n", format!("{kind:<12} {name:<26} {holds:<7} {question}").trim_end())
    });
    let data = lines.iter().map(|(kind, (column, holds, question))| {
        json!({ "kind": kind, "column": column, "holds": holds, "question": question })
    });
    Reply { text: text.collect(), messages: vec![], kind: "engagement.columns", data: data.collect() }
}

/// The type of a column, in a word.
fn holds(shape: Shape) -> &'static str {
    match shape {
        Shape::Date => "date",
        Shape::Rating | Shape::Count => "whole",
        Shape::Decimal => "decimal",
        Shape::Flag => "boolean",
        Shape::List(_) | Shape::Group(_) | Shape::Table(_) | Shape::Free => "json",
        Shape::Text | Shape::Choice(_) | Shape::Person | Shape::Reference => "text",
    }
}
