//! The program in real repositories, with plain git.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene cannot go on")]

#[path = "../clones/mod.rs"]
mod clones;
#[path = "../scene/mod.rs"]
mod scene;

mod merges;
mod transcripts;
mod two_clones;
