//! User input: hand-formatted files, hostile ones, and command-line arguments.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene cannot go on")]

#[path = "../clones/mod.rs"]
mod clones;
#[path = "../scene/mod.rs"]
mod scene;

mod edits;
mod formats;
mod hostile;
mod import;
mod quoting;
mod renames;
mod terminal;
mod text;
mod transcripts;
