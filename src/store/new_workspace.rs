//! A new workspace: its settings, its folder, and the sample engagements in the binary.

use include_dir::{Dir, File, include_dir};

use super::save::{FilePlan, is_free};
use crate::store::prelude_above::*;

/// Plans the settings of a new workspace, if there are none.
pub fn settings(root: &Path, plan: &mut FilePlan) {
    let path = root.join(layout::SETTINGS);
    if is_free(&path) {
        plan.create(path, SETTINGS);
    }
}

/// Checks that nothing else is in the place of the engagements folder.
pub fn fits(root: &Path) -> Result<()> {
    let folder = root.join(layout::ENGAGEMENTS);
    let is_other = fs::metadata(&folder).is_ok_and(|existing| !existing.is_dir());
    anyhow::ensure!(!is_other, "{} is not a folder; move it away, then run engage init again", folder.display());
    Ok(())
}

/// Plans the missing files of the sample engagements; their documents are not included.
///
/// A different engagement of the same name is left alone; returns those names.
pub fn sample(root: &Path, plan: &mut FilePlan) -> Vec<String> {
    let engagements = root.join(layout::ENGAGEMENTS);
    let (ours, others): (Vec<_>, Vec<_>) = SAMPLE.dirs().partition(|sample| is_or_may_be(sample, &engagements));
    for file in ours.into_iter().flat_map(files) {
        let path = engagements.join(file.path());
        if is_free(&path) {
            plan.create(path, file.contents());
        }
    }
    others.iter().map(|sample| sample.path().display().to_string()).collect()
}

/// Whether a sample engagement's folder contains only files of that sample.
fn is_or_may_be(sample: &'static Dir, engagements: &Path) -> bool {
    let is_other =
        |file: &File| fs::read(engagements.join(file.path())).is_ok_and(|existing| existing != file.contents());
    !files(sample).iter().any(|file| is_other(file))
}

/// The records of a sample engagement and their evidence: the charter first, since an engagement needs one.
fn files(sample: &'static Dir) -> Vec<&'static File<'static>> {
    let mut files: Vec<_> = sample.files().chain(sample.dirs().flat_map(|inner| files(inner))).collect();
    files.retain(|file| file.path().extension().is_none_or(|end| end != "md"));
    let charter = sample.path().join(layout::CHARTER);
    files.sort_unstable_by_key(|file| (file.path() != charter, file.path()));
    files
}

static SAMPLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/engagements");

/// The settings of a new workspace: all optional, none set.
const SETTINGS: &str = include_str!("new_settings.yaml");
