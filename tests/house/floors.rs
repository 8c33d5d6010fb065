//! The floors: a top-level module imports only from floors below its own, and those who live on one
//! floor, or in one folder of equals, never import each other.

use std::collections::BTreeMap;

use super::paths::named;
use super::source::Source;

/// The floor of each top-level module.
const FLOORS: &[(&str, u8)] =
    &[("model", 0), ("insight", 1), ("check", 2), ("store", 3), ("render", 3), ("exchange", 3), ("cmd", 4)];

fn floor(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

/// Imports that go up, or across.
pub fn upward(files: &[Source]) -> Vec<String> {
    files.iter().flat_map(climbs).collect()
}

fn climbs(file: &Source) -> Vec<String> {
    let module = file.module();
    let Some(own) = module.first() else { return from_the_root(file) };
    let Some(floor_of_own) = floor(own) else { return vec![format!("{}: `{own}` is on no floor", file.path)] };
    let wrong = named(file).into_iter().filter_map(|path| {
        let top = path.inside()?.first().map_or("*", String::as_str);
        let below = floor(top).is_some_and(|floor| floor < floor_of_own);
        (top != *own && !below).then(|| format!("{}: {own} imports `{}`", file.at(path.at), path.text()))
    });
    wrong.collect()
}

/// The binary calls `engage::cmd`, the library only declares its modules.
fn from_the_root(file: &Source) -> Vec<String> {
    let wrong = named(file).into_iter().filter(|path| match path.parts[0].as_str() {
        "engage" => path.parts.get(1).is_none_or(|top| top != "cmd"),
        first => first == "crate" || floor(first).is_some(),
    });
    wrong.map(|path| format!("{}: the root imports `{}`", file.at(path.at), path.text())).collect()
}

/// Says whether a file is one of the equals of its folder.
pub type IsEqual = fn(&Source) -> bool;

/// The folders of equals, and which of their files are the equals.
const EQUALS: &[(&str, IsEqual)] = &[
    ("cmd/verb", |_| true),
    ("check", is_check),
    ("check/gates", is_check),
    ("check/files", is_check),
    ("check/method", is_check),
    ("check/people", is_check),
    ("check/requirements", is_check),
    ("check/goals", is_check),
    ("check/money", is_check),
    ("check/terms", is_check),
    ("exchange", |_| true),
    ("model/record", |_| true),
    ("model/entry", |_| true),
];

/// Whether a file of `check` is a check: it has the value `CHECK`. What checks share has none, and a table has others.
pub fn is_check(file: &Source) -> bool {
    file.code.contains("const CHECK: Check =")
}

/// Verbs, checks, formats, record kinds and steps that import each other.
pub fn across(files: &[Source]) -> Vec<String> {
    EQUALS.iter().flat_map(|(folder, is_equal)| across_in(files, folder, *is_equal)).collect()
}

fn across_in(files: &[Source], folder: &str, is_equal: IsEqual) -> Vec<String> {
    let inside: Vec<_> = files.iter().filter_map(|file| Some((equal(file, folder)?, file))).collect();
    let equals: Vec<_> = inside.iter().filter(|(_, file)| is_equal(file)).map(|(name, _)| *name).collect();
    let shown = reexports(files, folder, &equals);
    let mut wrong = Vec::new();
    for (own, file) in inside.iter().filter(|(own, _)| equals.contains(own)) {
        for path in named(file) {
            let Some(word) = path.inside().and_then(|parts| below(parts, folder)) else { continue };
            let target = shown.get(word).map_or(word, String::as_str);
            if target != *own && (target == ALL || equals.contains(&target)) {
                wrong.push(format!("{}: `{own}` imports its equal `{target}`", file.at(path.at)));
            }
        }
    }
    wrong
}

/// The name of the equal that a file is, or is a part of; none for the folder's `mod.rs`.
pub fn equal<'a>(file: &'a Source, folder: &str) -> Option<&'a str> {
    let inside = file.path.strip_prefix("src/")?.strip_prefix(folder)?.strip_prefix('/')?;
    let name = inside.split('/').next()?;
    (name != "mod.rs").then(|| name.strip_suffix(".rs").unwrap_or(name))
}

