//! The real program killed, or failed by the disk, at each of its system calls.
//!
//! `strace` counts the calls of a command from the lock on, and then injects a fault into one of them. After
//! each, every file has its old or its new bytes, no file is lost, the record can be read,
//! the same command completes the change, and the next one leaves no temporary file anywhere.
//!
//! `cargo test` tries some of the points, `cargo test --test faults -- --ignored --nocapture any_of` all of them;
//! both print the counts. `SWEEP=resolve,edit` tries the points of these commands only.
#![cfg(target_os = "linux")]

mod order;
pub mod scenes;
mod trace;

use std::path::Path;
use std::process::Output;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::scene;
use crate::scene::{engage, text};
use crate::strace;
use scenes::{SCENES, SweepScene, SweptFiles, files};
use tempfile::TempDir;
use trace::{Call, InjectedFault, TracePhase, calls, logged, run_with};

/// Errors of a disk.
const ERRORS: [&str; 4] = ["ENOSPC", "EIO", "EACCES", "EROFS"];

/// A command before and after, and its calls.
struct Swept {
    scene: &'static SweepScene,
    workspace: TempDir,
    before: SweptFiles,
    after: SweptFiles,
    calls: Vec<Call>,
}

impl Swept {
    fn of(scene: &'static SweepScene) -> Self {
        let workspace = scene.workspace();
        let run = scenes::copy(workspace.path());
        let calls = calls(run.path(), scene.command);
        let (before, after) = (files(workspace.path()), files(run.path()));
        assert_ne!(before, after, "`{}` writes nothing", scene.name);
        Self { scene, workspace, before, after, calls }
    }

    /// The points of this command: each call with each fault that makes sense there.
    fn points(&self) -> impl Iterator<Item = (&Self, &Call, InjectedFault)> {
        self.calls.iter().flat_map(move |call| {
            let fails = ERRORS.into_iter().chain(["EINTR"]).map(InjectedFault::Fails);
            let faults = fails.chain(ERRORS.map(InjectedFault::FailsForGood)).filter(|_| can_fail(call));
            [InjectedFault::Killed].into_iter().chain(faults).map(move |fault| (self, call, fault))
        })
    }
}

/// Whether the disk can fail a call. Closing an open file or folder always works: the errors of `close`
/// are those of earlier writes, which were synced.
fn can_fail(call: &Call) -> bool {
    call.name != "close"
}

/// The problems after a fault, if any.
struct Point<'a> {
    swept: &'a Swept,
    call: &'a Call,
    fault: InjectedFault,
    wrong: Vec<String>,
}

