//! Public interfaces, each as a list in `tests/pinned/`: the keys of files and of the views of documents, and the errors for broken files, with position and message separate. `docs/columns.md` pins the
//! columns of an export, and `tests/pinned/golden.rs` and `tests/pinned/samples.rs` pin its lines and the documents.
//!
//! `SNAPSHOTS=overwrite cargo test --test pinned` regenerates the lists. Users notice every change in them.

#[path = "../files/hostile/inputs.rs"]
#[expect(dead_code, reason = "what is said of them is pinned here as a whole")]
mod inputs;

use std::fs;
use std::path::{Path, PathBuf};

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

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn assert_pinned(name: &str, lines: impl IntoIterator<Item = String>) {
    let text: String = lines.into_iter().map(|line| line + "\n").collect();
    let path = root().join("tests/pinned").join(name);
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(&path, None).raw());
}

/// The files below a folder, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
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
