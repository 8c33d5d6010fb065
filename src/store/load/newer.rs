//! What is read of a form that is newer than this program knows: all but the keys that it does not know.

use std::path::Path;

use super::Loader;
use crate::model::problem::{FileProblem, ProblemKind};
use crate::store::layout;
use crate::store::workspace::bytes;
use crate::store::yaml::{Fault, read};

impl Loader<'_> {
    /// Knows the form of an engagement whose charter nobody asked for.
    pub(super) fn form(&mut self) {
        let path = layout::charter(&self.folder);
        if let Ok(bytes) = bytes(&path) {
            self.look_at_form(&path, &bytes);
        }
    }

    /// Knows the form by the charter; one that is newer than this program knows is told.
    fn look_at_form(&mut self, path: &Path, bytes: &[u8]) {
        self.newer = read::newer_schema(bytes);
        if let Some(schema) = self.newer {
            let message = format!("is of schema {schema}, newer than this engage knows: read as far as it goes");
            let hint = "update engage; nothing is written to this engagement until then";
            let told = FileProblem::whole(self.workspace.shown(path), message, hint);
            self.unread.push(FileProblem { kind: ProblemKind::Newer, ..told });
        }
    }

    /// What a file holds; of a newer form each key that is not known is named and left out.
    pub(super) fn parsed<T>(
        &mut self,
        path: &Path,
        bytes: &[u8],
        parse: impl Fn(&[u8]) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if path == layout::charter(&self.folder) {
            self.look_at_form(path, bytes);
        }
        let parsed = parse(bytes);
        parsed
    }
}
