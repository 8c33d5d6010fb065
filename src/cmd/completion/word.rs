//! A word that can be typed.

use clap::builder::StyledStr;
pub use clap_complete::engine::CompletionCandidate as Word;

/// A word with its meaning in one line.
pub fn word(text: &str, meaning: Option<String>) -> Word {
    // without a tag, each would be given the argument as the help shows it
    Word::new(text).help(meaning.map(Into::into)).tag(Some(StyledStr::new()))
}
