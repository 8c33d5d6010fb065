//! A debrief from standard input: what was read is kept even if input is interrupted.

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

/// The signals that end a command waiting for input: interrupt, hangup, termination.
#[cfg(unix)]
const ENDS: [i32; 3] = [SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const ENDS: [i32; 2] = [SIGINT, SIGTERM];

/// The interval at which signals are polled.
const TICK: Duration = Duration::from_millis(20);

/// The input.
pub struct Input {
    /// All bytes, up to one read more than the largest record.
    pub bytes: Vec<u8>,
    /// Whether it was interrupted.
    pub is_interrupted: bool,
    /// Its text, if it was read to the end.
    pub text: Result<String>,
}

/// Reads standard input to its end, or until an interrupt or a closed terminal.
///
/// Neither ends the command from then on: the input is written or kept first.
pub fn standard_input() -> Input {
    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in ENDS {
        // if the handler cannot be installed, the signal ends the command as usual
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
            let failure = Failure::interrupted("interrupted; nothing was recorded");
            return Input { bytes, is_interrupted: true, text: Err(failure.into()) };
        }
        if let Some(end) = end {
            break end;
        }
    };
    let text = end.and_then(|()| save::text_of("standard input", bytes.as_slice()));
    Input { bytes, is_interrupted: false, text }
}

/// Standard input as it arrives, read on its own thread: a signal does not wake a blocked read.
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