/// What of the folder a path names: one word, or all of it, by a glob or as a module.
fn below<'a>(parts: &'a [String], folder: &str) -> Option<&'a str> {
    let depth = folder.split('/').count();
    let same = parts.len() >= depth && parts.iter().zip(folder.split('/')).all(|(part, name)| part == name);
    same.then(|| parts.get(depth).map_or(ALL, String::as_str))
}

/// All of a folder at once.
const ALL: &str = "*";

/// The names that the folder's `mod.rs` shows of its equals: `Goal` of `goal`.
fn reexports(files: &[Source], folder: &str, equals: &[&str]) -> BTreeMap<String, String> {
    let table = format!("src/{folder}/mod.rs");
    let table = files.iter().filter(|file| file.path == table).flat_map(named);
    let shown = table.filter(|path| equals.contains(&path.parts[0].as_str()) && path.parts.len() > 1);
    shown.map(|path| (path.parts[path.parts.len() - 1].clone(), path.parts[0].clone())).collect()
}

mod tests {
    use super::super::{assert_finds, assert_holds};
    use super::{Source, across, upward};

    #[test]
    fn nothing_imports_from_its_own_floor_or_above() {
        assert_holds(upward);
    }

    #[test]
    fn equals_never_import_each_other() {
        assert_holds(across);
    }

    #[test]
    fn an_import_upward_or_across_is_found() {
        let wrong = [
            ("src/model/date.rs", "use crate::insight::spend;", "src/model/date.rs:1"),
            ("src/check/mod.rs", "\nfn f() { crate::store::load(); }", "src/check/mod.rs:2"),
            ("src/render/view.rs", "use super::super::store::layout;", "src/render/view.rs:1"),
            ("src/store/load.rs", "use crate::{model::slug::Slug, render};", "src/store/load.rs:1"),
            ("src/insight/spend.rs", "use crate::*;", "src/insight/spend.rs:1"),
            ("src/tools/mod.rs", "", "src/tools/mod.rs"),
            ("src/main.rs", "use engage::store;", "src/main.rs:1"),
            ("src/lib.rs", "pub use model::slug::Slug;", "src/lib.rs:1"),
        ];
        for (path, text, place) in wrong {
            assert_finds(upward, &[(path, text)], place);
        }
        let fine = Source::new("src/cmd/verb/show.rs", "use crate::{check, store::load, cmd::output, model};");
        assert_eq!(upward(&[fine]), Vec::<String>::new());
    }

    #[test]
    fn an_import_of_an_equal_is_found_also_where_the_folder_shows_it() {
        let set = ("src/cmd/verb/set.rs", "use super::add::Add;");
        assert_finds(across, &[("src/cmd/verb/add/mod.rs", ""), set], "src/cmd/verb/set.rs:1");
        let check = "use crate::check::goals::no_goal;\npub const CHECK: Check = Check {};";
        let goal = ("src/check/goals/no_goal.rs", check);
        for late in ["src/check/goals/late.rs", "src/check/people/late.rs"] {
            assert_finds(across, &[goal, (late, check)], &format!("{late}:1"));
        }
        let table = ("src/model/record/mod.rs", "mod person;\npub use person::{Person, Role};");
        let goal = ("src/model/record/goal.rs", "use super::Role;");
        assert_finds(across, &[table, ("src/model/record/person.rs", ""), goal], "src/model/record/goal.rs:1");
        let demo = ("src/model/entry/demo.rs", "use super::dev::Dev;");
        assert_finds(across, &[("src/model/entry/dev.rs", ""), demo], "src/model/entry/demo.rs:1");
        let glob = ("src/model/entry/demo.rs", "use crate::model::entry::*;");
        assert_finds(across, &[glob], "src/model/entry/demo.rs:1");
        let whole = ("src/model/entry/demo.rs", "use crate::model::entry;");
        assert_finds(across, &[whole], "src/model/entry/demo.rs:1");
        let csv = ("src/exchange/csv.rs", "use super::json;");
        assert_finds(across, &[("src/exchange/json.rs", ""), csv], "src/exchange/csv.rs:1");
    }

    #[test]
    fn what_verbs_share_may_be_imported() {
        let set = ("src/cmd/verb/set.rs", "use crate::cmd::output::say;");
        let files = [("src/cmd/output.rs", "pub fn say() {}"), set].map(|(path, text)| Source::new(path, text));
        assert_eq!(across(&files), Vec::<String>::new());
    }
}
