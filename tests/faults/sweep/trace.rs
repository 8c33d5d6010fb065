//! The system calls of a command, and runs of commands with a fault injected into one of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use super::scenes::EDITOR;
use crate::scene::{ENGAGE, program, text};

/// The calls about files; memory, signals and threads are left out.
const ABOUT_FILES: &str = "open,openat,creat,read,pread64,readv,write,pwrite64,writev,lseek,close,fsync,fdatasync,\
                           sync_file_range,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,\
                           mkdir,mkdirat,rmdir,chmod,fchmod,fchmodat,truncate,ftruncate,flock,stat,lstat,fstat,statx,\
                           newfstatat,getdents64,copy_file_range,sendfile,fallocate";

/// The phase of a command in which a call is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TracePhase {
    /// The lock is taken and the record is read.
    Reading,
    /// From the first call that changes something: the files are written.
    Writing,
    /// All is written, and the result is printed.
    Printing,
}

/// One call of a command.
#[derive(Debug, Clone)]
pub struct Call {
    /// The call's name.
    pub name: String,
    /// Its number among the calls of that name, from 1.
    pub at: usize,
    /// The phase of the command.
    pub phase: TracePhase,
    /// The call with its arguments and its result.
    pub line: String,
}

/// The fault at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InjectedFault {
    /// The process is killed.
    Killed,
    /// The call fails.
    Fails(&'static str),
    /// The call and every later one of its name fail.
    FailsForGood(&'static str),
}

/// Runs `engage` under `strace`, with its log in a file.
fn traced(root: &Path, log: &Path, options: &[&str], arguments: &[&str]) -> Output {
    let mut command = program("strace", root);
    // the calls of git and of the editor are not the command's own
    let follow = (!["resolve", "edit"].contains(&arguments[0])).then_some("--follow-forks");
    command.args(follow).args(["-qq", "--signal=none", "--string-limit=400"]).args(options);
    command.arg("--output").arg(log).arg(ENGAGE).args(arguments).env("ENGAGE_EDITOR", EDITOR);
    command.output().expect("this test needs strace: apt-get install strace")
}

/// The log of a whole command, with the paths of open files.
pub fn logged(root: &Path, arguments: &[&str]) -> String {
    let log = tempfile::NamedTempFile::new().unwrap();
    let output = traced(root, log.path(), &["--decode-fds=path", "--trace", ABOUT_FILES], arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output));
    fs::read_to_string(log.path()).unwrap()
}

/// The calls about files that a command makes from the lock on.
pub fn calls(root: &Path, arguments: &[&str]) -> Vec<Call> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let output = traced(root, log.path(), &["--trace", ABOUT_FILES], arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output));
    let log = fs::read_to_string(log.path()).unwrap();
    let mut seen = BTreeMap::<String, usize>::new();
    let mut calls: Vec<Call> = Vec::new();
    for line in log.lines() {
        // `12345 name(arguments) = result`
        let line = line.trim_start_matches(|digit: char| digit.is_ascii_digit()).trim_start();
        let Some((name, _)) = line.split_once('(') else { continue };
        let at = seen.entry(name.to_owned()).and_modify(|at| *at += 1).or_insert(1);
        if calls.is_empty() && !is_local(line) {
            continue;
        }
        calls.push(Call { name: name.to_owned(), at: *at, phase: TracePhase::Reading, line: line.to_owned() });
    }
    assert!(!calls.is_empty(), "strace saw no call, so it may not trace here: {}", text(&output));
    tell_phases(&mut calls);
    calls
}

fn is_local(line: &str) -> bool {
    line.contains("/.engage\"") || line.contains("/.engage/")
}

/// The files are written between the last two truncations of the lock's file: one records the start, one
/// the end.
fn tell_phases(calls: &mut [Call]) {
    let emptied: Vec<_> = (0..calls.len()).filter(|at| calls[*at].name == "ftruncate").collect();
    let begins = emptied[emptied.len() - 2];
    let is_print = |call: &Call| call.line.starts_with("write(1,") || call.line.starts_with("write(2,");
    let ends = calls.iter().position(is_print).unwrap_or(calls.len());
    calls[begins..ends].iter_mut().for_each(|call| call.phase = TracePhase::Writing);
    calls[ends..].iter_mut().for_each(|call| call.phase = TracePhase::Printing);
}

/// Runs a command with a fault in one of its calls; returns whether the fault occurred, and the output.
pub fn run_with(root: &Path, call: &Call, fault: InjectedFault, arguments: &[&str]) -> (bool, Output) {
    let log = tempfile::NamedTempFile::new().unwrap();
    let (name, at) = (&call.name, call.at);
    let inject = match fault {
        InjectedFault::Killed => format!("{name}:signal=KILL:when={at}"),
        InjectedFault::Fails(error) => format!("{name}:error={error}:when={at}"),
        InjectedFault::FailsForGood(error) => format!("{name}:error={error}:when={at}+"),
    };
    let output = traced(root, log.path(), &["--trace", name, "--inject", &inject], arguments);
    let log = fs::read_to_string(log.path()).unwrap();
    let came = log.contains("(INJECTED)")
        || fault == InjectedFault::Killed && output.status.code().is_none_or(|code| code > 128);
    (came, output)
}
