//! A debrief from standard input: what came in is there, whatever broke it off.

use std::io::{BufRead as _, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use signal_hook::consts::{SIGINT, SIGTERM};

use crate::cmd::prelude::*;
use crate::store::atomic::NotRead;
use crate::store::yaml::LARGEST;

/// What ends a command that waits for words: the interrupt key, a closed terminal, the end of the session.
#[cfg(unix)]
const ENDS: [i32; 3] = [SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const ENDS: [i32; 2] = [SIGINT, SIGTERM];

/// How long it takes until such an end is seen.
const TICK: Duration = Duration::from_millis(20);

/// What came in.
pub struct Input {
    /// All of it, no more than a read over the largest record.
    pub bytes: Vec<u8>,
    /// Whether it was interrupted.
    pub is_interrupted: bool,
    /// Its text, if it was read to its end.
    pub text: Result<String>,
}

/// Reads standard input to its end, or until the interrupt key is pressed or the terminal closed.
///
/// Neither ends the command from then on: what was read is first written or kept.
pub fn standard_input() -> Input {
    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in ENDS {
        // one that cannot be heard ends the command as ever
        let _ = signal_hook::flag::register(signal, Arc::clone(&interrupted));
    }
    let (coming, mut bytes) = (coming(), Vec::new());
    let end = loop {
        let end = match coming.recv_timeout(TICK) {
            Ok(Ok(some)) => {
                bytes.extend(some);
                (bytes.len() > LARGEST).then_some(Ok(()))
            }
            Ok(Err(error)) => Some(Err(error).context(NotRead("standard input".to_owned()))),
            Err(RecvTimeoutError::Disconnected) => Some(Ok(())),
            Err(RecvTimeoutError::Timeout) => None,
        };
        if interrupted.load(Ordering::SeqCst) {
            bytes.extend(coming.try_iter().flatten().flatten());
            let failure = Failure::interrupted("the debrief was interrupted before its end, so nothing was written");
            return Input { bytes, is_interrupted: true, text: Err(failure.into()) };
        }
        if let Some(end) = end {
            break end;
        }
    };
    let text = end.and_then(|()| save::text_of("standard input", bytes.as_slice()));
    Input { bytes, is_interrupted: false, text }
}

/// Standard input as it comes in, read on a thread of its own: a signal does not wake one that waits for it.
#[expect(clippy::disallowed_methods, reason = "a debrief waits for its input here")]
fn coming() -> Receiver<std::io::Result<Vec<u8>>> {
    let (say, hear) = channel();
    thread::spawn(move || {
        let mut input = std::io::stdin().lock();
        loop {
            let some = input.fill_buf().map(<[u8]>::to_vec);
            let length = some.as_ref().map_or(0, Vec::len);
            input.consume(length);
            let is_interrupted = matches!(&some, Err(error) if error.kind() == ErrorKind::Interrupted);
            if !is_interrupted && (say.send(some).is_err() || length == 0) {
                return;
            }
        }
    });
    hear
}
