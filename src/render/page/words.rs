//! The words that a page has of its own, by language.

/// The words of a page.
#[derive(Debug)]
pub struct Words {
    /// The name of the list of contents.
    pub contents: &'static str,
    /// Between the number of a page and how many there are.
    pub of: &'static str,
}

/// The words of a language; those of English for one that is not known.
pub fn of(language: &str) -> Words {
    match language {
        "de" => Words { contents: "Inhalt", of: "von" },
        _ => Words { contents: "Contents", of: "of" },
    }
}
