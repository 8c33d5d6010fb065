//! Interruptions of a command: kills, disk errors, signals, concurrent writers, special files.
#![cfg(unix)]
#![cfg_attr(target_os = "linux", expect(clippy::unwrap_used, reason = "a test that cannot set its scene cannot go on"))]

#[path = "../scene/mod.rs"]
mod scene;
#[cfg(target_os = "linux")]
#[path = "../strace/mod.rs"]
mod strace;

mod drafts;
mod sweep;
mod together;
mod transcripts;
#[cfg(target_os = "linux")]
mod undo;
