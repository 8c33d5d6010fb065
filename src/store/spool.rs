//! Output that must be whole before any of it is printed, and may be too long for memory: then it waits in a file.

use std::io::{self, BufRead as _, BufReader, Seek as _, Write as _};

use tempfile::{SpooledTempFile, spooled_tempfile};

/// The most bytes that stay in memory.
const IN_MEMORY: usize = 4 << 20;

/// The length of a piece in bytes, at least.
const PIECE: usize = 64 * 1024;

/// Text that waits to be printed.
#[derive(Debug)]
pub struct Spool(SpooledTempFile);

impl Default for Spool {
    fn default() -> Self {
        Self(spooled_tempfile(IN_MEMORY))
    }
}

impl Spool {
    /// Adds text; fails if the folder of temporary files is full.
    pub fn push(&mut self, text: &str) -> io::Result<()> {
        self.0.write_all(text.as_bytes())
    }

    /// All of it, in pieces of whole lines.
    pub fn pieces(mut self) -> io::Result<impl Iterator<Item = io::Result<String>>> {
        self.0.rewind()?;
        let mut lines = BufReader::new(self.0);
        Ok(std::iter::from_fn(move || {
            let mut piece = String::new();
            while piece.len() < PIECE {
                match lines.read_line(&mut piece) {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(error) => return Some(Err(error)),
                }
            }
            (!piece.is_empty()).then_some(Ok(piece))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_longer_than_memory_comes_out_whole_too() {
        for lines in [0, 3, IN_MEMORY / 6] {
            let mut spool = Spool::default();
            (0..lines).try_for_each(|line| spool.push(&format!("{line:09}\n"))).unwrap();
            let out = spool.pieces().unwrap().collect::<io::Result<String>>().unwrap();
            assert!((0..lines).map(|line| format!("{line:09}\n")).collect::<String>() == out);
        }
    }
}
