//! Output that must be whole before any of it is printed, and may be too long for memory: then it waits in a file.

use std::io::{self, Seek as _, Write};

use tempfile::{SpooledData, SpooledTempFile, spooled_tempfile};

/// The most bytes that stay in memory.
const IN_MEMORY: usize = 4 << 20;

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

    /// Writes all of it.
    pub fn write_to(self, out: &mut impl Write) -> io::Result<()> {
        match self.0.into_inner() {
            SpooledData::InMemory(text) => out.write_all(&text.into_inner()),
            SpooledData::OnDisk(mut file) => {
                file.rewind()?;
                io::copy(&mut file, out).map(drop)
            }
        }
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
            let mut out = Vec::new();
            spool.write_to(&mut out).unwrap();
            assert!((0..lines).map(|line| format!("{line:09}\n")).collect::<String>().into_bytes() == out);
        }
    }
}
