//! The transcripts under `tests/cmd` and in the README, as far as the laws look at them.
//!
//! `tests/cmd.rs` runs them; here is only which commands they run.

use std::fs;
use std::path::Path;

use super::source::root;

/// One transcript.
pub struct Transcript {
    /// From the repository down: `tests/cmd/advance.md`.
    pub path: String,
    /// Its command lines with their line numbers, continuation lines joined, settings before the
    /// program left out: `engage advance --json`.
    pub commands: Vec<(usize, String)>,
}

impl Transcript {
    /// A transcript of that path and text.
    pub fn new(path: &str, text: &str) -> Self {
        let mut commands: Vec<(usize, String)> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if let Some(command) = line.strip_prefix("$ ") {
                commands.push((at + 1, without_settings(command).to_owned()));
            } else if let (Some(more), Some((_, command))) = (line.strip_prefix("> "), commands.last_mut()) {
                command.push(' ');
                command.push_str(more);
            }
        }
        Self { path: path.to_owned(), commands }
    }

    /// Whether it runs `engage` with these words first.
    pub fn runs(&self, words: &[&str]) -> bool {
        self.commands.iter().any(|(_, command)| {
            let mut said = command.split_whitespace();
            said.next() == Some("engage") && words.iter().all(|word| said.next() == Some(word))
        })
    }
}

/// `NAME=value` before a program sets its environment.
fn without_settings(command: &str) -> &str {
    let mut rest = command.trim();
    while let Some((name, value)) = rest.split_once('=') {
        if !name.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
            break;
        }
        let end = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').map(|(_, more)| more),
            None => value.split_once(' ').map(|(_, more)| more),
        };
        rest = end.unwrap_or_default().trim_start();
    }
    rest
}

/// All transcripts under `tests/cmd`; what lies in `.in` and `.out` folders is their material.
pub fn transcripts() -> Vec<Transcript> {
    let mut found = Vec::new();
    read_below(&root().join("tests/cmd"), &mut found);
    found
}

fn read_below(folder: &Path, found: &mut Vec<Transcript>) {
    let Ok(items) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = items.map(|item| item.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() && !matches!(end.as_str(), "in" | "out") {
            read_below(&path, found);
        } else if path.is_file() && end == "md" {
            let inside = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            found.push(Transcript::new(&inside, &fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Commands that the runner would pass over in silence, because they are not `engage`.
pub fn skipped(transcripts: &[Transcript]) -> Vec<String> {
    let commands = transcripts.iter().flat_map(|one| one.commands.iter().map(move |command| (one, command)));
    let others = commands.filter(|(_, (_, command))| command.split_whitespace().next() != Some("engage"));
    others.map(|(one, (line, command))| format!("{}:{line}: `{command}` would not be run", one.path)).collect()
}

mod tests {
    use super::{Transcript, skipped, transcripts};

    #[test]
    fn transcripts_run_nothing_but_engage() {
        let wrong = skipped(&transcripts());
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }

    #[test]
    fn a_command_that_would_not_be_run_is_found() {
        let text =
            "```console\n$ git status\n$ NO_COLOR= EDITOR=\"a b=c\" engage show\n> --json\n$ engage list | head\n```\n";
        let transcript = Transcript::new("tests/cmd/show.md", text);
        assert!(transcript.runs(&["show", "--json"]) && !transcript.runs(&["status"]));
        assert_eq!(skipped(&[transcript]), ["tests/cmd/show.md:2: `git status` would not be run"]);
    }
}
