//! The laws of the house, held against the source itself and against what the binary says of itself.
//!
//! Each law is a function from the files to what breaks it, each thing with its place. Each has a
//! test that the house keeps it, and one with made-up files that shows that it can be broken.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the source cannot go on")]

#[path = "../scene/mod.rs"]
mod scene;

mod audience;
mod circles;
mod floors;
mod lexer;
mod licences;
mod names;
mod owners;
mod paths;
mod placeholders;
mod readme;
mod registered;
mod source;
mod transcripts;
mod walk;

use source::Source;

/// What a law finds in the house is nothing.
fn assert_holds(law: fn(&[Source]) -> Vec<String>) {
    let wrong = law(&source::house());
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// In made-up files a law finds one thing, at that place.
fn assert_finds(law: fn(&[Source]) -> Vec<String>, files: &[(&str, &str)], place: &str) {
    let files: Vec<_> = files.iter().map(|(path, text)| Source::new(path, text)).collect();
    let wrong = law(&files);
    let same = matches!(wrong.as_slice(), [one] if one.starts_with(&format!("{place}:")));
    assert!(same, "at {place} the law should find one thing, but finds {wrong:?}");
}
