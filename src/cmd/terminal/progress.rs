//! The progress of a command over many engagements: one line on stderr, in a terminal, after half a second.

use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::store::each::each as parallel;

/// The time before the line appears.
const DELAY: Duration = Duration::from_millis(500);

/// The time between two updates.
const INTERVAL: Duration = Duration::from_millis(100);

/// The engagements of a round: enough to keep all threads busy, few enough to be in memory.
const ROUND: usize = 256;

/// Applies a function to each engagement, in parallel; the line says how many are `checked`, or another word, and is
/// removed at the end.
pub fn each<I: Sync, T: Send>(what: &'static str, engagements: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let progress = Progress::over(what, engagements.len());
    parallel(engagements, |engagement| {
        let result = work(engagement);
        progress.done.fetch_add(1, Ordering::Relaxed);
        result
    })
}

/// The same in rounds: what comes of the engagements of one is used, in their order, before the next begins.
pub fn in_rounds<I: Sync, T: Send, E>(
    what: &'static str,
    engagements: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut then: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let progress = Progress::over(what, engagements.len());
    for round in engagements.chunks(ROUND) {
        parallel(round, &work).into_iter().try_for_each(&mut then)?;
        progress.done.fetch_add(round.len(), Ordering::Relaxed);
    }
    Ok(())
}

struct Progress {
    done: Arc<AtomicUsize>,
    /// What ends it, and the thread that says it; none for one engagement, or if stderr is not a terminal.
    thread: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    fn over(what: &'static str, all: usize) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&done);
        let thread = (all > 1 && io::stderr().is_terminal()).then(|| {
            let (end, ended) = channel();
            let line = move || format!("{what} {} of {all} engagements", counted.load(Ordering::Relaxed));
            (end, std::thread::spawn(move || update(&mut io::stderr(), &ended, DELAY, line)))
        });
        Self { done, thread }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.thread.take() {
            drop(end);
            let _ = thread.join();
        }
    }
}

/// Updates the line until the sender is dropped, then removes it; writes nothing if that is within the delay.
fn update(out: &mut impl Write, ended: &Receiver<()>, delay: Duration, line: impl Fn() -> String) {
    let (mut wait, mut width) = (delay, 0);
    while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        let line = line();
        let _ = write!(out, "\r{line}");
        (wait, width) = (INTERVAL, line.len());
    }
    if width > 0 {
        let _ = write!(out, "\r{:width$}\r", "");
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn what_takes_long_says_how_far_it_is_and_leaves_nothing_behind() {
        let printed = |delay: Duration| {
            let (end, ended) = channel();
            let end = RefCell::new(Some(end).filter(|_| delay.is_zero()));
            let mut out = Vec::new();
            update(&mut out, &ended, delay, || {
                end.take();
                "checked 3 of 7 engagements".to_owned()
            });
            String::from_utf8(out).unwrap()
        };
        assert_eq!(printed(Duration::ZERO), format!("\rchecked 3 of 7 engagements\r{:26}\r", ""));
        assert_eq!(printed(DELAY), "");
    }
}
