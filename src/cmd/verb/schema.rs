//! `engage schema`.

use crate::check::CHECKS;
use crate::cmd::prelude::*;
use crate::exchange::json_schema;
use crate::model::entry::Adoption;
use crate::model::inventory;

/// Print JSON Schemas of the files, or install them for an editor.
///
/// With a schema, an editor completes keys and underlines mistakes while you edit a file by hand. `--install` writes a
/// schema for each kind of file to `schemas/`, and `.vscode/settings.json` if there is none; VS Code needs the extension
/// YAML by Red Hat, and reads the settings only of the folder that it has opened: open the workspace, not the repository
/// around it. Any other editor with yaml-language-server can use the same `yaml.schemas` setting. Run `--install` again
/// after you update engage.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Kind of file [default: list all kinds].
    #[arg(conflicts_with = "install", value_parser = PossibleValuesParser::new(std::iter::once(SETTINGS).chain(inventory::kinds())), hide_possible_values = true)]
    kind: Option<String>,
    /// Write the schemas to schemas/, and the settings of VS Code.
    #[arg(long)]
    install: bool,
    /// Show the change as a diff and write nothing.
    #[arg(long, requires = "install")]
    dry_run: bool,
}

impl SchemaArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        if self.install {
            return self.installed(context);
        }
        let found = self.kind.and_then(|kind| kinds().into_iter().find(|found| found.kind == kind));
        let Some(found) = found else { return Ok(list(context)) };
        let schema = found.schema();
        let data = context.data(|| json!({ "kind": found.kind, "files": found.files, "schema": schema }));
        Ok(Reply { text: format!("{schema:#}\n"), messages: vec![], kind: "engagement.schema", data })
    }

    fn installed(&self, context: &Context) -> Result<Reply> {
        let workspace = context.workspace()?;
        let lock = if self.dry_run { None } else { Some(workspace.lock()?) };
        let mut plan = FilePlan::default();
        for kind in kinds() {
            let mut schema = kind.schema();
            schema["$comment"] = json!(WRITTEN);
            plan.put(&workspace.root, layout::schema(&workspace.root, kind.kind), format!("{schema:#}\n"))?;
        }
        refuse_others(&workspace, &plan)?;
        let new = plan.0.len();
        let settings = layout::vs_code(&workspace.root);
        let shown = workspace.shown(&settings);
        let mut messages = vec![match new {
            0 => format!("{}/ is already up to date", layout::SCHEMAS),
            new => format!("Wrote {} to {}/", count(new, "schema"), layout::SCHEMAS),
        }];
        if save::is_free(&settings) {
            plan.create(settings, editor_settings());
            messages.push(format!("Created {shown}; VS Code needs the extension redhat.vscode-yaml"));
        } else if !save::read_text(&settings)?.contains(&reference("engagement")) {
            messages.push(format!("{shown} already exists; add these lines to it:\n{}", editor_settings().trim_end()));
        }
        written(&workspace, None, &plan, messages, lock)
    }
}

/// A kind of file.
struct FileKind {
    kind: &'static str,
    files: Vec<String>,
    summary: String,
    fields: Vec<Field>,
}

/// All kinds of file: the settings, then those of an engagement.
fn kinds() -> Vec<FileKind> {
    let settings = FileKind {
        kind: SETTINGS,
        files: vec![layout::SETTINGS.to_owned()],
        summary: "Settings of the workspace".to_owned(),
        fields: Settings::FIELDS.to_vec(),
    };
    let records = inventory::tables().map(|(kind, fields)| FileKind {
        kind,
        files: layout::patterns(kind).into(),
        summary: summary(kind),
        fields,
    });
    std::iter::once(settings).chain(records).collect()
}

/// The kind of `engage.yaml`.
const SETTINGS: &str = "settings";

/// What the files of a kind contain.
fn summary(word: &str) -> String {
    match (word, Kind::named(word), word.parse::<Step>()) {
        (_, Some(kind), _) => kind.summary().trim_end_matches('.').to_owned(),
        (_, _, Ok(step)) => format!("Step {} of 9: {}", step.number(), step.purpose()),
        ("engagement", ..) => "Title, customer and terms of an engagement".to_owned(),
        ("pace", ..) => "The PACE plan of a cycle, and the switches made".to_owned(),
        _ => "How an engagement ended, or that it was reopened".to_owned(),
    }
}

impl FileKind {
    fn schema(&self) -> Value {
        let mut schema = json_schema::schema(self.kind, &self.summary, &self.fields);
        if self.kind == SETTINGS {
            let checks: Vec<_> = CHECKS.iter().map(|check| check.id).collect();
            let advice = "Use the id of a check; `engage explain` lists them.";
            schema["type"] = json!(["object", "null"]);
            schema["properties"]["checks"]["propertyNames"] = json!({ "enum": checks, "errorMessage": advice });
            schema["properties"]["adoption"]["propertyNames"] = json!({ "enum": Adoption::WORDS });
        }
        schema
    }
}

fn list(context: &Context) -> Reply {
    let kinds = kinds();
    let row = |kind: &FileKind| vec![kind.kind.to_owned(), kind.files[0].clone(), kind.summary.clone()];
    let rows: Vec<_> = kinds.iter().map(row).collect();
    let text = table(&["KIND", "FILES", "CONTENTS"], &rows, &["CONTENTS"], context.width);
    let of = |kind: &FileKind| json!({ "kind": kind.kind, "files": kind.files, "summary": kind.summary });
    Reply { text, messages: vec![], kind: "engagement.schemas", data: kinds.iter().map(of).collect() }
}

/// The comment by which an installed schema is known.
const WRITTEN: &str = "Written by engage schema --install, which overwrites it.";

/// Refuses to overwrite a file that is not an installed schema.
fn refuse_others(workspace: &Workspace, plan: &FilePlan) -> Result<(), Failure> {
    let is_other = |write: &&Write| match write {
        Write::Replace(_, old, _) => !String::from_utf8_lossy(old).contains(WRITTEN),
        _ => false,
    };
    let Some(other) = plan.0.iter().find(is_other) else { return Ok(()) };
    Err(Failure::refused(format!("{} was not written by engage", workspace.shown(other.path())))
        .hint("move it to another folder"))
}

/// How the settings of an editor name the schema of a kind.
fn reference(kind: &str) -> String {
    format!("./{}/{kind}.json", layout::SCHEMAS)
}

/// The settings of an editor with yaml-language-server, one line for each schema.
fn editor_settings() -> String {
    let line = |kind: &FileKind| format!("    {}: {}", json!(reference(kind.kind)), json!(kind.files));
    let lines: Vec<_> = kinds().iter().map(line).collect();
    format!("{{\n  \"yaml.schemas\": {{\n{}\n  }}\n}}\n", lines.join(",\n"))
}
