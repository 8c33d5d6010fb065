//! Runs every transcript under `tests/cmd` and the README's, and compares whole outputs.
//!
//! A transcript shows what a user sees: in a ```` ```console ```` block, `$ engage …` and
//! below it both streams in order, with `? 3` first if the exit code is not 0.
//!
//! All blocks of `list.md` run in one folder of their own, created for each run and outside of any
//! repository. It contains the files of the bases that its line ``Starts from `harbor` and `berth`.``
//! names, out of `tests/cmd/base/`, then those of `list.in/`; later files replace earlier ones
//! with the same path. Each file in `list.out/` must result with the same bytes. The README runs in the
//! repository itself, so its transcripts only read.
//!
//! `TRYCMD=overwrite cargo test --test cmd` writes the output into the transcripts; review the diff.

#![expect(clippy::unwrap_used, reason = "a test that cannot lay out its files cannot go on")]

use std::ffi::OsStr;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

const TRANSCRIPTS: &str = "tests/cmd";

/// The prefix of the line of a transcript that names its bases.
const STARTS_FROM: &str = "Starts from ";

#[test]
fn every_transcript_comes_out_as_written() {
    for name in ["ENGAGE_WORKSPACE", "ENGAGE_ENGAGEMENT"] {
        assert!(std::env::var_os(name).is_none(), "{name} is set: the transcripts would look elsewhere");
    }
    let folder = tempfile::tempdir().unwrap();
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("engage", PathBuf::from(env!("CARGO_BIN_EXE_engage")))
        .env("ENGAGE_TODAY", "2026-06-01")
        .env("NO_COLOR", "1")
        .case("README.md");
    let transcripts = transcripts(Path::new(TRANSCRIPTS));
    for transcript in &transcripts {
        lay_out(transcript, folder.path());
        cases.case(folder.path().join(transcript));
    }
    let ran = catch_unwind(AssertUnwindSafe(|| cases.run()));
    if std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite") {
        for transcript in &transcripts {
            take_back(transcript, folder.path());
        }
    }
    ran.unwrap_or_else(|panic| resume_unwind(panic));
}

/// All transcripts below a folder, except the pages of checks, which `tests/pinned/checks.rs` runs.
fn transcripts(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(below) {
        let is = |extension: &str| path.extension() == Some(OsStr::new(extension));
        if is("md") {
            found.push(path);
        } else if path.is_dir() && !is("in") && !is("out") && !path.ends_with("base") && !path.ends_with("check") {
            found.append(&mut transcripts(&path));
        }
    }
    found
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let found = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    found.map(|entry| entry.unwrap().path())
}

/// Creates a transcript, its starting folder and the expected files, at the same path below `root`.
fn lay_out(transcript: &Path, root: &Path) {
    let text = fs::read_to_string(transcript).unwrap();
    let start = root.join(transcript).with_extension("in");
    fs::create_dir_all(&start).unwrap();
    let bases = text.lines().find_map(|line| line.strip_prefix(STARTS_FROM)).unwrap_or_default();
    for base in bases.split('`').skip(1).step_by(2) {
        copy(&Path::new(TRANSCRIPTS).join("base").join(base), &start);
    }
    for folder in [transcript.with_extension("in"), transcript.with_extension("out")] {
        if folder.is_dir() {
            copy(&folder, &root.join(folder.clone()));
        }
    }
    fs::write(root.join(transcript), text).unwrap();
}

/// Copies a folder over another.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in entries(from) {
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, to).unwrap();
        }
    }
}

/// Copies an overwritten transcript back into the repository, with its expected files.
fn take_back(transcript: &Path, root: &Path) {
    fs::copy(root.join(transcript), transcript).unwrap();
    let out = transcript.with_extension("out");
    if out.is_dir() {
        copy(&root.join(&out), &out);
    }
}
