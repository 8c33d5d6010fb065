//! The rules of the code base, checked on the source and on the binary's own output.
//!
//! Rules on printing, reading the clock and starting programs are in `clippy.toml` and checked by `cargo clippy`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the source cannot go on")]

#[path = "../scene/mod.rs"]
mod scene;

mod imports;
mod licences;
mod placeholders;
mod readme;
mod registered;
mod repository;
mod source;
mod walk;
mod words;

use std::collections::BTreeMap;

use source::{SourceFile, root, sources};

type Law = fn(&BTreeMap<String, SourceFile>) -> Vec<String>;

/// The most lines of code in a file.
const LONGEST: usize = 400;

/// Meaningless names of files and folders.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "helper", "helpers", "common", "misc", "manager", "data", "info", "handle"];

/// How a literal becomes part of a path.
const SPELLS: &[&str] = &[".join(\"", ".join(format!(\"", ".with_file_name(\"", "Path::new(\"", "PathBuf::from(\""];

/// Files that are too long, have a meaningless name, or do not begin with their purpose.
fn shapes(files: &BTreeMap<String, SourceFile>) -> Vec<String> {
    let wrong = files.values().filter_map(|file| {
        let empty = file.module.split("::").flat_map(|name| name.split('_')).find(|word| EMPTY_NAMES.contains(word));
        match file.code.len() {
            lines if lines > LONGEST => Some(format!("{}: {lines} lines of code, more than {LONGEST}", file.path)),
            _ if !file.text.starts_with("//! ") => Some(format!("{}: does not open with `//!`", file.path)),
            _ => empty.map(|word| format!("{}: `{word}` says nothing", file.path)),
        }
    });
    wrong.collect()
}

/// Paths spelled outside `store::layout`: a literal that is joined to a path, and not words or signs that join a list.
fn spelling(files: &BTreeMap<String, SourceFile>) -> Vec<String> {
    let lines = files.values().filter(|file| file.module != "store::layout");
    let lines = lines.flat_map(|file| file.code.iter().map(move |(number, line)| (file, number, line)));
    let spelled = lines.filter_map(|(file, number, line)| {
        let literal = SPELLS.iter().find_map(|call| line.split_once(call))?.1.split('"').next()?;
        let plain = literal.replace("\\n", " ");
        let is_name = plain.trim() == plain && plain.contains(char::is_alphanumeric);
        is_name.then(|| format!("{}:{number}: `{literal}` only in store/layout.rs", file.path))
    });
    spelled.collect()
}

#[track_caller]
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn nothing_imports_from_its_own_floor_or_above() {
    assert_none(&imports::upward(&sources()));
}

#[test]
fn equals_never_import_each_other() {
    assert_none(&imports::across(&sources()));
}

#[test]
fn no_two_files_import_each_other() {
    assert_none(&imports::circles(&sources()));
}

#[test]
fn each_crate_and_tool_of_the_system_is_named_in_its_one_place() {
    assert_none(&imports::owners(&sources()));
}

#[test]
fn a_view_for_the_customer_does_not_see_the_record() {
    assert_none(&imports::audience(&sources()));
}

#[test]
fn paths_are_spelled_in_the_layout_alone() {
    assert_none(&spelling(&sources()));
}

#[test]
fn every_file_is_short_has_a_name_and_opens_with_what_it_is_for() {
    assert_none(&shapes(&sources()));
}

/// A word in capitals matches any name.
#[test]
fn every_path_that_the_internals_name_is_there() {
    let page = std::fs::read_to_string(root().join("docs/internals.md")).unwrap();
    let words = page.split('`').skip(1).step_by(2).filter(|word| word.contains('/') && !word.contains(' '));
    let lost = words.filter(|path| !path.contains(|c: char| c.is_ascii_uppercase()) && !root().join(path).exists());
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn each_law_finds_what_breaks_it() {
    let broken: &[(Law, &str, &str)] = &[
        (imports::upward, "src/model/date.rs", "use crate::insight::spend;"),
        (imports::upward, "src/check/mod.rs", "fn f() { crate::store::load(); }"),
        (imports::upward, "src/render/view.rs", "use super::super::store::layout;"),
        (imports::upward, "src/store/load.rs", "use crate::{model::slug::Slug, render};"),
        (imports::upward, "src/store/load.rs", "use crate::{\n    model::slug::Slug,\n    cmd::{self, output},\n};"),
        (imports::across, "src/cmd/verb/set.rs", "use super::add::Add;"),
        (imports::across, "src/check/goals/late.rs", "const CHECK: Check = super::early::CHECK;"),
        (imports::across, "src/model/record/goal.rs", "use super::Role;"),
        (imports::circles, "src/model/slug.rs", "use super::text::Text;"),
        (imports::owners, "src/cmd/verb/show.rs", "use std::{env, path::Path};"),
        (imports::owners, "src/render/page.rs", "fn f() { std::fs::read(path); }"),
        (imports::audience, "src/render/customer/goals.rs", "use crate::model::record::Goal;"),
        (shapes, "src/store/path_utils.rs", "//! Paths."),
        (shapes, "src/store/paths.rs", "use std::fmt;"),
        (spelling, "src/store/load.rs", "let folder = root.join(\"engagements\");"),
    ];
    let around = [
        ("src/cmd/verb/add.rs", "use crate::{check, store::load, model};"),
        ("src/check/goals/early.rs", "const CHECK: Check = Check {};"),
        ("src/model/record/mod.rs", "pub use person::{Person, Role};"),
        ("src/model/record/person.rs", "// use super::goal;\n#[cfg(test)]\nmod tests {\n    use super::goal::Goal;\n}"),
        ("src/model/text.rs", "use super::slug::{self, Slug};\nfn f() { words.join(\", \") }"),
    ];
    for (law, path, text) in broken {
        let files = around.iter().copied().chain([(*path, *text)]).map(|(path, text)| SourceFile::new(path, text));
        let files: BTreeMap<_, _> = files.map(|file| (file.module.clone(), file)).collect();
        let found = law(&files);
        assert!(found.iter().any(|place| place.starts_with(path)), "{path}: {text}: {found:?}");
    }
}
