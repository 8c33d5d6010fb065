//! Hostile words in every text of every record: the program prints and renders them as words and nothing else.
//!
//! The records are those of the golden workspaces with each text replaced, so new fields are covered
//! as well.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::scene;
use engage::model::field::{Field, Fields as _, Shape};
use engage::model::settings::Settings;
use engage::render::DOCUMENTS;
use engage::store::layout;
use engage::store::yaml::read;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_yaml::{Mapping, Value};

/// The value of every text: markup, a template, a formula, terminal control characters and invisible ones.
const HOSTILE: &str = "=1+1 | \u{1b}[35mred\u{9b}2J\u{7}\u{8} \u{202e}txt\u{2066}\u{200b}\u{feff} `x` <script>alert(1)</script> \
                       <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](https://evil.example/y.png) \
                       <javascript:alert(2)> @everyone {{ 7*7 }} {% for x in y %} {# z #} \\ & &lt; \
                       https://evil.example/<b>\r# heading\r\n---\n| a | b |\n| --- | --- |\n```\n- item\n> quote";

/// The golden workspaces; the settings come from the last one, which sets all of them.
const GOLDEN: [&str; 2] = ["schema-1", "second-edition"];

/// An engagement of each.
const ENGAGEMENTS: [&str; 2] = ["ticket-machines", "warm-boxes"];

fn hostile(fields: &[Field], value: &mut Value) {
    for field in fields {
        // a currency must be three letters, and a colour six digits
        if let Some(value) = value.get_mut(field.name).filter(|_| !["currency", "colour"].contains(&field.name)) {
            taint(field.shape, value);
        }
    }
}

fn taint(shape: Shape, value: &mut Value) {
    match (shape, value) {
        (Shape::Text, value) if !value.is_null() => *value = Value::String(HOSTILE.to_owned()),
        (Shape::Group(fields), value) => hostile(fields, value),
        (Shape::List(inner), Value::Sequence(items)) => items.iter_mut().for_each(|item| taint(*inner, item)),
        (Shape::Table(inner), Value::Mapping(pairs)) => pairs.values_mut().for_each(|item| taint(*inner, item)),
        (Shape::Free, value) => {
            let mut free = Mapping::new();
            free.insert("a | <b>".into(), HOSTILE.into());
            *value = Value::Mapping(free);
        }
        _ => {}
    }
}

/// Copies a folder of a golden workspace, with each text of its records made hostile.
fn copy(golden: &Path, from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy_to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(golden, &path, &copy_to);
        } else if path.extension().is_some_and(|end| end == "yaml") {
            fs::write(copy_to, tainted(golden, &path)).unwrap();
        } else {
            fs::copy(path, copy_to).unwrap();
        }
    }
}

fn tainted(golden: &Path, path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let mut value: Value = serde_yaml::from_str(text.trim_start_matches('\u{feff}')).unwrap();
    match layout::parse(path.strip_prefix(golden).unwrap()) {
        Some((_, reference)) => hostile(&read::fields(&reference), &mut value),
        None => hostile(Settings::FIELDS, &mut value),
    }
    serde_yaml::to_string(&value).unwrap()
}

fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in GOLDEN {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
        copy(&golden, &golden, folder.path());
    }
    folder
}

fn engage(folder: &Path, arguments: &[&str]) -> Output {
    scene::command(folder).args(arguments).env("ENGAGE_TODAY", "2025-06-02").output().unwrap()
}

/// The output on both streams, with the exit code that every answer has.
fn printed(output: &Output, arguments: &[&str]) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let printed = String::from_utf8(both).unwrap();
    assert!([Some(0), Some(3), Some(4)].contains(&output.status.code()), "{arguments:?}: {printed}");
    assert!(!printed.contains("panicked"), "{arguments:?}: {printed}");
    printed
}

/// The first character that controls a terminal, changes the reading direction or is invisible.
fn steers(text: &str) -> Option<char> {
    text.chars().find(|c| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    })
}

#[test]
fn every_text_of_the_golden_workspaces_is_hostile_and_read() {
    let folder = workspace();
    let output = engage(folder.path(), &["export", "--format", "ndjson", "-o", "-"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "nothing is left unread");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.matches("alert(1)</script>").count() > 150, "{}", text.matches("alert(1)</script>").count());
}

/// Commands that print the record, starting with the most important ones.
const COMMANDS: &[&[&str]] = &[
    &["check"],
    &["check", "--format", "github"],
    &["list"],
    &["list", "--by", "step"],
    &["list", "--attention"],
    &["status"],
    &["status", "ticket-machines"],
    &["show", "ticket-machines"],
    &["log", "ticket-machines"],
    &["status", "warm-boxes"],
    &["show", "warm-boxes"],
    &["log", "warm-boxes"],
    &["recall", "script", "alert"],
    &["assess", "ticket-machines"],
    &["pace", "show", "-e", "ticket-machines"],
    &["report", "--list"],
    &["template", "list"],
    &["template", "help", "after-action"],
    &["advance", "ticket-machines", "--dry-run"],
    &["add", "note", "again", "-e", "ticket-machines", "--dry-run"],
    &["set", "-e", "ticket-machines", "belief=x", "--in", "cycle-2/01-hypothesis", "--dry-run"],
    &["call-off", "ticket-machines", "--reason", "x", "--dry-run"],
    &["close", "ticket-machines", "--dry-run"],
    &["sign-off", "scope", "astrid-holm", "-e", "ticket-machines", "--dry-run"],
    &["judge", "a-return-in-ten-seconds", "met", "-e", "ticket-machines", "--dry-run"],
    &["debrief", "ticket-machines", "--template"],
    &["explain", "prep-open"],
];

