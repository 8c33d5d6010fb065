//! The user's editor, opened on a draft.

use std::process::Command;

use super::failure::Failure;
use crate::store::save::Draft;

/// The draft after the editor has had it.
pub fn edited(draft: &Draft, editor: &str) -> Result<Vec<u8>, Failure> {
    let ran = Command::new("sh").args(["-c", &format!("{editor} \"$@\""), "sh"]).arg(draft.path()).status();
    match ran {
        Ok(ended) if ended.success() => {
            draft.text().map_err(|_| Failure::failed(format!("the editor `{editor}` left no draft to take over")))
        }
        Ok(_) => Err(Failure::failed(format!("the editor `{editor}` ended without success, so nothing was changed"))),
        Err(error) => Err(Failure::failed(format!("failed to run the editor `{editor}`: {error}"))),
    }
}
