//! The address of the repository stands in one place, and the names of a release's archives are the same wherever they are used.

use std::fs;
use std::path::{Path, PathBuf};

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_address_of_the_repository_is_in_cargo_toml_alone() {
    let cargo = text("Cargo.toml");
    let line = cargo.lines().find(|line| line.starts_with("repository = ")).unwrap();
    let address = line.split('"').nth(1).unwrap();
    assert!(address.starts_with("https://"), "{address}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders =
        [".ci", ".github", "docs", "src", "templates", "tests"].iter().flat_map(|folder| files(&root.join(folder)));
    let pages = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "action.yml", ".pre-commit-hooks.yaml"]
        .map(|file| root.join(file));
    let holds =
        |path: &PathBuf| fs::read(path).unwrap().windows(address.len()).any(|window| window == address.as_bytes());
    let others: Vec<_> = folders.chain(pages).filter(holds).collect();
    assert_eq!(others, Vec::<PathBuf>::new());
    assert!(text("CONTRIBUTING.md").contains("`repository` in `Cargo.toml`"));
}

#[test]
fn the_action_and_binstall_take_the_archives_that_the_release_makes() {
    let release = text(".github/workflows/release.yml");
    assert!(release.contains("NAME: engage-${{ needs.version.outputs.version }}-${{ matrix.target }}"));
    let cargo = text("Cargo.toml");
    assert!(cargo.contains("/download/v{ version }/engage-{ version }-{ target }{ archive-suffix }"));
    let action = text("action.yml");
    assert!(action.contains("name=engage-$VERSION-$target") && action.contains("$RELEASES/v$VERSION/$archive.sha256"));
    let targets: Vec<_> = release.lines().filter_map(|line| line.split("target: ").nth(1)?.split(',').next()).collect();
    let targets: Vec<_> = targets.into_iter().filter(|target| !target.contains("${{")).collect();
    assert_eq!(targets.len(), 5, "{targets:?}");
    assert!(targets.iter().all(|target| action.contains(&format!("target={target} "))), "{targets:?}");
}

/// A tag of another repository can be moved; a commit cannot.
#[test]
fn each_action_of_the_workflows_is_pinned_to_a_commit() {
    let workflows = ["ci", "release"].map(|name| text(&format!(".github/workflows/{name}.yml")));
    let used: Vec<_> =
        workflows.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once("uses: ")).collect();
    let is_pinned = |used: &str| {
        let commit = used.split_once('@').and_then(|(_, pin)| pin.split_once(" # v"));
        commit.is_some_and(|(commit, _)| commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()))
    };
    assert!(used.len() > 5, "{used:?}");
    assert!(used.iter().all(|(_, used)| is_pinned(used)), "{used:?}");
}
