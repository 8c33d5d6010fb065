//! Size and names: no file past 400 lines of code, no name that says nothing, an architecture in
//! words that names every top-level module.

use super::source::{Source, root};

/// The most lines of code in a file; blank lines, comments and tests are not counted.
const LONGEST: usize = 400;

/// Files past that.
pub fn length(files: &[Source]) -> Vec<String> {
    let counted = files.iter().map(|file| (file, file.code.lines().filter(|line| !line.trim().is_empty()).count()));
    let long = counted.filter(|(_, lines)| *lines > LONGEST);
    long.map(|(file, lines)| format!("{}: {lines} lines of code, more than {LONGEST}", file.path)).collect()
}

/// Names of files and modules that say nothing.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "helper", "helpers", "common", "misc", "manager", "data", "info", "handle"];

/// Ends of type names that say nothing.
const EMPTY_ENDS: &[&str] = &["Manager", "Helper", "Helpers", "Util", "Utils"];

/// Modules and types whose name says nothing.
pub fn names(files: &[Source]) -> Vec<String> {
    files.iter().flat_map(|file| [path_names(file), module_names(file), type_names(file)].concat()).collect()
}

fn path_names(file: &Source) -> Vec<String> {
    let empty = file.module().into_iter().filter(|name| is_empty(name));
    empty.map(|name| format!("{}: the name `{name}` says nothing", file.path)).collect()
}

fn is_empty(name: &str) -> bool {
    name.split('_').any(|word| EMPTY_NAMES.contains(&word))
}

fn module_names(file: &Source) -> Vec<String> {
    let inline = |(at, name): &(usize, &str)| file.code[at + 4 + name.len()..].trim_start().starts_with('{');
    let empty = defined(file, "mod ").filter(inline).filter(|(_, name)| is_empty(name));
    empty.map(|(at, name)| format!("{}: the name `{name}` says nothing", file.at(at))).collect()
}

fn type_names(file: &Source) -> Vec<String> {
    let types = ["struct ", "enum ", "trait ", "type "].into_iter().flat_map(|word| defined(file, word));
    let empty = types.filter(|(_, name)| EMPTY_ENDS.iter().any(|end| name.ends_with(end)));
    empty.map(|(at, name)| format!("{}: the name `{name}` says nothing", file.at(at))).collect()
}

/// What a keyword defines: where, and its name.
fn defined<'a>(file: &'a Source, keyword: &'a str) -> impl Iterator<Item = (usize, &'a str)> + 'a {
    Source::finds(&file.code, keyword).map(move |at| {
        let rest = &file.code[at + keyword.len()..];
        (at, &rest[..rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())])
    })
}

/// An architecture in `src/lib.rs` that does not open the file, or leaves a top-level module out.
pub fn architecture(files: &[Source]) -> Vec<String> {
    let Some(library) = files.iter().find(|file| file.path == "src/lib.rs") else {
        return vec!["src/lib.rs: is not there".to_owned()];
    };
    let told: String = library.text.lines().take_while(|line| line.starts_with("//!")).collect();
    let mut modules: Vec<_> = files.iter().filter_map(|file| file.module().first().copied()).collect();
    modules.sort_unstable();
    modules.dedup();
    let untold = modules.iter().filter(|module| !told.contains(&format!("`{module}`")));
    untold.map(|module| format!("src/lib.rs: the architecture does not name `{module}`")).collect()
}

/// Paths that `docs/internals.md` names and nobody finds; a word in capitals stands for any name.
fn lost(page: &str) -> Vec<String> {
    let words = page.split('`').skip(1).step_by(2);
    let paths = words.filter(|word| word.contains('/') && !word.contains(' '));
    let paths = paths.filter(|path| !path.contains(|letter: char| letter.is_ascii_uppercase()));
    let lost = paths.filter(|path| !root().join(path).exists());
    lost.map(|path| format!("docs/internals.md: `{path}` is not there")).collect()
}

/// Files that do not open by saying what they are for.
pub fn opening(files: &[Source]) -> Vec<String> {
    let silent = files.iter().filter(|file| !file.text.starts_with("//! "));
    silent.map(|file| format!("{}:1: does not open with what it is for (`//!`)", file.path)).collect()
}

mod tests {
    use super::super::{assert_finds, assert_holds};
    use super::{Source, architecture, length, lost, names, opening, root};

    #[test]
    fn no_file_is_past_400_lines_of_code() {
        assert_holds(length);
    }

    #[test]
    fn no_name_says_nothing() {
        assert_holds(names);
    }

    #[test]
    fn the_library_opens_with_the_architecture() {
        assert_holds(architecture);
    }

    #[test]
    fn every_path_that_the_internals_name_is_there() {
        let page = std::fs::read_to_string(root().join("docs/internals.md")).unwrap();
        assert_eq!(lost(&page), Vec::<String>::new());
        assert_eq!(lost("`src/lib.rs` and `src/NAME.rs`, not `src/gone.rs`").len(), 1);
    }

    #[test]
    fn every_file_opens_with_what_it_is_for() {
        assert_holds(opening);
    }

    #[test]
    fn a_long_file_is_found_and_comments_and_tests_are_not_counted() {
        let (code, comments) = ("fn f() {}\n".repeat(401), "// why\n\n".repeat(401));
        assert_finds(length, &[("src/model/date.rs", &code)], "src/model/date.rs");
        let tested = format!("{comments}fn f() {{}}\n#[cfg(test)]\nmod tests {{\n{code}}}\n");
        assert_eq!(length(&[Source::new("src/model/date.rs", &tested)]), Vec::<String>::new());
    }

    #[test]
    fn a_name_that_says_nothing_is_found() {
        assert_finds(names, &[("src/store/path_utils.rs", "")], "src/store/path_utils.rs");
        assert_finds(names, &[("src/model/data/mod.rs", "")], "src/model/data/mod.rs");
        assert_finds(names, &[("src/store/load.rs", "\nmod helpers {}")], "src/store/load.rs:2");
        assert_finds(names, &[("src/store/load.rs", "pub struct LockManager;")], "src/store/load.rs:1");
    }

    #[test]
    fn a_module_that_the_architecture_leaves_out_is_found() {
        let files = [("src/lib.rs", "//! [`model`] is the ground.\npub mod insight;"), ("src/model/mod.rs", "")];
        assert_finds(architecture, &[files[0], files[1], ("src/insight/mod.rs", "")], "src/lib.rs");
        assert_finds(architecture, &[files[1]], "src/lib.rs");
    }

    #[test]
    fn a_file_that_opens_with_code_is_found() {
        assert_finds(opening, &[("src/model/date.rs", "use std::fmt;")], "src/model/date.rs:1");
    }
}
