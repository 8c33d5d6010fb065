//! Every person, goal, requirement and engagement of the samples and of the golden workspace under another name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::scene::{self, command, done, engage, text};

/// What is appended to each id: the order of the names stays.
const SUFFIX: &str = "-x9";

/// A copy of a workspace of this repository.
fn copied(from: &str) -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(from);
    scene::copy(&from.join("engagements"), &folder.path().join("engagements"));
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap());
    let mut names: Vec<_> = names.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn engagements(root: &Path) -> Vec<String> {
    names(&root.join("engagements")).into_iter().filter(|name| !name.ends_with(".md")).collect()
}

fn yaml(folder: &Path) -> Vec<PathBuf> {
    let paths = names(folder).into_iter().map(|name| folder.join(name));
    let inside = |path: PathBuf| if path.is_dir() { yaml(&path) } else { vec![path] };
    paths.flat_map(inside).filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect()
}

/// Gives every thing of an engagement another name, but people who are responsible in a signed goal; no reference
/// keeps an old name.
fn rename_all(root: &Path, id: &str) {
    let mut old = BTreeSet::new();
    for kind in ["people", "goals", "requirements"] {
        for file in names(&root.join("engagements").join(id).join(kind)) {
            let name = file.strip_suffix(".yaml").unwrap();
            let output = engage(root, &["rename", &format!("{kind}/{name}"), &format!("{name}{SUFFIX}"), "-e", id]);
            if output.status.success() {
                old.insert(name.to_owned());
            } else {
                let printed = text(&output);
                assert!(kind == "people" && printed.contains(" was signed with "), "{printed}");
            }
        }
    }
    assert!(!old.is_empty() || id == "night-runs", "nothing of {id} was renamed");
    for path in yaml(&root.join("engagements").join(id)) {
        let file = fs::read_to_string(&path).unwrap();
        let is_old = |word: &&str| old.contains(word.rsplit_once('/').map_or(*word, |(_, name)| name));
        assert_eq!(words(&file).find(is_old), None, "{}", path.display());
    }
}

/// What `check` finds a month after the samples' last day, and the documents of each engagement.
fn seen(root: &Path) -> String {
    let check = command(root).args(["check", "--all", "--fail-on", "never"]).env("ENGAGE_TODAY", "2026-06-15").output();
    let check = text(&check.unwrap());
    let documents = engagements(root).into_iter().map(|id| {
        done(root, &["report", "--all", &id, "--force"]);
        let folder = root.join("engagements").join(id).join("documents");
        names(&folder).iter().map(|name| fs::read_to_string(folder.join(name)).unwrap()).collect::<String>()
    });
    let all = std::iter::once(check).chain(documents).collect::<String>();
    // the digest at the end is that of the document
    all.lines().filter(|line| !line.contains("sha256")).map(|line| format!("{line}\n")).collect()
}

/// The words of a file, without its comments and its paragraphs of text.
fn words(file: &str) -> impl Iterator<Item = &str> {
    let is_value = |line: &&str| line.contains([':', '-']) && !line.trim_start().starts_with('#');
    file.lines().filter(is_value).flat_map(|line| line.split([' ', ',', '[', ']', '{', '}', '"', '\'', ':']))
}

#[test]
fn whatever_is_renamed_documents_and_findings_are_the_same_but_for_the_name() {
    let folder = copied("");
    let root = folder.path();
    let before = seen(root);
    assert!(before.contains("harbor-search"), "nothing is found");
    for id in engagements(root) {
        rename_all(root, &id);
        done(root, &["rename", &id, &format!("{id}{SUFFIX}")]);
    }
    snapbox::assert_data_eq!(seen(root).replace(SUFFIX, ""), snapbox::IntoData::raw(before));
}

#[test]
fn no_reference_of_any_field_keeps_an_old_name() {
    let folder = copied("tests/golden/second-edition");
    for id in engagements(folder.path()) {
        rename_all(folder.path(), &id);
    }
}
