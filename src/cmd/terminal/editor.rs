//! The user's editor, opened on a draft.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;

use super::program;
use crate::cmd::failure::Failure;
use crate::model::system::System;
use crate::store::draft::Draft;

/// Opens the editor and returns the draft afterwards.
pub fn edited(draft: &Draft, editor: &str) -> Result<Vec<u8>, Failure> {
    open(&draft.path, editor, "nothing was changed")?;
    draft.text().map_err(|error| unread(editor, &error))
}

/// Opens the editor on a file; the error says what is so if it fails. An interrupt ends the editor, not the command, so
/// that the typed text can be handled.
pub fn open(path: &Path, editor: &str, otherwise: &str) -> Result<(), Failure> {
    let (system, path) = (System::here(), path.components().collect::<PathBuf>());
    let (ran, is_interrupted) = uninterrupted(|| match system {
        System::Windows => program::start(editor, system, |command| command.arg(&path).status()),
        // the shell waits for an editor that ignores the interrupt, and then reports its exit status
        _ => program::start(&format!("trap : INT; {editor} \"$@\""), system, |command| {
            command.arg("sh").arg(&path).status()
        }),
    });
    match ran {
        Ok(ended) if ended.success() => Ok(()),
        Ok(_) if is_interrupted => {
            Err(Failure::interrupted(format!("the editor `{editor}` was interrupted; {otherwise}")))
        }
        Ok(_) => Err(Failure::failed(format!("the editor `{editor}` failed; {otherwise}"))),
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

/// The draft is missing or unreadable after the editor closed.
fn unread(editor: &str, error: &anyhow::Error) -> Failure {
    match error.downcast_ref::<std::io::Error>().map(std::io::Error::kind) {
        Some(ErrorKind::NotFound) => Failure::failed(format!("the editor `{editor}` deleted the draft")),
        _ => Failure::failed(format!("{error:#}")),
    }
}

/// The message for a draft that was saved again after it was recorded.
pub fn saved_since(kept: &str) -> String {
    format!("the draft was saved again in the meantime and was kept: {kept}")
}

/// The editor where the environment names none: git's, or what every such system has.
pub fn default(of_git: Option<String>, system: System) -> String {
    match system {
        // git's own default is in no other program's path
        System::Windows => of_git.filter(|editor| editor != "vi").unwrap_or_else(|| "notepad".to_owned()),
        _ => of_git.unwrap_or_else(|| "vi".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_named_editor_it_is_that_of_git_or_of_the_system() {
        for (of_git, system, editor) in [
            (Some("nano"), System::Linux, "nano"),
            (None, System::Mac, "vi"),
            (Some("vi"), System::Windows, "notepad"),
            (
                Some("'C:/Program Files/Notepad++/notepad++.exe' -multiInst"),
                System::Windows,
                "'C:/Program Files/Notepad++/notepad++.exe' -multiInst",
            ),
            (None, System::Windows, "notepad"),
        ] {
            assert_eq!(default(of_git.map(ToOwned::to_owned), system), editor);
        }
    }
}
