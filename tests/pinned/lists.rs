//! Public interfaces, each as a list in `tests/pinned/`: the keys of files, of `--json` and of the views of
//! documents, and the errors for broken files, with position and message separate. `docs/columns.md` pins the
//! columns of an export, and `tests/pinned/golden.rs` and `tests/pinned/samples.rs` pin its lines and the documents.
//!
//! `SNAPSHOTS=overwrite cargo test --test pinned` regenerates the lists. Users notice every change in them.

#[path = "../files/hostile/inputs.rs"]
#[expect(dead_code, reason = "what is said of them is pinned here as a whole")]
mod inputs;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::scene;
use engage::model::charter::Charter;
use engage::model::entry::{Answers, Common, Rest};
use engage::model::field::{Field, Fields as _, Shape};
use engage::model::front::Front;
use engage::model::pace::Pace;
use engage::model::record::{Outcome, ROWS};
use engage::model::reference::Reference;
use engage::model::settings::Settings;
use engage::model::step::Step;
use engage::render::{self, DOCUMENTS};
use engage::store::layout;
use engage::store::yaml::{Fault, read};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn assert_pinned(name: &str, lines: impl IntoIterator<Item = String>) {
    let text: String = lines.into_iter().map(|line| line + "\n").collect();
    let path = root().join("tests/pinned").join(name);
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(&path, None).raw());
}

/// The files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_keys_of_files() {
    let mut lines = Vec::new();
    keys("engage", Settings::FIELDS, &mut lines);
    keys("engagement", Charter::FIELDS, &mut lines);
    keys("entry", &[Common::FIELDS, Rest::FIELDS].concat(), &mut lines);
    for step in Step::ALL {
        keys(step.word(), Answers::fields(*step), &mut lines);
    }
    keys("pace", Pace::FIELDS, &mut lines);
    for row in ROWS {
        keys(row.kind.folder(), row.fields, &mut lines);
    }
    keys("outcomes", Outcome::FIELDS, &mut lines);
    keys("template", Front::FIELDS, &mut lines);
    assert_pinned("files.txt", lines);
}

fn keys(above: &str, fields: &[Field], lines: &mut Vec<String>) {
    for field in fields {
        let need = if field.required { ", required" } else { "" };
        key(&format!("{above}.{}", field.name), need, field.shape, lines);
    }
}

fn key(path: &str, need: &str, shape: Shape, lines: &mut Vec<String>) {
    match shape {
        Shape::List(item) => key(&format!("{path}[]"), need, *item, lines),
        Shape::Table(value) => key(&format!("{path}.*"), need, *value, lines),
        Shape::Group(fields) => {
            lines.push(format!("{path}: keys{need}"));
            keys(path, fields, lines);
        }
        _ => lines.push(format!("{path}: {}{need}", shape.in_words())),
    }
}

#[test]
fn the_fields_of_views() {
    let fields = DOCUMENTS.iter().flat_map(|document| {
        let line = |field: render::ViewField| format!("{} {}: {}", document.name, field.path, field.kind);
        render::fields(document).into_iter().map(line)
    });
    assert_pinned("views.txt", fields);
}

/// Commands with every kind of answer, in a copy of the golden workspace.
const ANSWERS: &[&str] = &[
    "list --all",
    "status ticket-machines",
    "status winter-berths",
    "show ticket-machines",
    "show winter-berths",
    "show ticket-machines --figures",
    "show engagement -e ticket-machines",
    "log ticket-machines",
    "log ticket-machines --agreed",
    "assess ticket-machines",
    "pace show ticket-machines",
    "recall ticket",
    "check",
    "explain action-overdue",
    "doctor",
    "completions fish",
    "help",
    "config",
    "schema",
    "schema note",
    "commit --dry-run",
    "new quay --customer Sundet-Ferries --from ticket-machines --dry-run",
    "debrief ticket-machines --template",
    "export --format ndjson --kind note",
    "export --format csv -o elsewhere",
    "export --format ics",
    "publish site",
    "todo",
    "export --columns",
    "report brief ticket-machines -o -",
    "report brief ticket-machines -o elsewhere.md",
    "report --all ticket-machines",
    "report --check ticket-machines",
    "report --list",
    "publish pages",
    "template list",
    "template show brief",
    "template help",
    "template help brief",
    "set source=x -e ticket-machines --dry-run",
    "add note x -e ticket-machines",
    "undo --list",
    "rm notes/2025-06-02-x --dry-run -e ticket-machines",
    "rename winter-berths berths --dry-run",
    "advance ticket-machines --to select",
    "show nobody",
    "set colour=red -e ticket-machines",
];

