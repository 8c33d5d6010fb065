//! What stops a command halfway: kills, a disk that refuses, interrupts, others at work, files that are no plain files.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene cannot go on")]

#[path = "../scene/mod.rs"]
mod scene;
#[path = "../strace/mod.rs"]
mod strace;

mod drafts;
mod sweep;
mod together;
#[cfg(unix)]
mod transcripts;
