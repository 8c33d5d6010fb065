//! Text that is printed piece by piece, so that not all of it is in memory.

use std::fmt;
use std::io;

/// A text; its pieces are made as they are printed.
pub struct Pieces(pub Box<dyn Iterator<Item = io::Result<String>>>);

impl fmt::Debug for Pieces {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("Pieces")
    }
}
