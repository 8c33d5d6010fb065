//! Names in an engagement's folder that cause trouble in git, an editor or another file system.

use crate::model::portable::{folded, unportable};
use crate::store::prelude_above::*;

/// The unexpected names in a folder and its subfolders.
pub(super) fn below(workspace: &Workspace, folder: &Path) -> Vec<FileProblem> {
    folders(folder).iter().flat_map(|(folder, inside)| wrong_in(workspace, folder, inside)).collect()
}

/// The unexpected names beside the engagements, by path.
pub fn of_workspace(workspace: &Workspace) -> Vec<FileProblem> {
    let all = workspace.root.join(layout::ENGAGEMENTS);
    let mut wrong = wrong_in(workspace, &all, &entries(&all).unwrap_or_default());
    wrong.extend(below(workspace, &workspace.root.join(layout::TEMPLATES)));
    wrong.extend(beside_the_settings(workspace));
    wrong.sort_unstable();
    wrong
}

/// A folder and its subfolders without leftovers, each with its entries; unreadable ones are empty here and reported by
/// the loader.
pub(super) fn folders(folder: &Path) -> Vec<(PathBuf, Vec<FolderEntry>)> {
    let (mut folders, mut left) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = left.pop() {
        let Ok(entries) = entries(&folder) else { continue };
        let inner = entries.iter().filter(|found| found.kind == FileKind::Folder && !layout::is_litter(&found.name));
        left.extend(inner.map(|found| folder.join(&found.name)));
        folders.push((folder, entries));
    }
    folders
}

/// Leftover files beside `engage.yaml`. Other files are ignored: the workspace may be the root of a repository.
fn beside_the_settings(workspace: &Workspace) -> Vec<FileProblem> {
    let is_ours = |name: &str| name.contains(layout::SETTINGS) || layout::OF_FILE_MANAGERS.contains(&name);
    let mut left = entries(&workspace.root).unwrap_or_default();
    left.retain(|found| is_ours(&found.name) && layout::is_litter(&found.name));
    left.iter().map(|found| litter(workspace.shown(&workspace.root.join(&found.name)))).collect()
}

fn litter(path: String) -> FileProblem {
    let message = "left behind by an editor, a merge or a file manager";
    FileProblem::whole(path, message, "delete it once you have checked what is in it").of(ProblemKind::Litter)
}

/// The unexpected names in a folder.
pub(super) fn wrong_in(workspace: &Workspace, folder: &Path, inside: &[FolderEntry]) -> Vec<FileProblem> {
    // a temporary belongs to a running or killed writer: the next writer sweeps it
    let inside = inside.iter().filter(|found| !layout::is_temporary(&found.name));
    let (left, inside): (Vec<_>, Vec<_>) = inside.partition(|found| layout::is_litter(&found.name));
    let mut wrong: Vec<_> = left.iter().map(|found| litter(workspace.shown(&folder.join(&found.name)))).collect();
    let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for FolderEntry { name, .. } in inside {
        if let Some(why) = unportable(name) {
            let hint = "rename it with git mv to a name that works on every system";
            let message = format!("{} {why}", quoted(name));
            wrong.push(
                FileProblem::whole(workspace.shown(&folder.join(name)), message, hint).of(ProblemKind::NameUnportable),
            );
        }
        alike.entry(folded(name)).or_default().push(name);
    }
    for mut names in alike.into_values().filter(|names| names.len() > 1) {
        names.sort_unstable();
        let path = workspace.shown(&folder.join(names[0]));
        let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
        let message = format!("{} are the same name on some file systems", and_list(&names));
        let collision = FileProblem::whole(path, message, "rename one of them with git mv");
        wrong.push(collision.of(ProblemKind::NameCollision));
    }
    wrong
}

/// A name in a message, on one line.
fn quoted(name: &str) -> String {
    format!("`{}`", layout::shown(Path::new(""), Path::new(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_is_left_beside_the_settings_and_the_templates_is_named_and_nothing_else_there() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("templates/parts")).unwrap();
        let left = [".#engage.yaml", ".DS_Store", ".engage.yaml.swp", "engage.yaml.orig", "engage.yaml~"];
        let inner = ["templates/CON.md", "templates/parts/y.md.bak", "templates/x.md~"];
        let others = ["engage.yaml", ".gitignore", ".env", "README.md~", "templates/x.md", "COM1"];
        for name in left.iter().chain(&inner).chain(&others) {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let named = of_workspace(&Workspace::open(folder.path(), folder.path()));
        let named: Vec<_> = named.into_iter().map(|unread| unread.path).collect();
        assert_eq!(named, [&left[..], &inner].concat());
    }

    #[test]
    fn a_name_is_told_on_one_line() {
        assert_eq!(quoted("x\nengage.yaml: all is fine"), r"`x\u{a}engage.yaml: all is fine`");
    }
}
