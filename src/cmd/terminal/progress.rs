//! How far a command over many engagements is: one line on stderr, at a terminal, after half a second.

use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::store::each::each as parallel;

/// How long a command takes before it says how far it is.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often it says so.
const INTERVAL: Duration = Duration::from_millis(100);

/// The engagements of a round: enough to keep all threads busy, few enough to be in memory.
const ROUND: usize = 256;

/// Does the same for each engagement, and says how many are, for instance, `checked`. At the end the line is gone.
pub fn each<I: Sync, T: Send>(what: &'static str, engagements: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let progress = Progress::over(what, engagements.len());
    parallel(engagements, |engagement| {
        let result = work(engagement);
        progress.done.fetch_add(1, Ordering::Relaxed);
        result
    })
}

/// The same for shares of them.
pub fn in_shares<I: Sync, T: Send>(
    what: &'static str,
    engagements: &[I],
    share: usize,
    work: impl Fn(&[I]) -> T + Sync,
) -> Vec<T> {
    let progress = Progress::over(what, engagements.len());
    parallel(&engagements.chunks(share).collect::<Vec<_>>(), |share| {
        let result = work(share);
        progress.done.fetch_add(share.len(), Ordering::Relaxed);
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
    teller: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    fn over(what: &'static str, all: usize) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&done);
        let teller = (all > 1 && io::stderr().is_terminal()).then(|| {
            let (end, ended) = channel();
            let line = move || format!("{what} {} of {all} engagements", counted.load(Ordering::Relaxed));
            (end, std::thread::spawn(move || tell(&mut io::stderr(), &ended, PATIENCE, line)))
        });
        Self { done, teller }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, teller)) = self.teller.take() {
            drop(end);
            let _ = teller.join();
        }
    }
}

/// Writes the line again and again until the sender is gone; nothing if that is before it runs out of patience.
fn tell(out: &mut impl Write, ended: &Receiver<()>, patience: Duration, line: impl Fn() -> String) {
    let (mut wait, mut width) = (patience, 0);
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
        let told = |patience: Duration| {
            let (end, ended) = channel();
            let end = RefCell::new(Some(end).filter(|_| patience.is_zero()));
            let mut out = Vec::new();
            tell(&mut out, &ended, patience, || {
                end.take();
                "checked 3 of 7 engagements".to_owned()
            });
            String::from_utf8(out).unwrap()
        };
        assert_eq!(told(Duration::ZERO), format!("\rchecked 3 of 7 engagements\r{:26}\r", ""));
        assert_eq!(told(PATIENCE), "");
    }
}
