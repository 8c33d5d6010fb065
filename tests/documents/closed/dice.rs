//! Random draws from a fixed seed.

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// The random source of one case.
pub struct Dice(TestRng);

impl Dice {
    pub fn of(case: u64) -> Self {
        let mut seed = [12; 32];
        seed[..8].copy_from_slice(&case.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
    }

    /// A number from 0, smaller than `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0.next_u64() % end
    }

    /// True once in this many times, on average.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()].clone()
    }

    /// One of these, or none of them.
    pub fn some<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        if of.is_empty() || self.once_in(3) { None } else { Some(self.one(of)) }
    }
}
