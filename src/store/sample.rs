//! The sample engagements, carried in the binary.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::layout;
use super::save::Plan;

static SAMPLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/engagements");

/// Plans every file of the sample that is not there yet.
pub fn plan(root: &Path, plan: &mut Plan) {
    let mut folders = vec![&SAMPLE];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = layout::engagements(root).join(file.path());
            if !path.exists() {
                plan.create(path, file.contents());
            }
        }
    }
}
