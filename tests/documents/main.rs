//! The contents of documents.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene cannot go on")]

#[path = "../scene/mod.rs"]
mod scene;

mod closed;
mod comes_out;
mod scale;
mod templates;
mod transcripts;
