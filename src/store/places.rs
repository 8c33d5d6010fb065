//! Locates a key of a record or of the settings: display path, line and column.

use std::cell::OnceCell;

use super::yaml::parse::{locate, located, tree};
use super::yaml::tree::Tree;
use crate::check::settings::AtKey;
use crate::store::prelude_above::*;

/// The locations of keys in one engagement's records.
#[derive(Debug)]
pub struct Places<'a> {
    workspace: &'a Workspace,
    /// The engagement.
    pub id: &'a Slug,
    /// The files that could be read.
    texts: &'a FileTexts,
    files: BTreeMap<Reference, PlacedFile<'a>>,
}

/// A file, read once however many of its keys are located.
#[derive(Debug)]
struct PlacedFile<'a> {
    /// Its display path.
    shown: String,
    /// Its contents; none where it could not be read.
    bytes: Option<&'a [u8]>,
    tree: OnceCell<Option<(&'a str, Tree<'a>)>>,
}

/// The contents of an engagement's files, by path in its folder.
pub type FileTexts = HashMap<String, Vec<u8>>;

impl<'a> Places<'a> {
    /// The locations in these files.
    pub fn of(workspace: &'a Workspace, id: &'a Slug, texts: &'a FileTexts) -> Self {
        Self { workspace, id, texts, files: BTreeMap::new() }
    }

    /// The location of a record's key: display path, line and column, both from 1.
    ///
    /// A missing key is located at its nearest existing parent, or at the start of the record.
    pub fn place(&mut self, record: &Reference, of: Option<&str>) -> (String, usize, usize) {
        let file = self.files.entry(record.clone()).or_insert_with(|| {
            let path = layout::record(&self.workspace.root, self.id, record);
            let bytes = self.texts.get(&format!("{record}.yaml")).map(Vec::as_slice);
            PlacedFile { shown: self.workspace.shown(&path), bytes, tree: OnceCell::new() }
        });
        let (line, column) = file.bytes.map_or((0, 0), |bytes| file.key(bytes, of).unwrap_or((1, 1)));
        (file.shown.clone(), line, column)
    }
}

impl<'a> PlacedFile<'a> {
    fn key(&self, bytes: &'a [u8], of: Option<&str>) -> Option<(usize, usize)> {
        let path: Vec<_> = of?.split('.').collect();
        let read = || {
            let text = std::str::from_utf8(bytes).ok()?;
            let body = text.strip_prefix('\u{feff}').unwrap_or(text);
            Some((body, tree(body).ok()?))
        };
        let (body, tree) = self.tree.get_or_init(read).as_ref()?;
        located(body, tree, &path)
    }
}

/// Faults in keys of the settings, each with its location; the file is read again only if there are any.
pub fn in_settings(workspace: &Workspace, wrong: Vec<AtKey>) -> Vec<FileProblem> {
    if wrong.is_empty() {
        return vec![];
    }
    let path = workspace.root.join(layout::SETTINGS);
    let text = bytes(&path).unwrap_or_default();
    let place = |key: &[&str]| locate(&String::from_utf8_lossy(&text), key).unwrap_or_default();
    let placed = |(key, wrong): AtKey| FileProblem { path: workspace.shown(&path), ..wrong.at(place(&key)) };
    wrong.into_iter().map(placed).collect()
}

/// The file of the settings, with the line of a key if it has the key.
pub fn setting_place(workspace: &Workspace, key: &str) -> String {
    let path = workspace.root.join(layout::SETTINGS);
    let text = bytes(&path).unwrap_or_default();
    let found = locate(&String::from_utf8_lossy(&text), &key.split('.').collect::<Vec<_>>());
    workspace.shown(&path) + &found.map_or(String::new(), |(line, _)| format!(":{line}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::settings::{unknown_checks, unknown_levels, without_reason};
    use crate::model::settings::Settings;

    /// Messages about settings, each as `place: message; hint`.
    fn problems(of: fn(&Settings) -> Vec<AtKey<'_>>, settings: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("engage.yaml"), settings).unwrap();
        let workspace = Workspace::open(folder.path(), folder.path());
        let problems = in_settings(&workspace, of(&workspace.settings)).into_iter();
        problems.map(|one| format!("{}: {}; {}", one.place(), one.message, one.hint.unwrap_or_default())).collect()
    }

    #[test]
    fn settings_that_give_their_reasons_are_fine() {
        let settings = "checks:\n  no-sponsor: {level: off, because: x}\nadoption: {curious: [workshop]}\n";
        assert!(problems(unknown_checks, settings).is_empty());
        assert!(problems(unknown_levels, settings).is_empty());
        assert!(problems(without_reason, settings).is_empty());
        assert!(problems(without_reason, "").is_empty());
    }

    #[test]
    fn what_there_is_not_is_named_with_its_place() {
        let settings = "adoption:\n  keen: [workshop]\nchecks:\n  no-sponsors: {level: off, because: x}\n  weather:\n    level: error\n    because: x\n";
        assert_eq!(
            problems(unknown_checks, settings),
            [
                "engage.yaml:4:3: unknown check `no-sponsors` is set to off; did you mean `no-sponsor`?",
                "engage.yaml:5:3: unknown check `weather` is set to error; `engage explain` lists all checks",
            ]
        );
        assert_eq!(
            problems(unknown_levels, settings),
            [
                "engage.yaml:2:3: `adoption.keen` is not an adoption level; the levels are curious, exploring, proving and operating"
            ]
        );
    }

    #[test]
    fn a_name_of_several_lines_or_with_a_dot_is_told_on_one_with_its_place() {
        let settings = "checks:\n  \"the\\nweather\": {level: off}\n  a.b: {level: off}\n";
        let problems = problems(without_reason, settings);
        let heads: Vec<_> =
            problems.iter().filter_map(|problems| problems.split_once(" without ")).map(|(head, _)| head).collect();
        assert_eq!(heads, ["engage.yaml:3:3: `a.b` is set to off", "engage.yaml:2:3: `the weather` is set to off"]);
    }

    #[test]
    fn a_level_without_a_reason_or_with_a_blank_one_is_told() {
        let settings = "cadence: 7\nchecks: {no-sponsor: {level: off, because: \" \"}, unknown-check: {level: off}}\n";
        assert_eq!(
            problems(without_reason, settings),
            [
                "engage.yaml:2:10: `no-sponsor` is set to off without a reason; add `because: \"WHY\"` next to its level",
                "engage.yaml:2:50: `unknown-check` is set to off without a reason; accepting or turning off this check requires a reason; add `because: \"WHY\"` next to its level",
            ]
        );
    }
}
