//! Concurrent work on one workspace: commands, a person with an editor, readers, git.
//!
//! The lock is disabled without the program noticing: `strace` answers its `flock` instead of the kernel.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::scene::{ENGAGE, done, engage, program, text, wait_for};
use crate::strace;
use tempfile::TempDir;

/// A command under `strace`, with faults injected into its calls.
fn meddled(root: &Path, options: &[&str], arguments: &[&str]) -> Child {
    let mut command = program("strace", root);
    command.args(["-f", "-qq", "--output", "/dev/null"]).args(options).arg(ENGAGE).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("these tests need strace: apt-get install strace")
}

/// A workspace with a goal, and nobody in it yet.
fn workspace() -> TempDir {
    let folder = TempDir::new().unwrap();
    done(folder.path(), &["init"]);
    done(folder.path(), &["new", "harbor-search", "--customer", "Port of Aldmouth"]);
    done(folder.path(), &["add", "goal", "find a report", "--criterion", "nine of ten"]);
    folder
}

fn inside(root: &Path, path: &str) -> PathBuf {
    root.join("engagements/harbor-search").join(path)
}

/// Four processes at a time, each with this many commands in sequence: half of them add a note, half set another
/// line of one shared entry. Returns which of these are missing, duplicated, or failed.
fn at_once(commands: usize, run: impl Fn(&Path, &[&str]) -> Output + Sync) -> Vec<String> {
    let folder = workspace();
    let root = folder.path();
    let names: Vec<_> = (0..4).map(|worker| (0..commands).map(move |at| format!("{worker} wrote {at}."))).collect();
    let mut wrong: Vec<String> = std::thread::scope(|scope| {
        let work = |words: &str, at: usize| {
            let set = format!("assumptions+={words}");
            let arguments =
                if at.is_multiple_of(2) { ["add", "note", words] } else { ["set", "-e=harbor-search", &set] };
            let output = run(root, &arguments);
            (!output.status.success()).then(|| format!("refused: {arguments:?}: {}", text(&output)))
        };
        let workers = names.iter().map(|names| {
            let names = names.clone().enumerate();
            scope.spawn(move || names.filter_map(|(at, words)| work(&words, at)).collect::<Vec<_>>())
        });
        let workers: Vec<_> = workers.collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let mut text = fs::read_to_string(inside(root, "cycle-1/01-hypothesis.yaml")).unwrap();
    for entry in fs::read_dir(inside(root, "notes")).unwrap() {
        text += &fs::read_to_string(entry.unwrap().path()).unwrap();
    }
    for words in names.into_iter().flatten() {
        match text.matches(&words).count() {
            1 => {}
            count => wrong.push(format!("{count} times there: {words}")),
        }
    }
    assert!(!done(root, &["status"]).contains("warning: "));
    wrong
}

#[test]
fn four_processes_add_and_set_at_once_and_nothing_is_lost_or_there_twice() {
    assert_eq!(at_once(50, engage), Vec::<String>::new());
}

#[test]
#[ignore = "a thousand commands"]
fn four_processes_add_and_set_a_thousand_times() {
    assert_eq!(at_once(250, engage), Vec::<String>::new());
}

#[test]
fn without_the_lock_the_same_test_fails() {
    if strace::is_missing() {
        return;
    }
    // a short delay between the comparison and the rename, in which another process writes
    let options = ["--trace=flock,rename", "--inject=flock:retval=0", "--inject=rename:delay_enter=20000"];
    let wrong = at_once(20, |root, arguments| meddled(root, &options, arguments).wait_with_output().unwrap());
    let lost = wrong.iter().filter(|wrong| wrong.starts_with("0 times there")).count();
    assert!(lost > 0, "the test would not notice that the lock is gone: {wrong:?}");
    let options = ["--trace=flock,rename", "--inject=rename:delay_enter=20000"];
    let wrong = at_once(5, |root, arguments| meddled(root, &options, arguments).wait_with_output().unwrap());
    assert!(wrong.is_empty(), "with the lock, and as slow: {wrong:?}");
}

#[test]
fn a_writer_that_is_killed_holds_the_lock_no_more() {
    if strace::is_missing() {
        return;
    }
    let folder = workspace();
    done(folder.path(), &["add", "note", "the first"]);
    let killed = meddled(folder.path(), &["--trace=fsync", "--inject=fsync:signal=KILL"], &["add", "note", "slow"]);
    killed.wait_with_output().unwrap();
    assert!(has_temporary(&inside(folder.path(), "notes")));
    let begun = Instant::now();
    done(folder.path(), &["add", "goal", "elsewhere", "--criterion", "timed"]);
    assert!(begun.elapsed() < Duration::from_secs(5), "it waited for the dead");
    assert!(!has_temporary(&inside(folder.path(), "notes")));
}

fn has_temporary(folder: &Path) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|names| names.flatten().any(|name| name.file_name().to_string_lossy().starts_with(".engage-")))
}

/// Runs a command that pauses two seconds before it uses its temporary file, and does something else meanwhile.
fn meanwhile(root: &Path, folder: &str, arguments: &[&str], work: impl FnOnce()) -> Output {
    let slow = meddled(root, &["--trace=fsync", "--inject=fsync:delay_enter=2s:when=1"], arguments);
    wait_for(|| has_temporary(&inside(root, folder)));
    work();
    slow.wait_with_output().unwrap()
}