fn assert_steers_nothing(folder: &Path, arguments: &[&str]) {
    let text = own_styles_out(&printed(&engage(folder, arguments), arguments));
    assert_eq!(steers(&text), None, "{arguments:?}: {text:?}");
}

/// With colour: without a terminal no styles are written, and the code that strips them would strip more.
#[test]
fn nothing_steers_the_terminal() {
    let folder = workspace();
    for arguments in COMMANDS {
        assert_steers_nothing(folder.path(), &[arguments, &["--color", "always"][..]].concat());
    }
}

#[test]
fn nothing_in_a_pipe_or_in_json_steers_the_terminal() {
    let folder = workspace();
    for arguments in &COMMANDS[..9] {
        assert_eq!(steers(&printed(&engage(folder.path(), arguments), arguments)), None, "{arguments:?}");
    }
    for arguments in COMMANDS {
        assert_steers_nothing(folder.path(), &[arguments, &["--json"][..]].concat());
    }
}

#[test]
fn the_line_of_a_mistake_steers_nothing() {
    let folder = workspace();
    let note = folder.path().join("engagements/ticket-machines/notes/2025-05-30-odd-7k2m.yaml");
    fs::write(note, "on: 2025-02-30 # \u{202e}txt\u{200b}\ntext: x\n").unwrap();
    for how in [&["status", "ticket-machines"][..], &["status", "ticket-machines", "--json"]] {
        let text = printed(&engage(folder.path(), how), how);
        assert!(text.contains("`2025-02-30` is not a valid date"), "{text}");
        assert_eq!(steers(&text), None, "{text:?}");
    }
    let text = printed(&engage(folder.path(), &["status", "ticket-machines"]), &[]);
    assert!(text.contains("on: 2025-02-30 # \\u{202e}txt\\u{200b}\n"), "{text}");
}

/// A text without the styles of `engage`: none, bold, faint, red, yellow, cyan.
fn own_styles_out(text: &str) -> String {
    ["0", "1", "2", "31", "33", "36"]
        .iter()
        .fold(text.to_owned(), |text, code| text.replace(&format!("\u{1b}[{code}m"), ""))
}

/// Elements that a markdown parser finds in a document besides words and structure.
fn acts(document: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let acts = Parser::new_ext(document, options).filter_map(|event| match event {
        // the place of a chart
        Event::Html(raw) if ["goals", "budget"].iter().any(|chart| *raw == *format!("<!-- chart: {chart} -->\n")) => {
            None
        }
        Event::Html(raw) | Event::InlineHtml(raw) => Some(format!("raw HTML {raw}")),
        Event::Start(Tag::Image { dest_url, .. }) => Some(format!("an image {dest_url}")),
        Event::Start(Tag::Link { dest_url, .. }) => {
            let fit = ["https://", "http://", "mailto:"].iter().any(|scheme| dest_url.starts_with(scheme));
            (!fit && dest_url.contains(':')).then(|| format!("a link {dest_url}"))
        }
        _ => None,
    });
    acts.collect()
}

/// How each document is rendered: once for one about the workspace, for each engagement otherwise.
fn reports() -> Vec<Vec<&'static str>> {
    let of = |name| move |engagement: &&'static str| vec!["report", name, engagement];
    let reports = DOCUMENTS.iter().flat_map(|document| {
        if document.is_about_workspace() {
            vec![vec!["report", document.name]]
        } else {
            ENGAGEMENTS.iter().map(of(document.name)).collect()
        }
    });
    reports.collect()
}

/// The number of cell separators in a line of a table.
fn bars(line: &str) -> usize {
    line.replace("\\\\", "").replace("\\|", "").matches('|').count()
}

#[test]
fn documents_hold_it_as_words() {
    let folder = workspace();
    let mut tables = 0;
    for mut arguments in reports() {
        arguments.extend(["-o", "-"]);
        let output = engage(folder.path(), &arguments);
        printed(&output, &arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("script"), "{arguments:?}: nothing of the record is in it");
        assert_eq!(steers(&text), None, "{arguments:?}");
        assert_eq!(acts(&text), Vec::<String>::new(), "{arguments:?}");
        assert!(!text.contains("@everyone") && !text.contains("\\@everyone"), "{arguments:?}: somebody is called");
        for rows in text.split("\n\n").filter(|part| part.starts_with('|')) {
            let expected = rows.lines().next().map_or(0, bars);
            tables += 1;
            assert!(rows.lines().all(|row| bars(row) == expected), "{arguments:?}:\n{rows}");
        }
    }
    assert!(tables > 20, "{tables} tables");
}

#[test]
fn pages_hold_it_as_words() {
    let folder = workspace();
    for mut arguments in reports() {
        arguments.extend(["--html", "-o", "-"]);
        let output = engage(folder.path(), &arguments);
        printed(&output, &arguments);
        let page = String::from_utf8(output.stdout).unwrap();
        assert_eq!(steers(&page), None, "{arguments:?}");
        let low = page.to_lowercase();
        for acting in ["<script", "<img", "<b>", "href=\"javascript", "<iframe", " onerror=\""] {
            assert!(!low.contains(acting), "{arguments:?}: {acting}");
        }
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let folder = workspace();
    let out = folder.path().join("tables");
    let done = engage(folder.path(), &["export", "--format", "csv", "-o", "tables"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut cells = 0;
    for file in fs::read_dir(out).unwrap() {
        let path = file.unwrap().path();
        for row in csv::Reader::from_path(&path).unwrap().records() {
            for cell in &row.unwrap() {
                cells += usize::from(cell.contains("alert(1)"));
                let formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
                    || cell.starts_with('-') && cell.parse::<f64>().is_err();
                assert!(!formula, "{}: {cell:?}", path.display());
            }
        }
    }
    assert!(cells > 150, "{cells}");
}
