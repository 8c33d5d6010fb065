//! A word that can be typed.

/// A word, and what it means.
#[derive(Debug, Clone)]
pub struct Word {
    /// The word as typed.
    pub text: String,
    /// Its meaning in one line.
    pub meaning: Option<String>,
}

impl Word {
    /// A word with its meaning.
    pub fn new(text: impl Into<String>, meaning: Option<String>) -> Self {
        Self { text: text.into(), meaning }
    }
}
