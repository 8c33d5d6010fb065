//! The user's editor, opened on a draft.

use std::io::ErrorKind;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;

use crate::cmd::failure::Failure;
use crate::store::draft::Draft;

/// Opens the editor and returns the draft afterwards. An interrupt ends the editor, not the command, so that the typed
/// text can be handled.
pub fn edited(draft: &Draft, editor: &str) -> Result<Vec<u8>, Failure> {
    // the shell waits for an editor that ignores the interrupt, and then reports its exit status
    let line = format!("trap : INT; {editor} \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &line, "sh"]).arg(&draft.path);
    let (ran, is_interrupted) = uninterrupted(|| command.status());
    match ran {
        Ok(ended) if ended.success() => draft.text().map_err(|error| unread(editor, &error)),
        Ok(_) if is_interrupted => {
            Err(Failure::interrupted(format!("the editor `{editor}` was interrupted; nothing was changed")))
        }
        Ok(_) => Err(Failure::failed(format!("the editor `{editor}` failed; nothing was changed"))),
        Err(error) => Err(Failure::failed(format!("failed to run the editor `{editor}`: {error}"))),
    }
}

/// Runs a program that handles an interrupt itself; returns whether there was one.
pub fn uninterrupted<T>(run: impl FnOnce() -> T) -> (T, bool) {
    let interrupted = Arc::new(AtomicBool::new(false));
    let registered = signal_hook::flag::register(SIGINT, Arc::clone(&interrupted));
    let ran = run();
    if let Ok(registered) = registered {
        signal_hook::low_level::unregister(registered);
    }
    (ran, interrupted.load(Ordering::SeqCst))
}

/// The hint for a link or a folder in the place of a draft.
const IN_THE_WAY: &str = "nothing was removed; move it elsewhere, then run the command again";

/// Opens a draft for the editor; if something else is in its place, the error says what to do.
pub fn begun(draft: anyhow::Result<Draft>) -> anyhow::Result<Draft> {
    draft.map_err(|error| match error.downcast_ref::<std::io::Error>().map(std::io::Error::kind) {
        Some(ErrorKind::Other) => Failure::failed(format!("{error:#}")).hint(IN_THE_WAY).into(),
        _ => error,
    })
}

/// The draft is missing or unreadable after the editor closed.
fn unread(editor: &str, error: &anyhow::Error) -> Failure {
    match error.downcast_ref::<std::io::Error>().map(std::io::Error::kind) {
        Some(ErrorKind::NotFound) => Failure::failed(format!("the editor `{editor}` deleted the draft")),
        _ => Failure::failed(format!("{error:#}")).hint(IN_THE_WAY),
    }
}

/// The message for a draft that was saved again after it was recorded.
pub fn saved_since(kept: &str) -> String {
    format!("the draft was saved again in the meantime and was kept: {kept}")
}
