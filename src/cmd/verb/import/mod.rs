//! `engage import`: records from a table.

mod plan;
mod reply;

use clap::builder::PossibleValue;

use crate::cmd::prelude::*;
use crate::exchange::csv;
use crate::exchange::import::{ENGAGEMENT, columns};
use plan::Import;

/// Import people, actions, requirements or spend from a CSV file.
///
/// The first line names the columns. Each is matched to a field by its name, in any case and with blanks, `_` or `-`
/// (`Due date`, `asked_by`); `--map` sets the field of any other column. People, days and amounts are read as on the
/// command line, and a list has its values between commas or semicolons. Missing dates, currency and step have the same
/// defaults as in `engage add`.
///
/// If a value cannot be read, every such line is listed and nothing is imported. What is already recorded is skipped and
/// never changed: a person with the same name or id, a requirement with the same statement, an action with the same
/// words and owner, a spend with the same values, and a row of an export by the name of its record.
///
/// The file is UTF-8, with `,`, `;` or tabs between its columns, as Excel saves `CSV UTF-8`. A table of
/// `engage export --format csv` can be imported as it is; its rows of other engagements are skipped, and
/// `--map "engagement="` imports those too.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Kind of the records.
    #[arg(value_parser = kinds())]
    kind: String,
    /// CSV file; `-` is standard input.
    file: String,
    #[command(flatten)]
    on: On,
    /// Field that a column holds, such as "Who=owner"; "Who=" leaves the column out. Can be repeated.
    #[arg(long, value_name = "HEADER=FIELD", value_parser = mapping)]
    map: Vec<(String, String)>,
    /// Source of all records: a mail, a transcript, an agent.
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// The kinds that a table can hold.
const KINDS: [Kind; 4] = [Kind::Person, Kind::Action, Kind::Requirement, Kind::Spend];

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(KINDS.map(|kind| PossibleValue::new(kind.folder()).alias(kind.word())))
}

fn mapping(value: &str) -> Result<(String, String), String> {
    let (header, field) =
        value.rsplit_once('=').ok_or_else(|| format!("`{value}` has no `=`; use \"HEADER=FIELD\""))?;
    Ok((header.trim().to_owned(), field.trim().to_owned()))
}

impl ImportArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        let kind = Kind::of_folder(&self.kind).or_else(|| Kind::named(&self.kind)).unwrap_or(Kind::Person);
        let place = if self.file == "-" { "standard input" } else { &self.file };
        let refused = |(why, hint): (String, String)| Failure::usage(format!("{place}: {why}")).hint(hint);
        context.workspace()?;
        let mut table = csv::read(&context.bytes(&self.file)?).map_err(refused)?;
        let columns = columns(kind, &table.header, &self.map).map_err(refused)?;
        let mut writer = Writer::begin(context, self.on.engagement.as_deref(), &self.writing)?;
        writer.source.clone_from(&self.source);
        let id = &writer.engagement.id;
        let engagement = columns.iter().position(|column| column.as_deref() == Some(ENGAGEMENT));
        let all = table.rows.len();
        table.rows.retain(|row| {
            let of = engagement.and_then(|at| row.cells.get(at)).map_or("", |of| of.trim());
            of.is_empty() || of == id.as_str()
        });
        let others = all - table.rows.len();
        if others == all && all > 0 {
            let hint = "to copy them anyway, leave the column out: `--map \"engagement=\"`".to_owned();
            bail!(refused((format!("no row belongs to {id}"), hint)));
        }
        let mut import = Import::of(writer, kind, &table.header, columns);
        let problems = import.plan(&table.rows)?;
        if !problems.is_empty() {
            bail!(reply::refused(place, &problems));
        }
        reply::finish(import, place, others, self.writing.dry_run)
    }
}
