//! Public interfaces, pinned byte by byte: lists of keys and sentences, the pages of the checks, the columns of an
//! export, the golden workspaces and the samples' documents.
//!
//! `SNAPSHOTS=overwrite cargo test --test pinned --no-fail-fast` regenerates lists and pages; review the diff.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene cannot go on")]

#[path = "../scene/mod.rs"]
mod scene;

mod checks;
mod export;
mod golden;
mod json;
mod lists;
mod manual;
mod reference;
mod samples;
