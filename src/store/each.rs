//! Parallel map: the same work for many items, on as many threads as there are processors.

/// The number of items from which a thread is worth starting.
const SHARE: usize = 8;

/// Applies a function to each item; results are in the order of the items.
///
/// # Panics
/// If the function panics, which it must not.
pub fn each<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = items.len().div_ceil(threads).max(SHARE);
    let of = |items: &[I]| items.iter().map(&work).collect::<Vec<_>>();
    if items.len() <= share {
        return of(items);
    }
    std::thread::scope(|scope| {
        let (here, others) = items.split_at(share);
        let others: Vec<_> = others.chunks(share).map(|items| scope.spawn(|| of(items))).collect();
        let mut done = of(here);
        done.extend(others.into_iter().flat_map(|share| share.join().expect("what is done for each does not panic")));
        done
    })
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
