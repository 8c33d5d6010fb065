//! What a load notes beside the records: files that cannot be read or have no valid name, folders that are none of the
//! record, secrets and unexpected names.

use super::{Listed, Loader};
use crate::model::step::Step;
use crate::store::folder::OpenFolder;
use crate::store::prelude_above::*;
use crate::store::{documents, names, secrets};

impl Loader<'_> {
    /// Stores a file and the secrets in it.
    pub(super) fn look_through(
        &mut self,
        inner: &str,
        bytes: &[u8],
        of: impl Fn(&Workspace, &Path, &[u8]) -> Vec<FileProblem>,
    ) {
        let secrets = of(self.workspace, &self.path(inner), bytes);
        self.beside.iter_mut().for_each(|beside| beside.extend(secrets.iter().cloned()));
        self.texts.insert(inner.into(), bytes.into());
    }

    /// Stores that a file cannot be read; only a missing charter is an error, other missing files were moved.
    pub(super) fn gone(&mut self, inner: &str, error: &io::Error) {
        if error.kind() != ErrorKind::NotFound {
            self.unreadable(inner, error, "check that it is a regular file that you can read");
        } else if inner == layout::CHARTER {
            let hint = "restore it from git, or move the folder elsewhere";
            self.keep(inner, ProblemKind::Unreadable, "missing", hint);
        } else {
            self.moved = true;
        }
    }

    /// The rendered documents, if what is beside the records is requested.
    pub(super) fn documents(&mut self) {
        self.names_below(layout::DOCUMENTS);
        if let Some(beside) = &mut self.beside {
            beside.extend(documents::unmerged(self.workspace, self.id));
        }
    }

    /// The unexpected names below a folder that is not read, if they are requested.
    pub(super) fn names_below(&mut self, inner: &str) {
        let path = self.path(inner);
        if let Some(beside) = &mut self.beside {
            beside.extend(names::below(self.workspace, &path));
        }
    }

    /// Stores as unread those unknown folders that contain records.
    pub(super) fn others(&mut self) {
        for inner in std::mem::take(&mut self.unknown) {
            let path = self.path(&inner);
            let folder = self.listed(inner, OpenFolder::at(&path));
            sorted(&folder.entries)
                .filter(|found| found.kind == FileKind::Folder)
                .for_each(|found| self.names_below(&folder.path(&found.name)));
            if sorted(&folder.entries).any(|found| layout::is_yaml(&found.name)) {
                let hint = match folder.inner.rsplit_once('/') {
                    Some((above, _)) => {
                        let above = above.rsplit('/').next().unwrap_or_default();
                        format!("move its files up into {above}/")
                    }
                    None => layout::meant(&folder.inner),
                };
                self.keep(&folder.inner, ProblemKind::Unreadable, "unknown folder", hint);
            }
        }
    }

    /// Stores an error about a file or folder as a whole.
    pub(super) fn keep(&mut self, inner: &str, kind: ProblemKind, message: impl Into<String>, hint: impl Into<String>) {
        let path = self.path(inner);
        let reference = self.workspace.record(&path).map(|(_, reference)| reference);
        let unread = FileProblem::whole(self.workspace.shown(&path), message, hint);
        self.unread.push(FileProblem { kind, reference, ..unread });
    }

    /// Stores that a record folder cannot be read.
    pub(super) fn close(&mut self, inner: &str) {
        self.closed.extend(layout::folder(inner));
    }

    pub(super) fn unreadable(&mut self, inner: &str, error: &io::Error, hint: &str) {
        self.keep(inner, ProblemKind::Unreadable, format!("cannot be read: {error}"), hint);
    }

    pub(super) fn strange(&mut self, inner: &str, expected: &str) {
        let what = if expected == "folder" { "folder" } else { "file" };
        let hint = format!("put the real {what} here");
        self.keep(inner, ProblemKind::Unreadable, format!("not a {expected} (links are not followed)"), hint);
    }

    pub(super) fn misnamed(&mut self, folder: &Listed, name: &str, what: &str) {
        let hint = match what {
            "a step" => format!(
                "rename it to a two-digit number and a step, such as 06-demo.yaml; the steps are {}",
                and_list(Step::ALL.iter().map(|step| step.word()))
            ),
            "an outcome" => "rename it to a two-digit number and an outcome, such as 01-called-off.yaml".to_owned(),
            _ => "rename it; use lower-case letters, digits and single dashes, such as ana-ortiz.yaml".to_owned(),
        };
        self.keep(&folder.path(name), ProblemKind::Misnamed, format!("not a valid name for {what}"), hint);
        let mut bytes = Vec::new();
        let read = folder.open().is_ok_and(|open| open.read(name, LARGEST, &mut bytes).is_ok());
        if read && self.beside.is_some() {
            self.look_through(&folder.path(name), &bytes, secrets::anywhere);
        }
    }
}
