//! The user's pager, for output that is longer than the screen.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use super::editor::uninterrupted;

/// The pager that the user's environment names.
#[derive(Debug)]
pub struct Pager {
    /// The command, which is not empty.
    pub command: String,
    /// Variables that the user has not set.
    pub settings: Vec<(&'static str, &'static str)>,
}

/// The settings under which git starts a pager.
pub const SETTINGS: [(&str, &str); 3] = [("LESS", "FRX"), ("LESSCHARSET", "utf-8"), ("LV", "-c")];

/// Signs that only a shell understands.
const FOR_A_SHELL: &[char] = &['|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '"', '\'', '*', '?', '[', '#', '~'];

impl Pager {
    /// Shows text and waits for the pager's end; false if it cannot be started.
    ///
    /// Ending it early is no failure. An interrupt is the pager's to handle, so that it can restore the terminal.
    pub fn shows(&self, text: &str) -> bool {
        let (shown, _) = uninterrupted(|| self.show(text));
        shown.unwrap_or(false)
    }

    fn show(&self, text: &str) -> io::Result<bool> {
        let mut child = self.start().envs(self.settings.iter().copied()).stdin(Stdio::piped()).spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // fails if the pager ends before the end of the text
            let _ = input.write_all(text.as_bytes());
        }
        // a shell exits with these if it cannot run the program
        Ok(!matches!(child.wait()?.code(), Some(126 | 127)))
    }

    /// As git does: by a shell only where needed.
    fn start(&self) -> Command {
        if self.command.contains(FOR_A_SHELL) {
            let mut shell = Command::new("sh");
            shell.args(["-c", &self.command]);
            return shell;
        }
        let mut words = self.command.split_whitespace();
        let mut program = Command::new(words.next().unwrap_or_default());
        program.args(words);
        program
    }
}
