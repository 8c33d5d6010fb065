//! A fresh workspace: its settings, its folder, and the sample engagements carried in the binary.

use std::path::Path;

use anyhow::Result;
use include_dir::{Dir, include_dir};

use super::atomic::{self, Real};
use super::layout;
use super::save::Plan;

/// Plans the settings of a fresh workspace, where there are none.
pub fn settings(root: &Path, plan: &mut Plan) {
    let path = layout::settings(root);
    if !path.exists() {
        plan.create(path, SETTINGS);
    }
}

/// Makes the folder of engagements, where there is none.
pub fn folder(root: &Path) -> Result<()> {
    atomic::folder(&Real, &layout::engagements(root))
}

/// That nothing else stands where the folder of the engagements goes.
pub fn fits(root: &Path) -> Result<()> {
    let folder = layout::engagements(root);
    let is_other = std::fs::metadata(&folder).is_ok_and(|there| !there.is_dir());
    anyhow::ensure!(!is_other, "{} is no folder: move it away, then run engage init again", folder.display());
    Ok(())
}

/// Plans every file of the sample that is not there yet; its documents are for its reader to render.
pub fn sample(root: &Path, plan: &mut Plan) {
    let (mut folders, mut files) = (vec![&SAMPLE], Vec::new());
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files());
    }
    files.retain(|file| file.path().extension().is_none_or(|end| end != "md"));
    files.sort_unstable_by_key(|file| file.path());
    for file in files {
        let path = layout::engagements(root).join(file.path());
        if !path.exists() {
            plan.create(path, file.contents());
        }
    }
}

static SAMPLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/engagements");

/// The settings of a fresh workspace: all optional, none set.
const SETTINGS: &str = "\
# Settings of this workspace, all optional.

# The currency of an amount that names none (ISO 4217), such as EUR.
currency:

# Days between things a customer can judge.
cadence: 14
";
