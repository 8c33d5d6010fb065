//! The user's pager, for output that is longer than the screen.

use std::io::{self, Write as _};
use std::process::Stdio;

use super::editor::uninterrupted;
use super::program;
use crate::model::system::System;

/// The pager that the user's environment names.
#[derive(Debug)]
pub struct Pager {
    /// The command, which is not empty.
    pub command: String,
    /// Variables that the user has not set.
    pub settings: Vec<(&'static str, &'static str)>,
}

/// The variables that name it, the one that counts first.
pub const VARIABLES: [&str; 2] = ["ENGAGE_PAGER", "PAGER"];

/// The pager if none is named.
pub const USUAL: &str = "less -FRX";

/// The settings under which git starts a pager.
const SETTINGS: [(&str, &str); 3] = [("LESS", "FRX"), ("LESSCHARSET", "utf-8"), ("LV", "-c")];

impl Pager {
    /// The pager that variables name, or `less`; `None` if it is empty or `cat`, or the terminal has no cursor.
    ///
    /// Terminals on Windows do not name themselves, and few have `less`: there is a pager only if one is named.
    pub fn named(variable: impl Fn(&str) -> Option<String>, system: System) -> Option<Self> {
        let named = VARIABLES.into_iter().find_map(&variable);
        let is_unnamed_terminal = || system == System::Windows && named.is_some();
        let has_cursor = variable("TERM").map_or_else(is_unnamed_terminal, |term| term != "dumb");
        let command = named.unwrap_or_else(|| USUAL.to_owned());
        let settings = SETTINGS.into_iter().filter(|(name, _)| variable(name).is_none()).collect();
        (has_cursor && !["", "cat"].contains(&command.trim())).then_some(Self { command, settings })
    }

    /// Shows text and waits for the pager's end; false if it cannot be started.
    ///
    /// Ending it early is no failure. An interrupt is the pager's to handle, so that it can restore the terminal.
    pub fn shows(&self, text: &str) -> bool {
        let (shown, _) = uninterrupted(|| self.show(text));
        shown.unwrap_or(false)
    }

    fn show(&self, text: &str) -> io::Result<bool> {
        let mut child = program::start(&self.command, System::here(), |command| {
            command.envs(self.settings.iter().copied()).stdin(Stdio::piped()).spawn()
        })?;
        if let Some(mut input) = child.stdin.take() {
            // fails if the pager ends before the end of the text
            let _ = input.write_all(text.as_bytes());
        }
        // a shell exits with these if it cannot run the program
        Ok(!matches!(child.wait()?.code(), Some(126 | 127)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_is_the_named_one_or_less_where_the_terminal_has_a_cursor() {
        let of = |pager: Option<&str>, term: Option<&str>, system| {
            let variable = |name: &str| match name {
                "PAGER" => pager.map(ToOwned::to_owned),
                "TERM" => term.map(ToOwned::to_owned),
                _ => None,
            };
            Pager::named(variable, system).map(|pager| pager.command)
        };
        for system in [System::Linux, System::Mac] {
            assert_eq!(of(None, Some("xterm"), system).as_deref(), Some("less -FRX"));
            assert_eq!((of(Some("more"), None, system), of(Some("cat"), Some("xterm"), system)), (None, None));
        }
        assert_eq!(of(Some("more"), None, System::Windows).as_deref(), Some("more"));
        assert_eq!(of(None, Some("xterm"), System::Windows).as_deref(), Some("less -FRX"));
        assert_eq!((of(None, None, System::Windows), of(Some("less"), Some("dumb"), System::Windows)), (None, None));
    }
}