#[test]
fn what_a_person_saves_between_our_read_and_our_write_is_not_overwritten() {
    if strace::is_missing() {
        return;
    }
    let folder = workspace();
    let goal = inside(folder.path(), "goals/find-a-report.yaml");
    let theirs = "# mended by hand\nstatement: find a report\ncriterion: all of them\ncommitted: 2026-03-02\n";
    let set = ["set", "--in", "goals/find-a-report", "criterion=ten of ten"];
    let output = meanwhile(folder.path(), "goals", &set, || fs::write(&goal, theirs).unwrap());
    assert_eq!(output.status.code(), Some(5), "{}", text(&output));
    assert!(text(&output).contains("find-a-report.yaml changed while this command ran"), "{}", text(&output));
    assert!(text(&output).contains("hint: review the file, then run the command again"), "{}", text(&output));
    assert_eq!(fs::read_to_string(&goal).unwrap(), theirs);
    assert!(!has_temporary(goal.parent().unwrap()));
    done(folder.path(), &set);
}

#[test]
fn what_a_person_creates_between_our_read_and_our_write_is_not_overwritten() {
    if strace::is_missing() {
        return;
    }
    let folder = workspace();
    let person = inside(folder.path(), "people/ana-ortiz.yaml");
    done(folder.path(), &["add", "person", "Sam Lindqvist", "--side", "ours"]);
    let output = meanwhile(folder.path(), "people", &["add", "person", "Ana Ortiz", "--side", "customer"], || {
        fs::write(&person, "name: Ana\nside: ours\n").unwrap();
    });
    assert_eq!(output.status.code(), Some(5), "{}", text(&output));
    assert_eq!(fs::read_to_string(&person).unwrap(), "name: Ana\nside: ours\n");
    assert!(!has_temporary(person.parent().unwrap()));
}

#[test]
fn a_reader_does_not_wait_for_a_writer_and_sees_the_old() {
    if strace::is_missing() {
        return;
    }
    let folder = workspace();
    done(folder.path(), &["add", "note", "the first"]);
    let output = meanwhile(folder.path(), "notes", &["add", "note", "slowly"], || {
        let begun = Instant::now();
        for arguments in [&["status"][..], &["list"], &["show"], &["log"], &["check"], &["report", "-o", "-"]] {
            let output = engage(folder.path(), arguments);
            let printed = text(&output);
            assert!(!printed.contains("warning: ") && !printed.contains(".engage-"), "{arguments:?}: {printed}");
            assert!(!printed.contains("slowly"), "{arguments:?}: {printed}");
        }
        assert!(begun.elapsed() < Duration::from_secs(2), "a reader waited");
    });
    assert!(output.status.success(), "{}", text(&output));
}

/// A fork with a long losing branch: resolving it moves many files, one after the other.
fn fork(root: &Path, length: usize) {
    let entry = |name: &str, from: &str| {
        fs::write(
            inside(root, &format!("cycle-1/{name}.yaml")),
            format!("entered: 2026-03-02\nfrom: cycle-1/{from}\n"),
        )
        .unwrap();
    };
    entry("02-validate", "01-hypothesis");
    entry("02-select", "01-hypothesis");
    let mut from = "02-select".to_owned();
    for number in 3..length + 3 {
        let name = format!("{number:02}-{}", if number % 2 == 0 { "select" } else { "dev" });
        entry(&name, &from);
        from = name;
    }
}

#[test]
fn a_reader_never_misses_a_file_that_a_writer_moves() {
    if strace::is_missing() {
        return;
    }
    let folder = workspace();
    let root = folder.path();
    fork(root, 60);
    let is_done = AtomicBool::new(false);
    let reads = std::thread::scope(|scope| {
        let readers: Vec<_> = [["status"], ["list"]]
            .into_iter()
            .map(|arguments| {
                let is_done = &is_done;
                scope.spawn(move || {
                    let mut reads = 0;
                    while !is_done.load(Ordering::Relaxed) {
                        // each file is opened a little after its folder was listed
                        let slow = ["--trace=openat", "--inject=openat:delay_enter=200"];
                        let output = meddled(root, &slow, &arguments).wait_with_output().unwrap();
                        let printed = text(&output);
                        assert!(output.status.success(), "{arguments:?}: {printed}");
                        assert!(
                            !printed.contains(": missing") && !printed.contains("warning: "),
                            "{arguments:?}: {printed}"
                        );
                        reads += 1;
                    }
                    reads
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(200));
        let slow = ["--trace=fsync", "--inject=fsync:delay_enter=10000"];
        let settled = meddled(root, &slow, &["resolve", "harbor-search", "--keep", "cycle-1/02-validate"]);
        let settled = settled.wait_with_output().unwrap();
        is_done.store(true, Ordering::Relaxed);
        assert!(settled.status.success(), "{}", text(&settled));
        readers.into_iter().map(|reader| reader.join().unwrap()).sum::<usize>()
    });
    assert!(reads > 4, "only {reads} reads");
    assert_eq!(fs::read_dir(inside(root, "cycle-1/forks")).unwrap().count(), 61);
}
