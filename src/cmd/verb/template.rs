//! `engage template`.

use clap::Subcommand;

use crate::cmd::catalogue::Catalogue;
use crate::cmd::due;
use crate::cmd::prelude::*;
use crate::cmd::terminal::table::of_data;
use crate::model::audience::Audience;
use crate::model::front::Front;
use crate::render::{self, Document, FILTERS, FUNCTIONS, TESTS, ViewField};
use crate::store::atomic;
use crate::store::save::is_free;
use crate::store::templates;

/// List, show and copy document templates.
///
/// A file `templates/NAME.md` in the workspace replaces the built-in template of that name, or adds a document. It
/// starts with front matter between two lines of `---`: `audience`, `summary`, and optionally `due` (steps) and
/// `based-on` (a built-in document whose fields it uses). `templates/page.html` is for every page of `report --html`: it
/// has up to three parts, `<style>`, `<header>` and `<footer>`.
#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub struct TemplateArgs {
    #[command(subcommand)]
    what: TemplateCommand,
}

#[derive(Debug, Subcommand)]
enum TemplateCommand {
    /// List the templates with their audience and origin.
    List,
    /// Print a template.
    Show {
        /// Document name.
        #[arg(value_name = "DOCUMENT")]
        name: String,
    },
    /// Copy a built-in template to templates/ for editing.
    Eject {
        /// Document name.
        #[arg(value_name = "DOCUMENT")]
        name: String,
        /// Folder of a language in templates/; one that is not built in gets the English text to translate.
        #[arg(long, value_name = "LANGUAGE")]
        language: Option<String>,
        /// Show the change as a diff and write nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Show the fields, filters and functions of a template.
    Help {
        /// Document name [default: the template syntax].
        #[arg(value_name = "DOCUMENT")]
        name: Option<String>,
    },
}

impl TemplateArgs {
    pub fn run(self, context: &Context) -> Result<Reply> {
        match self.what {
            TemplateCommand::List => list(context),
            TemplateCommand::Show { name } => show(context, &name),
            TemplateCommand::Eject { name, language, dry_run } => eject(context, &name, language.as_deref(), dry_run),
            TemplateCommand::Help { name } => help(context, name.as_deref()),
        }
    }
}

fn list(context: &Context) -> Result<Reply> {
    let (workspace, catalogue) = Catalogue::opened(context)?;
    context.note(catalogue.unread());
    let file = |document: &Document| {
        let path = layout::template(&workspace.as_ref()?.root, document.file);
        catalogue.own(document.name).and(workspace.as_ref()).map(|workspace| workspace.shown(&path))
    };
    let row = |document: &Document| {
        let (audience, whose) = (document.audience(), whose(&catalogue, document));
        json!({ "name": document.name, "audience": audience, "template": whose, "file": file(document) })
    };
    let rows: Vec<_> = catalogue.documents().iter().map(row).collect();
    let columns = [("NAME", "name"), ("AUDIENCE", "audience"), ("TEMPLATE", "template"), ("FILE", "file")];
    let text = of_data(&columns, &rows, &["TEMPLATE", "AUDIENCE"], context.width);
    Ok(Reply { text, messages: vec![], kind: "engagement.templates", data: rows.into() })
}

/// Whose a document's template is: built-in or the workspace's.
fn whose(catalogue: &Catalogue, document: &Document) -> &'static str {
    match catalogue.own(document.name) {
        None => "built-in",
        Some(own) if own.is_replacement() => "replaces built-in",
        Some(_) => "workspace's own",
    }
}

/// The document of a name; the error lists the available ones.
fn named<'a>(catalogue: &'a Catalogue, name: &str) -> Result<Document<'a>, Failure> {
    catalogue.meant(name)?.ok_or_else(|| catalogue.missing("document", &[name]))
}

fn show(context: &Context, name: &str) -> Result<Reply> {
    let (workspace, catalogue) = Catalogue::opened(context)?;
    let file = workspace.as_ref().map(|workspace| templates::text(workspace, name)).transpose()?.flatten();
    let (file, text) = if let Some((file, text)) = file {
        (Some(file), text)
    } else {
        let document = named(&catalogue, name)?;
        if document.name != name {
            let mut reply = show(context, document.name)?;
            reply.messages.push(format!("`{}` is {}", visible(name), document.name));
            return Ok(reply);
        }
        (None, catalogue.template(&document).text.into_owned())
    };
    let data = json!({ "name": name, "file": file, "text": text });
    Ok(Reply { text, messages: vec![], kind: "engagement.template", data })
}