impl Point<'_> {
    fn expect(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            let Self { swept, call, fault, .. } = self;
            let place = format!("{}, {fault:?} at {} {} ({:?})", swept.scene.name, call.name, call.at, call.phase);
            self.wrong.push(format!("{place}: {}\n    {}", what(), call.line));
        }
    }

    /// Injects the fault into a run in a new copy of the workspace, and checks the result.
    fn tried(mut self) -> Vec<String> {
        let folder = scenes::copy(self.swept.workspace.path());
        let root = folder.path();
        let (came, output) = run_with(root, self.call, self.fault, self.swept.scene.command);
        self.expect(came, || format!("the fault did not come: {}", text(&output)));
        let left = files(root);
        self.whole(&left);
        self.check_reply(&output, &left);
        self.reads(root);
        self.finished(root);
        self.swept_up(root);
        self.wrong
    }

    /// Every file has its old or its new bytes, and none is lost.
    fn whole(&mut self, left: &SweptFiles) {
        let (before, after) = (&self.swept.before, &self.swept.after);
        for (path, bytes) in left.iter().filter(|(path, _)| !scenes::is_temporary(path)) {
            let is_whole = [before, after].iter().any(|files| files.get(path) == Some(bytes));
            // a file of a folder that is moved afterwards
            let is_whole = is_whole || !after.contains_key(path) && after.values().any(|new| new == bytes);
            // files may be written differently if something could not be read; that they can be read is checked below
            let is_of_another =
                self.call.phase == TracePhase::Reading && (!before.contains_key(path) || path.contains("/documents/"));
            self.expect(is_whole || is_of_another, || format!("torn: {path}"));
        }
        for (path, bytes) in before {
            let is_elsewhere = |files: &SweptFiles| files.values().any(|other| other == bytes);
            let may_go = !after.contains_key(path) && (is_elsewhere(left) || !is_elsewhere(after));
            self.expect(left.contains_key(path) || may_go, || format!("lost: {path}"));
        }
    }

    /// The exit code and the message match what happened.
    fn check_reply(&mut self, output: &Output, left: &SweptFiles) {
        let (printed, code) = (text(output), output.status.code());
        let is_after = *left == self.swept.after;
        self.expect(!printed.contains("panicked"), || format!("it panicked: {printed}"));
        match self.fault {
            InjectedFault::Killed => return,
            InjectedFault::Fails("EINTR") => {
                self.expect(code == Some(0) && is_after, || format!("not done again: {code:?}: {printed}"));
                return;
            }
            _ => {}
        }
        match (code, self.call.phase) {
            (Some(0), TracePhase::Reading) => {}
            (Some(0), _) => self.expect(is_after, || format!("it says that all is well: {printed}")),
            // the message cannot be written either
            (Some(1), _) if self.call.name == "write" && matches!(self.fault, InjectedFault::FailsForGood(_)) => {}
            (Some(1), TracePhase::Printing) => {
                let is_reported = printed.contains("saved, but failed to write to standard output");
                self.expect(is_after && is_reported, || format!("it does not say that it is saved: {printed}"));
            }
            (Some(1), _) => {
                let has_path = printed.contains("error: ")
                    && printed.contains(self.swept.workspace.path().parent().unwrap().to_str().unwrap());
                let is_unasked = printed.contains("cannot run git: ");
                let is_unread = printed.contains(" cannot be read, so ");
                let has_reason = (has_path || is_unread) && printed.contains(" (os error ") || is_unasked;
                self.expect(has_reason, || format!("no path or no cause: {printed}"));
                self.expect(printed.contains("\nhint: "), || format!("no hint: {printed}"));
            }
            (Some(3..=5), TracePhase::Reading) => {
                self.expect(printed.contains("error: "), || format!("it does not say why: {printed}"));
            }
            _ => self.expect(false, || format!("exit {code:?}: {printed}")),
        }
    }

    /// The record can be read completely.
    fn reads(&mut self, root: &Path) {
        for arguments in [&["list"][..], &["status", "harbor-search"], &["log", "other-place"]] {
            let output = engage(root, arguments);
            let printed = text(&output);
            let is_begun = ["new", "init sample"].contains(&self.swept.scene.name) && arguments == ["list"];
            // the merge that it resolves is not committed yet
            let is_begun = is_begun || self.swept.scene.name == "resolve";
            let is_fine = output.status.code() == Some(0) && (is_begun || !printed.contains("warning: "));
            self.expect(is_fine, || format!("{arguments:?}: {printed}"));
        }
    }

    /// The same command completes the change, or the command that continues it does.
    fn finished(&mut self, root: &Path) {
        let Swept { scene, after, before, .. } = self.swept;
        let without = |files: SweptFiles| -> SweptFiles {
            files.into_iter().filter(|(path, _)| !scenes::is_temporary(path)).collect()
        };
        let left = without(files(root));
        if left == *after || self.call.phase == TracePhase::Reading && left != *before {
            return;
        }
        let again = scene::command(root).args(scene.command).env("ENGAGE_EDITOR", scenes::EDITOR).output().unwrap();
        let mut printed = text(&again);
        if let (Some(3), Some(finish)) = (again.status.code(), scene.finish) {
            printed += &text(&engage(root, finish));
        }
        let now = files(root);
        self.expect(now == *after, || format!("not finished: {printed}{:?}", now.keys().collect::<Vec<_>>()));
    }

    /// The next command, about something else, leaves no temporary file anywhere.
    fn swept_up(&mut self, root: &Path) {
        let note = engage(root, &["add", "note", "the next command", "-e", "other-place"]);
        self.expect(note.status.success(), || format!("the next command fails: {}", text(&note)));
        let left = scenes::temporaries(root);
        self.expect(left.is_empty(), || format!("temporaries are left: {left:?}"));
        let ignored = std::fs::read(root.join(".engage/.gitignore")).unwrap_or_default();
        self.expect(ignored == b"*\n", || format!(".engage/.gitignore holds {ignored:?}"));
    }
}

