//! What is read of a form that is newer than this program knows: all but the keys that it does not know.

use std::path::Path;

use super::Loader;
use crate::model::unread::Wrong;
use crate::store::layout;
use crate::store::workspace::Unread;
use crate::store::yaml::{Fault, read};

impl Loader<'_> {
    /// What a file holds; of a newer form each key that is not known is named and left out.
    pub(super) fn parsed<T>(
        &mut self,
        path: &Path,
        bytes: &[u8],
        parse: impl Fn(&[u8]) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        if path == layout::charter(&self.folder) {
            self.newer = read::newer_schema(bytes);
        }
        let mut parsed = parse(bytes);
        let mut known = bytes.to_vec();
        while let (Err(fault), Some(schema)) = (&parsed, self.newer.filter(|_| is_unknown(&parsed))) {
            let Some(rest) = read::without_key(&known, fault.line, fault.column) else { break };
            self.unread.push(Unread {
                line: fault.line,
                column: fault.column,
                wrong: Wrong::Newer,
                hint: None,
                ..Unread::whole(
                    self.workspace.shown(path),
                    format!("{}, of schema {schema}: not read", fault.message),
                    "",
                )
            });
            parsed = parse(&rest);
            known = rest;
        }
        parsed
    }
}

fn is_unknown<T>(parsed: &Result<T, Fault>) -> bool {
    parsed.as_ref().is_err_and(|fault| fault.wrong == Wrong::UnknownKey)
}
