//! The source for these tests: lines without comments and tests, and the paths that they use.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One file of `src`.
pub struct SourceFile {
    /// The path from the root of the repository, with `/`: `src/model/date.rs`.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Its lines of code, with their numbers.
    pub code: Vec<(usize, String)>,
    /// Its place in the module tree: `model::date`; empty for the root files.
    pub module: String,
    /// The paths it uses, from the crate's root or of another crate, with the line of each.
    pub named: Vec<(usize, String)>,
}

impl SourceFile {
    pub fn new(path: &str, text: &str) -> Self {
        let inside = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        let module = if matches!(inside, "lib" | "main") { String::new() } else { inside.replace('/', "::") };
        let code = code(text);
        let named = named(&code, &module);
        Self { path: path.to_owned(), text: text.to_owned(), code, module, named }
    }

    /// Whether it is a module or a part of it.
    pub fn is_in(&self, module: &str) -> bool {
        begins(&self.module, module)
    }
}

/// Whether a path equals another or continues it: `std::fs` begins `std::fs::File`, and not `std::fsync`.
pub fn begins(path: &str, with: &str) -> bool {
    path.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// All files of `src` by their modules, except those compiled for tests only.
pub fn sources() -> BTreeMap<String, SourceFile> {
    let mut files = Vec::new();
    read_below(&root().join("src"), "rs", &mut files);
    let is_test = |path: &str| path.ends_with("tests.rs") || path.ends_with("fixture.rs");
    let files = files.iter().filter(|(path, _)| !is_test(path)).map(|(path, text)| SourceFile::new(path, text));
    files.map(|file| (file.module.clone(), file)).collect()
}

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with a suffix, with their texts.
pub fn read_below(folder: &Path, end: &str, files: &mut Vec<(String, String)>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            read_below(&path, end, files);
        } else if path.extension().is_some_and(|extension| extension == end) {
            let inside = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            files.push((inside, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The lines without comments, blank lines and code under `#[cfg(test)]`, as formatted by rustfmt.
fn code(text: &str) -> Vec<(usize, String)> {
    let mut lines = (1..).zip(text.lines());
    let mut code = Vec::new();
    while let Some((number, line)) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let end = line.replace("#[cfg(test)]", "}");
            lines.find(|(_, line)| line.ends_with(';') && !line.starts_with("    ") || **line == end);
        } else if !line.trim().is_empty() && !line.trim_start().starts_with("//") {
            code.push((number, line.to_owned()));
        }
    }
    code
}

fn named(code: &[(usize, String)], module: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, (number, line)) in code.iter().enumerate() {
        let begins = line.match_indices("::").filter_map(|(at, _)| {
            let start = line[..at].rfind(|c: char| !is_in_a_name(c)).map_or(0, |before| before + 1);
            (start < at && !line[..start].ends_with([':', '.', '"'])).then_some(start)
        });
        for start in begins {
            let rest = code[at + 1..].iter().map(|(_, line)| line.trim());
            let statement = [&line[start..]].into_iter().chain(rest.take(20)).collect::<Vec<_>>().join(" ");
            let mut paths = Vec::new();
            spread("", &statement, &mut paths);
            found.extend(paths.iter().map(|path| (*number, absolute(path, module))));
        }
    }
    found
}

fn is_in_a_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The paths of a use-tree, or the one path at the start of a text; and how much of the text they take.
fn spread(before: &str, tree: &str, paths: &mut Vec<String>) -> usize {
    let end = tree.find(|c: char| !(is_in_a_name(c) || c == ':' || c == '*')).unwrap_or(tree.len());
    let path = format!("{before}{}", &tree[..end]);
    if !tree[end..].starts_with('{') {
        paths.push(path.trim_end_matches("::self").trim_end_matches(':').to_owned());
        return end;
    }
    let mut at = end + 1;
    while !tree[at..].starts_with('}') && at < tree.len() {
        at += if tree[at..].starts_with([' ', ',']) { 1 } else { spread(&path, &tree[at..], paths).max(1) };
        if tree[at..].starts_with(" as ") {
            at += tree[at..].find([',', '}']).unwrap_or(0);
        }
    }
    at + 1
}

/// A path from the crate's root, if it begins with `self` or `super`.
fn absolute(path: &str, module: &str) -> String {
    let (mut module, mut rest) = (module, path.strip_prefix("self::"));
    let mut left = path;
    while let Some(above) = left.strip_prefix("super::") {
        module = module.rsplit_once("::").map_or("", |(above, _)| above);
        (left, rest) = (above, Some(above));
    }
    rest.map_or(path.to_owned(), |rest| format!("crate::{module}::{rest}").replace("::::", "::"))
}