fn eject(context: &Context, name: &str, language: Option<&str>, dry_run: bool) -> Result<Reply> {
    let workspace = context.workspace()?;
    let catalogue = Catalogue::of(Some(&workspace))?;
    let lock = if dry_run { None } else { Some(workspace.lock()?) };
    let place = |file: &str| layout::template(&workspace.root, file);
    let own = named(&catalogue, name)?;
    let Some(document) = Document::named(own.name) else {
        bail!(
            Failure::refused(format!("`{}` is already a template of this workspace", own.name))
                .hint(format!("edit {}", workspace.shown(&place(own.file))))
        );
    };
    if let Some(code) = language.filter(|code| !templates::is_language(code)) {
        bail!(Failure::usage(format!("`{}` is not the code of a language; use one such as fr", visible(code))));
    }
    let file = language.map_or_else(|| document.file.to_owned(), |code| format!("{code}/{}", document.file));
    let path = place(&file);
    atomic::within(&workspace.root, &path)?;
    let mut places = [path.clone(), place(&layout::as_page(&file))].into_iter();
    if let Some(taken) = places.find(|path| !is_free(path)) {
        let shown = workspace.shown(&taken);
        bail!(
            Failure::refused(format!("{shown} already exists"))
                .hint(format!("edit it, or move it away to copy the built-in `{}` again", document.name))
        );
    }
    let shown = workspace.shown(&path);
    let mut plan = FilePlan::default();
    let text = language.and_then(|code| document.builtin_in(code)).unwrap_or_else(|| document.builtin()).text;
    plan.create(path, text.into_owned());
    let messages = vec![
        format!("Copied the template of {} to {shown}", document.name),
        format!("List its fields with `engage template help {}`", document.name),
    ];
    written(&workspace, None, &plan, messages, lock)
}

fn help(context: &Context, name: Option<&str>) -> Result<Reply> {
    let (_, catalogue) = Catalogue::opened(context)?;
    let Some(name) = name else { return Ok(general()) };
    let document = named(&catalogue, name)?;
    let fields = render::fields(&document);
    let (audience, due, whose) = (document.audience(), due::when(&document), whose(&catalogue, &document));
    let head = format!("{}: {}\n", styled(STRONG, document.name), document.summary);
    let head = format!("{head}audience: {audience}; due: {due}; template: {whose}\n\n");
    let listed = listed(&fields, context.width);
    let text = format!("{head}{listed}\n{}template syntax: engage template help\n", names());
    let data = json!({ "name": document.name, "audience": audience, "fields": fields, "means": means_as_data() });
    Ok(Reply { text, messages: vec![], kind: "engagement.template-help", data })
}

/// The width below which a table of fields is not useful.
const WIDE: usize = 120;

/// The fields as a table, or one below the other if that is too narrow.
fn listed(fields: &[ViewField], width: Option<usize>) -> String {
    let Some(narrow) = width.filter(|width| *width < WIDE) else {
        let row = |field: &ViewField| vec![field.path.clone(), field.kind.to_owned(), field.meaning.clone()];
        return table(&["FIELD", "KIND", "MEANING"], &fields.iter().map(row).collect::<Vec<_>>(), &[], width);
    };
    let lines = fields.iter().map(|field| {
        let meaning = hanging(&shown(&field.meaning), narrow.max(20), "    ", "    ").join("\n");
        format!("{} ({})\n{meaning}\n", styled(STRONG, &field.path), field.kind)
    });
    lines.collect()
}

/// How to write a template, for any document.
fn general() -> Reply {
    let text = format!(
        "{}\n  ---\n  audience: {}\n  summary: one line about the document\n  due: [demo, adjust]        # optional: steps at which it is due\n  based-on: after-action     # optional: built-in document whose fields it uses\n  ---\n  # {{{{ title }}}}\n\n{}",
        styled(STRONG, "a new document is a file templates/NAME.md that starts with:"),
        or_list(Audience::WORDS),
        means(),
    );
    let data = json!({ "front_matter": Front::KEYS, "means": means_as_data() });
    Reply { text, messages: vec![], kind: "engagement.template-help", data }
}

/// The template syntax, by its sign.
const SIGNS: &str = include_str!("template-signs.txt");

fn means() -> String {
    format!("{}\n{SIGNS}{}", styled(STRONG, "in a template"), names())
}

/// The available filters, functions and tests.
fn names() -> String {
    let names = [("filters", FILTERS), ("functions", FUNCTIONS), ("tests, after `is`", TESTS)];
    let lines = |names: &str| hanging(&names.replace(' ', ", "), 78, "  ", "  ").join("\n");
    names.iter().map(|(kind, names)| format!("{}\n{}\n", styled(STRONG, kind), lines(names))).collect()
}

fn means_as_data() -> Value {
    let names = |all: &'static str| all.split(' ').collect::<Vec<_>>();
    json!({ "filters": names(FILTERS), "functions": names(FUNCTIONS), "tests": names(TESTS) })
}
