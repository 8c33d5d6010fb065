//! The id that a new name gives: the name itself, or made from its words.

use super::failure::Failure;
use super::prelude_below::*;
use crate::model::reference;
use crate::render::DOCUMENTS;

/// The hint where an engagement cannot have a name.
pub const OTHER: &str = "choose another name, such as harbor-search";

/// The id; a path is refused with the hint.
pub fn of(name: &str, hint: &str) -> Result<Slug, Failure> {
    if is_path(name) {
        return Err(Failure::usage(format!("`{name}` is a path, not a name")).hint(hint));
    }
    let made = name.parse().ok().or_else(|| Slug::from_words(&secrets::without(name)));
    let none = || Failure::usage(format!("`{name}` has no letters or digits to make an id from")).hint(hint);
    made.ok_or_else(none)
}

/// An id for an engagement: one that nothing else in an engagement's folder has.
pub fn available(id: Slug) -> Result<Slug, Failure> {
    let documents: Vec<_> = DOCUMENTS.iter().map(|document| document.name).collect();
    match reference::taken(&id, &documents) {
        Some(what) => Err(Failure::usage(format!("`{id}` is the name of {what}")).hint(OTHER)),
        None => Ok(id),
    }
}

/// Whether text is a path: it has a separator, or starts at home, the current folder or a drive.
fn is_path(words: &str) -> bool {
    let drive = words.split_once(':').is_some_and(|(drive, _)| matches!(drive.as_bytes(), [b'a'..=b'z' | b'A'..=b'Z']));
    drive || words.contains(['/', '\\']) || words.starts_with(['.', '~'])
}
