//! Text that is printed piece by piece, so that not all of it is in memory.

use std::fmt;
use std::io;

/// A text, piece by piece.
pub struct Pieces(Box<dyn Iterator<Item = io::Result<String>>>);

impl Pieces {
    /// The pieces, made as they are printed.
    pub fn new(pieces: impl Iterator<Item = io::Result<String>> + 'static) -> Self {
        Self(Box::new(pieces))
    }
}

impl fmt::Debug for Pieces {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("Pieces")
    }
}

impl Iterator for Pieces {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
