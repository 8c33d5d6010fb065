//! Whether `strace` can inject faults into the calls of a program here.

use std::process::Command;

/// Whether it cannot, so that a test is skipped with a message. `.ci/run` installs it and sets
/// `STRACE=required`: there nothing is skipped, and a test without it fails.
pub fn is_missing() -> bool {
    let ran = Command::new("strace").args(["-qq", "--output=/dev/null", "true"]).status();
    let works = ran.is_ok_and(|status| status.success());
    let is_required = std::env::var_os("STRACE").is_some_and(|value| value == "required");
    assert!(works || !is_required, "this test needs a strace that may trace: apt-get install strace");
    if !works {
        eprintln!("left out: no strace may trace here (apt-get install strace)");
    }
    !works
}
