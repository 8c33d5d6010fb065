//! Where a key of a record is: the file as people see it, line and column.

use std::collections::BTreeMap;

use super::layout;
use super::workspace::{Workspace, bytes};
use super::yaml::parse::locate;
use crate::model::reference::Reference;
use crate::model::slug::Slug;

/// Where keys are in the records of one engagement; each file is read once, whatever is said about it.
#[derive(Debug)]
pub struct Places<'a> {
    workspace: &'a Workspace,
    /// The engagement.
    pub id: &'a Slug,
    /// The files as people see them, and their texts where they can be read.
    files: BTreeMap<Reference, (String, Option<String>)>,
}

impl<'a> Places<'a> {
    /// Nothing is read yet.
    pub fn of(workspace: &'a Workspace, id: &'a Slug) -> Self {
        Self { workspace, id, files: BTreeMap::new() }
    }

    /// Where a record's key is: the file as people see it, line and column, both from 1.
    ///
    /// A key that is not there is where its record begins, or the nearest key above it.
    pub fn place(&mut self, record: &Reference, of: Option<&str>) -> (String, usize, usize) {
        if !self.files.contains_key(record) {
            let path = layout::record(&self.workspace.root, self.id, record);
            let text = bytes(&path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            self.files.insert(record.clone(), (self.workspace.shown(&path), text));
        }
        let (shown, text) = &self.files[record];
        let key = |text: &String| locate(text, &of?.split('.').collect::<Vec<_>>());
        let (line, column) = text.as_ref().map_or((0, 0), |text| key(text).unwrap_or((1, 1)));
        (shown.clone(), line, column)
    }
}
