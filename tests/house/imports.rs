//! Import rules: floors, siblings, owners of a crate, the customer's documents, and no cycles.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{SourceFile, begins};

type ImportFiles = BTreeMap<String, SourceFile>;

/// The floor of each top-level module.
const FLOORS: &[(&str, u8)] =
    &[("model", 0), ("insight", 1), ("check", 2), ("store", 3), ("render", 3), ("exchange", 3), ("cmd", 4)];

/// Names that only files whose paths begin like this may use.
const OWNED: &[(&str, &[&str])] = &[
    ("anstream", &["src/cmd/output.rs", "src/cmd/terminal/style.rs"]),
    ("chrono", &["src/model/date.rs", "src/cmd/context.rs"]),
    ("clap", &["src/cmd/"]),
    ("clap_complete", &["src/cmd/completion/"]),
    ("saphyr_parser", &["src/store/yaml/"]),
    ("std::env", &["src/cmd/context.rs"]),
    ("std::fs", &["src/store/"]),
    ("tempfile", &["src/store/"]),
    ("tera", &["src/render/"]),
];

/// The parts of these modules never import each other: verbs, exporters, steps, kinds of record.
const EQUALS: &[&str] = &["cmd::verb", "exchange", "model::entry", "model::record"];

/// What the views of a customer's documents may use: words and days, which cannot contain internal data.
const FOR_CUSTOMERS: &[&str] = &[
    "crate::render::customer", "crate::render::view", "crate::model::words", "crate::model::date", "crate::model::step",
];

/// Imports from the same floor or from above.
pub fn upward(files: &ImportFiles) -> Vec<String> {
    let floor = |name: &str| FLOORS.iter().find(|(module, _)| *module == name).map(|(_, floor)| *floor);
    wrong(files, |file, path| {
        let own = file.module.split("::").next()?;
        let top = path.strip_prefix("crate::")?.split("::").next()?;
        let below = !own.is_empty() && floor(top)? < floor(own).unwrap_or(0);
        (top != own && !below).then(|| format!("{own} imports `{path}`"))
    })
}

/// Crates and system tools used outside their one place.
pub fn owners(files: &ImportFiles) -> Vec<String> {
    wrong(files, |file, path| {
        let (_, places) = OWNED.iter().find(|(owned, _)| begins(path, owned))?;
        let here = places.iter().any(|place| file.path.starts_with(place));
        (!here).then(|| format!("`{path}` only in {}", places.join(" and ")))
    })
}

/// Views of a customer's documents that use the record.
pub fn audience(files: &ImportFiles) -> Vec<String> {
    let is_view = |file: &SourceFile| file.is_in("render::customer") && !file.is_in("render::customer::shared");
    wrong(files, |file, path| {
        let ours = path.starts_with("crate::") && !FOR_CUSTOMERS.iter().any(|shared| begins(path, shared));
        (is_view(file) && ours).then(|| format!("a customer's view names `{path}`"))
    })
}

/// Siblings, and checks, that import each other.
pub fn across(files: &ImportFiles) -> Vec<String> {
    // the parent folder, and the part in it
    let equal = |module: &str| {
        let check = files.get(module).filter(|file| is_check(file)).map(|_| ("check", module.to_owned()));
        let part = |folder: &&'static str| {
            let rest = module.strip_prefix(folder)?.strip_prefix("::")?;
            Some((*folder, rest.split("::").next()?.to_owned()))
        };
        check.or_else(|| EQUALS.iter().find_map(part))
    };
    wrong(files, |file, path| {
        let (own, other) = (equal(&file.module)?, equal(&target(path, files)?.module)?);
        (own.0 == other.0 && own.1 != other.1).then(|| format!("imports its equal `{}`", other.1))
    })
}

/// Whether a file of `check` is a check: shared code has no `CHECK`, and a table has several.
pub fn is_check(file: &SourceFile) -> bool {
    file.code.iter().any(|(_, line)| line.contains("const CHECK: Check ="))
}

/// Files that import each other, directly or indirectly. A module naming its own parts does not count.
pub fn circles(files: &ImportFiles) -> Vec<String> {
    let imports = |file: &SourceFile| -> BTreeSet<&str> {
        // what a macro names by `$crate` is imported by the users of the macro
        let paths = file.named.iter().filter(|(line, _)| !file.text.lines().nth(line - 1).unwrap().contains('$'));
        let found = paths.filter_map(|(_, path)| target(path, files)).filter(|found| !found.is_in(&file.module));
        found.map(|found| files.get_key_value(&found.module).unwrap().0.as_str()).collect()
    };
    let imports: BTreeMap<_, _> = files.iter().map(|(module, file)| (module.as_str(), imports(file))).collect();
    let reached = |module: &str| {
        let mut reached = BTreeSet::new();
        let mut next: Vec<_> = imports[module].iter().copied().collect();
        while let Some(module) = next.pop() {
            if reached.insert(module) {
                next.extend(&imports[module]);
            }
        }
        reached
    };
    let in_circle = files.iter().filter(|(module, _)| reached(module).contains(module.as_str()));
    in_circle.map(|(_, file)| format!("{}: imports itself by way of others", file.path)).collect()
}

fn wrong(files: &ImportFiles, law: impl Fn(&SourceFile, &str) -> Option<String>) -> Vec<String> {
    let named = files.values().flat_map(|file| file.named.iter().map(move |(line, path)| (file, line, path)));
    named.filter_map(|(file, line, path)| Some(format!("{}:{line}: {}", file.path, law(file, path)?))).collect()
}

/// The file of the longest module that is a prefix of a path, or of the part that the module re-exports the name from.
fn target<'a>(path: &str, files: &'a ImportFiles) -> Option<&'a SourceFile> {
    let path = path.strip_prefix("crate::")?;
    let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
    let file = ends.filter_map(|end| files.get(&path[..end])).last()?;
    let name = path.strip_prefix(&file.module)?.trim_start_matches("::").split("::").next()?;
    let shown = file.named.iter().find_map(|(_, path)| path.strip_suffix(name)?.strip_suffix("::"));
    Some(shown.and_then(|part| files.get(&format!("{}::{part}", file.module))).unwrap_or(file))
}
