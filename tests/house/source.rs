//! The source as the laws see it: code without comments, tests and, where asked, without literals.
//!
//! A scanner, not a parser: every view keeps the length and the lines of the file, so that a place
//! in a view is a place in the file.

use std::fs;
use std::path::{Path, PathBuf};

use super::lexer;

/// One file of the house.
pub struct Source {
    /// From the repository down, with `/`: `src/model/date.rs`.
    pub path: String,
    /// As it stands.
    pub text: String,
    /// Without comments, tests and the insides of literals.
    pub code: String,
    /// Without comments and tests, literals kept.
    pub spelled: String,
}

impl Source {
    /// A file of that path and text.
    pub fn new(path: &str, text: &str) -> Self {
        let views = lexer::views(text);
        let tests = test_items(&views.code);
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code: without(views.code, &tests),
            spelled: without(views.spelled, &tests),
        }
    }

    /// Its place in the module tree: `["model", "date"]`; empty for the root files.
    pub fn module(&self) -> Vec<&str> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let path = inside.strip_suffix(".rs").unwrap_or(inside);
        let root = matches!(path, "lib" | "main");
        let path = path.strip_suffix("/mod").unwrap_or(path);
        if root { Vec::new() } else { path.split('/').collect() }
    }

    /// Where a violation stands: `src/model/date.rs:12`.
    pub fn at(&self, offset: usize) -> String {
        format!("{}:{}", self.path, self.line(offset))
    }

    /// The line of an offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        1 + self.text[..offset].matches('\n').count()
    }

    /// The offsets at which the code has a needle that does not begin inside a word.
    pub fn finds<'a>(view: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
        let begins_word = needle.starts_with(|first: char| first.is_alphanumeric());
        view.match_indices(needle).map(|(at, _)| at).filter(move |at| {
            let before = view[..*at].chars().next_back();
            !(begins_word && before.is_some_and(|before| before.is_alphanumeric() || before == '_'))
        })
    }

    /// The names of the modules that stand in files of their own and are compiled for tests only.
    fn test_modules(&self) -> Vec<PathBuf> {
        let code = lexer::views(&self.text).code;
        let here = Path::new(&self.path);
        let inside = if here.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs" || name == "main.rs") {
            here.with_file_name("")
        } else {
            here.with_extension("")
        };
        let items = test_items(&code).into_iter().filter_map(|range| {
            let item = code[range].rsplit(']').next()?.trim();
            Some(inside.join(item.strip_prefix("mod ")?.strip_suffix(';')?))
        });
        items.collect()
    }
}

/// All code of the house: the files under `src`, without modules for tests.
pub fn house() -> Vec<Source> {
    let mut files = Vec::new();
    read_below(&root().join("src"), &mut files);
    let tests: Vec<_> = files.iter().flat_map(Source::test_modules).collect();
    files.retain(|file| {
        let path = Path::new(&file.path);
        !tests.iter().any(|module| path.starts_with(module) || path.with_extension("") == *module)
    });
    assert!(files.len() > 20, "the house has {} files: the laws would say nothing", files.len());
    files
}

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read_below(folder: &Path, files: &mut Vec<Source>) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_below(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let inside = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            files.push(Source::new(&inside, &fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The items under `#[cfg(test)]`: from the attribute to the closing brace or the semicolon.
fn test_items(code: &str) -> Vec<std::ops::Range<usize>> {
    let mut items: Vec<std::ops::Range<usize>> = Vec::new();
    for (start, attribute) in code.match_indices("#[cfg(test)]") {
        if items.last().is_none_or(|last| last.end <= start) {
            let body = start + attribute.len();
            items.push(start..body + item_length(&code[body..]));
        }
    }
    items
}

fn item_length(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in code.char_indices() {
        match character {
            '{' | '(' | '[' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

fn without(view: String, ranges: &[std::ops::Range<usize>]) -> String {
    let mut bytes = view.into_bytes();
    for byte in ranges.iter().cloned().flatten() {
        if bytes[byte] != b'\n' {
            bytes[byte] = b' ';
        }
    }
    String::from_utf8(bytes).unwrap()
}

mod tests {
    use super::Source;

    #[test]
    fn comments_tests_and_literals_are_no_code_and_lines_stay() {
        let text =
            "//! std::fs\nfn a() { \"std::env\"; }\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\nuse tera::Tera;\n";
        let source = Source::new("src/model/date.rs", text);
        assert!(!source.code.contains("std::"));
        assert!(source.spelled.contains("std::env") && !source.spelled.contains("std::fs"));
        let found: Vec<_> = Source::finds(&source.code, "tera").map(|at| source.at(at)).collect();
        assert_eq!(found, ["src/model/date.rs:7"]);
    }

    #[test]
    fn a_test_module_of_its_own_file_is_known_by_its_declaration() {
        let source = Source::new("src/store/load.rs", "fn a() {}\n#[cfg(test)]\nmod tests;\n");
        assert_eq!(source.test_modules(), [std::path::Path::new("src/store/load/tests")]);
        assert_eq!(source.module(), ["store", "load"]);
    }
}