/// Tries some points of all commands, on all processors, and prints the counts.
fn sweep(is_tried: impl Fn(usize, &Swept, &Call, InjectedFault) -> bool) {
    let named = std::env::var("SWEEP").unwrap_or_default();
    let is_named = |scene: &&SweepScene| named.is_empty() || named.split(',').any(|name| name == scene.name);
    let swept: Vec<_> = SCENES.iter().filter(is_named).map(Swept::of).collect();
    let points = swept.iter().flat_map(Swept::points).enumerate();
    let points: Vec<_> = points
        .filter(|(at, (swept, call, fault))| is_tried(*at, swept, call, *fault))
        .map(|(_, point)| point)
        .collect();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((swept, call, fault)) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = Point { swept, call, fault: *fault, wrong: vec![] }.tried();
                    wrong.lock().unwrap().extend(found);
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    let count = |what: &str| wrong.iter().filter(|line| line.contains(what)).count();
    let killed = points.iter().filter(|(.., fault)| *fault == InjectedFault::Killed).count();
    let calls = |phase| swept.iter().flat_map(|swept| &swept.calls).filter(|call| call.phase == phase).count();
    println!(
        "{} commands with {} calls of the system while they read, {} while they write, {} while they print:\n\
         {killed} points killed, {} points failed, {} torn files, {} lost files, {} other faults",
        swept.len(),
        calls(TracePhase::Reading),
        calls(TracePhase::Writing),
        calls(TracePhase::Printing),
        points.len() - killed,
        count(": torn: "),
        count(": lost: "),
        wrong.len() - count(": torn: ") - count(": lost: "),
    );
    assert!(wrong.is_empty(), "{} things are wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_command_killed_or_failed_at_some_of_its_calls_leaves_the_old_or_the_new() {
    if strace::is_missing() {
        return;
    }
    sweep(|at, swept, call, fault| {
        // a command that writes many files repeats the same calls for each
        let every = if swept.calls.len() > 250 { 10 } else { 1 };
        match (call.phase, fault) {
            (TracePhase::Writing, InjectedFault::Killed) => at / 10 % (20 * every) == 0,
            (TracePhase::Writing, _) => at % (150 * every) == 0,
            _ => at % (1000 * every) == 0,
        }
    });
}

#[test]
fn nothing_is_named_before_its_bytes_are_on_the_disk_nor_said_before_its_name_is() {
    if strace::is_missing() {
        return;
    }
    for scene in SCENES {
        let folder = scene.workspace();
        let log = logged(folder.path(), scene.command);
        let (named, wrong) = order::audit(&log);
        assert!(named > 0 || scene.name == "rm", "`{}` puts no file in place:\n{log}", scene.name);
        assert!(wrong.is_empty(), "`{}`:\n{}", scene.name, wrong.join("\n"));
        if scene.name != "resolve a fork" {
            assert_creation_never_replaces(scene, &log);
        }
    }
}

/// A new file is created without replacing one that may have appeared meanwhile.
fn assert_creation_never_replaces(scene: &SweepScene, log: &str) {
    let call = |line: &str| line.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ' ').to_owned();
    let renamed = log.lines().map(call).filter(|line| line.starts_with("rename") && !line.contains("RENAME_NOREPLACE"));
    let renamed = renamed.filter(|line| !line.contains("/.engage/undo/"));
    let replaces =
        ["set", "judge", "report again", "resolve", "edit", "rename", "rename an engagement"].contains(&scene.name);
    assert_eq!(renamed.count(), usize::from(replaces), "`{}`:\n{log}", scene.name);
}

#[test]
fn a_folder_that_a_killed_new_left_is_taken_over_and_any_other_is_not() {
    let folder = SCENES[0].workspace();
    let left = folder.path().join("engagements/quay-two");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("brief.txt"), "theirs").unwrap();
    assert_eq!(engage(folder.path(), SCENES[0].command).status.code(), Some(3));
    std::fs::rename(left.join("brief.txt"), left.join(".engage-half.tmp")).unwrap();
    let output = engage(folder.path(), SCENES[0].command);
    assert!(output.status.success(), "{}", text(&output));
    assert_eq!(scenes::temporaries(folder.path()), Vec::<String>::new());
}

#[test]
#[ignore = "all points: some tens of minutes"]
fn a_command_killed_or_failed_at_any_of_its_calls_leaves_the_old_or_the_new() {
    if strace::is_missing() {
        return;
    }
    sweep(|_, _, _, _| true);
}

#[test]
#[ignore = "all points while files are written: some minutes"]
fn a_command_killed_or_failed_while_it_writes_leaves_the_old_or_the_new() {
    if strace::is_missing() {
        return;
    }
    sweep(|_, _, call, _| call.phase == TracePhase::Writing);
}
