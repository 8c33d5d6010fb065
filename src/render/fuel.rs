//! What a document may take to make. The engine has no limit of its own; this is counted by every
//! loop at each turn, and by the filters and functions that make more than they are given.

use std::sync::atomic::{AtomicUsize, Ordering};

use tera::{Error, TeraResult};

/// The most turns that all loops of one document take together.
pub const TURNS: usize = 100_000;

/// The most bytes that one document works through, in its loops and in what its filters make.
pub const WORK: usize = 256 * 1024 * 1024;

/// What is taken so far.
#[derive(Debug, Default)]
pub struct Fuel {
    turns: AtomicUsize,
    work: AtomicUsize,
    last: AtomicUsize,
}

impl Fuel {
    /// Takes a turn of the loop at a byte, whose body works through that many bytes.
    pub fn turn(&self, at: usize, load: usize) -> TeraResult<bool> {
        self.last.store(at, Ordering::Relaxed);
        self.turns.fetch_add(1, Ordering::Relaxed);
        self.work.fetch_add(load.min(WORK + 1), Ordering::Relaxed);
        if self.spent().is_some() { Err(Error::message("endless")) } else { Ok(true) }
    }

    /// Takes what a filter or a function makes, in bytes.
    pub fn work(&self, bytes: usize) -> TeraResult<()> {
        let taken = self.work.fetch_add(bytes.min(WORK), Ordering::Relaxed);
        if taken.saturating_add(bytes) > WORK { Err(Error::message(TOO_MUCH_WORK)) } else { Ok(()) }
    }

    /// What there was too much of, if there was.
    pub fn spent(&self) -> Option<&'static str> {
        if self.turns.load(Ordering::Relaxed) > TURNS {
            return Some("the loops of this document take more than 100,000 turns");
        }
        (self.work.load(Ordering::Relaxed) > WORK).then_some(TOO_MUCH_WORK)
    }

    /// The byte of the loop that turned last; none where none did.
    pub fn last(&self) -> Option<usize> {
        (self.turns.load(Ordering::Relaxed) > 0).then(|| self.last.load(Ordering::Relaxed))
    }
}

const TOO_MUCH_WORK: &str = "the loops and filters of this document work through more than 256 MiB";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_and_work_run_out() {
        let fuel = Fuel::default();
        assert!((0..TURNS).all(|_| fuel.turn(7, 0).is_ok()) && fuel.turn(8, 0).is_err());
        assert_eq!((fuel.last(), fuel.spent().unwrap().contains("turns")), (Some(8), true));
        let fuel = Fuel::default();
        assert!(fuel.turn(0, WORK).is_ok() && fuel.turn(0, 1).is_err() && fuel.turn(0, usize::MAX).is_err());
        assert_eq!(fuel.spent(), Some(TOO_MUCH_WORK));
        let fuel = Fuel::default();
        assert!(fuel.work(WORK).is_ok() && fuel.work(1).is_err() && fuel.work(usize::MAX).is_err());
        assert_eq!(fuel.last(), None);
    }
}
