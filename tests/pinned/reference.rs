//! The reference in `docs/`, generated: `commands.md` from the help, `files.md` from the tables of fields.

use std::fmt::Write as _;
use std::path::Path;

use crate::scene;
use engage::model::field::{Field, Shape};
use engage::model::inventory::sheets;

fn assert_page(name: &str, page: String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    snapbox::assert_data_eq!(page, snapbox::Data::read_from(&path, None).raw());
}

/// The help of a command without the global options, which the first page shows.
fn help(verb: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let help = scene::done(folder.path(), &[verb, &["--help"]].concat());
    let global = help.find("\nGlobal options:").filter(|_| !verb.is_empty());
    let after = global.and_then(|at| help[at + 1..].find("\n\nExample").map(|end| at + 1 + end));
    let lines = match (global, after) {
        (Some(at), Some(end)) => format!("{}{}", &help[..at], &help[end + 1..]),
        (Some(at), None) => help[..at].to_owned(),
        (None, _) => help,
    };
    lines.lines().fold(String::new(), |text, line| text + line.trim_end() + "\n").trim_end().to_owned() + "\n"
}

/// The commands that a help lists below the given headings.
fn commands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| !line.starts_with("Usage:")).skip(1);
    let lines = lines.take_while(|line| !line.contains("ptions:") && !line.starts_with("Arguments:"));
    let named = lines.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    named.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn the_reference_of_commands_is_their_help() {
    let whole = help(&[]);
    let mut page = format!(
        "# Commands\n\nThe output of `engage COMMAND --help`, generated. Each command also takes the global options below.\n\n```text\n{whole}```\n"
    );
    for verb in commands(&whole) {
        let of_verb = help(&[&verb]);
        write!(page, "\n## `engage {verb}`\n\n```text\n{of_verb}```\n").unwrap();
        for below in commands(&of_verb).iter().filter(|_| of_verb.contains("\nCommands:")) {
            let of_it = help(&[&verb, below]);
            write!(page, "\n### `engage {verb} {below}`\n\n```text\n{of_it}```\n").unwrap();
        }
    }
    assert_page("commands.md", page);
}

/// The rows of a table of keys; those of a group follow it, by their paths.
fn rows(fields: &[Field], above: &str) -> String {
    fields.iter().fold(String::new(), |text, field| {
        let path = format!("{above}{}", field.name);
        let name = if field.required { format!("**`{path}`**") } else { format!("`{path}`") };
        let (value, below) = match field.shape {
            Shape::Group(inner) => ("a group".to_owned(), rows(inner, &format!("{path}."))),
            Shape::List(&Shape::Group(inner)) => ("a list of groups".to_owned(), rows(inner, &format!("{path}.N."))),
            shape => (shape.in_words(), String::new()),
        };
        format!("{text}| {name} | {value} | {} |\n{below}", field.question.replace('|', "\\|"))
    })
}

#[test]
fn the_reference_of_files_is_the_tables_of_their_fields() {
    let mut page = String::from(
        "# Files\n\nThe keys of each kind of file, generated. Keys in bold are required; `N` is the position of an \
            item in a list, from 1, as in `engage set`.\n",
    );
    for sheet in sheets() {
        write!(
            page,
            "\n## {}\n\n| key | value | meaning |\n| --- | --- | --- |\n{}",
            sheet.kind,
            rows(&sheet.fields, "")
        )
        .unwrap();
    }
    assert_page("files.md", page);
}
