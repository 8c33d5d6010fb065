//! The user's editor, opened on a draft.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;

use super::failure::Failure;
use crate::store::draft::Draft;

/// The draft after the editor has had it. An interrupt ends the editor, and not the command: what was
/// typed is still to be spoken of.
pub fn edited(draft: &Draft, editor: &str) -> Result<Vec<u8>, Failure> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let heard = signal_hook::flag::register(SIGINT, Arc::clone(&interrupted));
    // the shell waits for an editor that an interrupt does not end, and then says how that ended
    let line = format!("trap : INT; {editor} \"$@\"");
    let ran = Command::new("sh").args(["-c", &line, "sh"]).arg(draft.path()).status();
    if let Ok(heard) = heard {
        signal_hook::low_level::unregister(heard);
    }
    match ran {
        Ok(ended) if ended.success() => {
            draft.text().map_err(|_| Failure::failed(format!("the editor `{editor}` left no draft to take over")))
        }
        Ok(_) if interrupted.load(Ordering::SeqCst) => {
            Err(Failure::interrupted(format!("the editor `{editor}` was interrupted, so nothing was changed")))
        }
        Ok(_) => Err(Failure::failed(format!("the editor `{editor}` ended without success, so nothing was changed"))),
        Err(error) => Err(Failure::failed(format!("failed to run the editor `{editor}`: {error}"))),
    }
}
