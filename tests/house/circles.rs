//! No circles: two files never import each other, not by way of others either.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{Named, named};
use super::source::Source;

/// Circles of files. That a module names its own parts is no import.
pub fn circles(files: &[Source]) -> Vec<String> {
    let modules: Modules = files.iter().map(|file| (file.module(), (file, named(file)))).collect();
    let imports: BTreeMap<_, _> =
        modules.values().map(|(file, paths)| (file.path.as_str(), imports(file, paths, &modules))).collect();
    let reached: BTreeMap<_, _> = imports.keys().map(|path| (*path, reached(path, &imports))).collect();
    let circle = |path: &&str| reached[path].iter().copied().filter(|other| reached[other].contains(path)).collect();
    let circles: BTreeSet<Vec<_>> = imports.keys().map(circle).filter(|circle: &Vec<_>| !circle.is_empty()).collect();
    circles.iter().map(|circle| format!("{}: is in a circle with {}", circle[0], circle[1..].join(", "))).collect()
}

type Modules<'a> = BTreeMap<Vec<&'a str>, (&'a Source, Vec<Named>)>;

/// The files that a file imports. What a macro names by `$crate` is imported by those who use the macro.
fn imports<'a>(file: &Source, paths: &[Named], modules: &Modules<'a>) -> BTreeSet<&'a str> {
    let is_of_a_macro = |path: &&Named| file.code[..path.at].rsplit('\n').next().is_some_and(|line| line.contains('$'));
    let own = paths.iter().filter(|path| !is_of_a_macro(path));
    let found = own.filter_map(|path| target(path.inside()?, modules));
    found.filter(|target| !target.module().starts_with(&file.module())).map(|target| target.path.as_str()).collect()
}

/// The file of the longest module that a path begins with, or of that module's part by which it shows the name.
fn target<'a>(parts: &[String], modules: &Modules<'a>) -> Option<&'a Source> {
    let parts: Vec<_> = parts.iter().map(String::as_str).collect();
    let length = (1..=parts.len()).rev().find(|length| modules.contains_key(&parts[..*length]))?;
    let (file, paths) = &modules[&parts[..length]];
    let shows =
        |path: &&Named| path.parts.len() > 1 && path.parts.last().map(String::as_str) == parts.get(length).copied();
    let part = paths.iter().find(shows).map(|path| [&parts[..length], &[path.parts[0].as_str()]].concat());
    Some(part.and_then(|part| modules.get(&part)).map_or(file, |(part, _)| part))
}

/// All that a file imports, by way of others too.
fn reached<'a>(path: &str, imports: &BTreeMap<&str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<_> = imports[path].iter().copied().collect();
    while let Some(path) = next.pop() {
        if reached.insert(path) {
            next.extend(&imports[path]);
        }
    }
    reached
}

mod tests {
    use super::super::{assert_finds, assert_holds};
    use super::{Source, circles};

    #[test]
    fn no_files_import_each_other() {
        assert_holds(circles);
    }

    #[test]
    fn a_circle_is_found_by_way_of_others_and_of_names_that_a_module_shows() {
        let date = ("src/model/date.rs", "use super::text::Text;");
        let text = ("src/model/text.rs", "fn f() { crate::model::date::today(); }");
        assert_finds(circles, &[date, text], "src/model/date.rs");
        let text = ("src/model/text.rs", "use super::words::{self, count};");
        let words = ("src/model/words.rs", "use crate::model::date::Date;");
        assert_finds(circles, &[date, text, words], "src/model/date.rs");
        let shown = ("src/model/field/mod.rs", "mod shape;\npub use shape::{Field, Shape};");
        let shape = ("src/model/field/shape.rs", "use crate::model::slug::Slug;");
        let slug = ("src/model/slug.rs", "use super::field::Shape;");
        assert_finds(circles, &[shown, shape, slug], "src/model/field/shape.rs");
    }

    #[test]
    fn a_module_may_name_its_parts_and_a_macro_what_its_users_import() {
        let files = [
            ("src/check/mod.rs", "mod late;\npub struct Check;\npub const ALL: &[Check] = &[late::CHECK];"),
            ("src/check/late.rs", "use super::Check;\npub const CHECK: Check = Check;"),
            ("src/model/table.rs", "macro_rules! record { () => { $crate::model::text::Text } }"),
            ("src/model/text.rs", "use super::table::record;"),
        ];
        assert_eq!(circles(&files.map(|(path, text)| Source::new(path, text))), Vec::<String>::new());
    }
}
