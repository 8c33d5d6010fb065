//! Parallel map: the same work for many items, on as many threads as there are processors.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of items that a thread takes at a time; for fewer, no thread is started.
const SHARE: usize = 8;

/// Applies a function to each item; results are in the order of the items.
///
/// # Panics
/// If the function panics, which it must not.
pub fn each<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let shares: Vec<&[I]> = items.chunks(SHARE).collect();
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(share) = shares.get(at) else { return done };
            done.push((at, share.iter().map(&work).collect::<Vec<_>>()));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(shares.len());
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(some)).collect();
        let mut done = some();
        done.extend(others.into_iter().flat_map(|other| other.join().expect("what is done for each does not panic")));
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().flat_map(|(_, share)| share).collect()
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn the_results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(each(&items, |item| item * 2), (0..1000).map(|item| item * 2).collect::<Vec<_>>());
        assert!(each(&items[..0], |item| *item).is_empty());
    }
}
