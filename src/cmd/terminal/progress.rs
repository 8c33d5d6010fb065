//! How far a command over many engagements is: one line on stderr, at a terminal, after half a second.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::store::each::each as parallel;

/// How long a command takes before it says how far it is.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often it says so.
const PACE: Duration = Duration::from_millis(100);

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
    /// What ends it, and the thread that says it; none if stderr is not a terminal.
    teller: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    fn over(what: &'static str, all: usize) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&done);
        let teller = io::stderr().is_terminal().then(|| {
            let (end, ended) = channel();
            let tell = move || {
                let mut wait = PATIENCE;
                while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    let done = counted.load(Ordering::Relaxed);
                    let _ = write!(io::stderr(), "\r{what} {done} of {all} engagements");
                    wait = PACE;
                }
                if wait == PACE {
                    let _ = write!(io::stderr(), "\r\u{1b}[K");
                }
            };
            (end, std::thread::spawn(tell))
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