#[test]
fn the_keys_of_answers() {
    let (copy, mut lines) = (tempfile::tempdir().unwrap(), BTreeSet::new());
    scene::copy(&root().join("tests/golden/schema-1"), copy.path());
    assert!(scene::program("git", copy.path()).args(["init", "-q"]).status().unwrap().success());
    for command in ANSWERS {
        let mut engage = scene::command(copy.path());
        let ran = engage.env("ENGAGE_TODAY", "2025-06-02").args(command.split(' ')).arg("--json").output().unwrap();
        let answer: Value = serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{command}: {ran:?}"));
        json_keys(&format!("{} ", answer["kind"].as_str().unwrap()), &answer["data"], &mut lines);
    }
    let kinds: BTreeSet<_> = lines.iter().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert_eq!(kinds, kinds_in_source());
    assert_pinned("answers.txt", lines);
}

fn json_keys(path: &str, value: &Value, lines: &mut BTreeSet<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        json_keys(&format!("{path}.{key}"), value, lines);
        lines.insert(format!("{path}.{key}"));
    }
    for item in value.as_array().into_iter().flatten() {
        json_keys(&format!("{path}[]"), item, lines);
    }
}

/// The kinds of answer that the commands use; a view has a list of its own.
fn kinds_in_source() -> BTreeSet<String> {
    let text: String = files(&root().join("src/cmd")).iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let named = text.split("\"engagement.").skip(1).map(|rest| rest.split('"').next().unwrap());
    let kinds = named.filter(|kind| !["yaml", "context"].contains(kind)).map(|kind| format!("engagement.{kind}"));
    kinds.chain(["error".to_owned()]).collect()
}

/// Larger inputs are skipped here to save time; `tests/files/hostile.rs` reads them all.
const LARGE: usize = 500_000;

/// The error for each broken text, by a name: those in `texts.txt`, each after the record that it replaces, the
/// hostile files, and the files of the transcripts.
fn faults() -> Vec<(String, Fault)> {
    let mut faults = Vec::new();
    for line in fs::read_to_string(root().join("tests/pinned/texts.txt")).unwrap().lines() {
        let (reference, text) = line.split_once(' ').unwrap();
        let text: String = serde_json::from_str(text).unwrap();
        faults.extend(
            read::check(&reference.parse().unwrap(), text.as_bytes()).err().map(|fault| (line.to_owned(), fault)),
        );
    }
    for input in inputs::inputs().into_iter().filter(|input| input.bytes.len() < LARGE) {
        let reference: Reference = input.place.trim_end_matches(".yaml").parse().unwrap();
        faults.extend(read::check(&reference, &input.bytes).err().map(|fault| (input.name, fault)));
    }
    for path in files(&root().join("tests/cmd")) {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
        let inside = name.find("/engagements/").and_then(|at| layout::parse(Path::new(&name[at + 1..])));
        let bytes = fs::read(&path).unwrap();
        let fault = match inside {
            Some((_, reference)) => read::check(&reference, &bytes).err(),
            None if path.ends_with("engage.yaml") => read::optional_file::<Settings>(&bytes).err(),
            None => None,
        };
        faults.extend(fault.map(|fault| (name, fault)));
    }
    faults
}

#[test]
fn the_places_of_messages_and_apart_from_them_their_sentences() {
    let faults = faults();
    assert_pinned("places.txt", faults.iter().map(|(name, fault)| format!("{}:{}  {name}", fault.line, fault.column)));
    let sentence = |(name, fault): &(String, Fault)| {
        let hint = fault.hint.as_ref().map_or(String::new(), |hint| format!("\n    hint: {hint}"));
        format!("{name}\n    {}{hint}", fault.message)
    };
    assert_pinned("sentences.txt", faults.iter().map(sentence));
}
