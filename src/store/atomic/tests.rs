//! Writing on the real disk, and on one that fails or stops at every operation.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;

use super::*;

/// A write operation with the files before and after it.
struct Way {
    name: &'static str,
    before: &'static [(&'static str, &'static str)],
    after: &'static [(&'static str, &'static str)],
    write: fn(&MemoryDisk) -> Result<()>,
}

const WAYS: [Way; 5] = [
    Way {
        name: "create",
        before: &[("/w/a.yaml", "other")],
        after: &[("/w/a.yaml", "other"), ("/w/b.yaml", "new bytes")],
        write: |disk| create(disk, Path::new("/w/b.yaml"), b"new bytes"),
    },
    Way {
        name: "create in new folders",
        before: &[("/w/a.yaml", "other")],
        after: &[("/w/a.yaml", "other"), ("/w/x/y/b.yaml", "new bytes")],
        write: |disk| create(disk, Path::new("/w/x/y/b.yaml"), b"new bytes"),
    },
    Way {
        name: "replace",
        before: &[("/w/b.yaml", "old bytes")],
        after: &[("/w/b.yaml", "new bytes")],
        write: |disk| replace(disk, Path::new("/w/b.yaml"), b"old bytes", b"new bytes"),
    },
    Way {
        name: "move",
        before: &[("/w/b.yaml", "old bytes")],
        after: &[("/w/forks/b.yaml", "old bytes")],
        write: |disk| rename(disk, Path::new("/w/b.yaml"), Path::new("/w/forks/b.yaml")),
    },
    Way {
        name: "remove",
        before: &[("/w/a.yaml", "other"), ("/w/x/y/b.yaml", "old bytes")],
        after: &[("/w/a.yaml", "other")],
        write: |disk| remove(disk, Path::new("/w"), Path::new("/w/x/y/b.yaml"), b"old bytes"),
    },
];

fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

impl Way {
    /// The number of operations in a run without faults.
    fn operations(&self) -> usize {
        let disk = MemoryDisk::with(self.before);
        (self.write)(&disk).unwrap();
        disk.done()
    }

    fn before(&self) -> BTreeMap<String, String> {
        files(self.before)
    }

    fn after(&self) -> BTreeMap<String, String> {
        files(self.after)
    }

    /// What remains is the old or the new state, for a move possibly both, plus temporaries only.
    fn assert_whole(&self, mut left: BTreeMap<String, String>, when: &str) {
        left.retain(|path, _| !path.contains("/.engage-"));
        let both =
            if self.name == "move" { self.before().into_iter().chain(self.after()).collect() } else { left.clone() };
        let is_whole = left == self.before() || left == self.after() || self.name == "move" && left == both;
        assert!(is_whole, "{}, {when}: {left:?}", self.name);
    }
}

/// What the next command under the lock does first.
fn swept(disk: &MemoryDisk) {
    disk.repair();
    for folder in ["/w", "/w/x", "/w/x/y", "/w/forks"] {
        sweep(disk, Path::new(folder));
    }
}

#[test]
fn what_is_written_is_there_for_good_when_that_is_said() {
    for way in &WAYS {
        let disk = MemoryDisk::with(way.before);
        (way.write)(&disk).unwrap();
        for left in [Left::All, Left::NamesFirst, Left::Synced] {
            assert_eq!(disk.left(left), way.after(), "{}, {left:?}", way.name);
        }
    }
}

#[test]
fn an_operation_that_fails_leaves_the_old_and_no_temporary() {
    const FAULTS: [ErrorKind; 4] =
        [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem, ErrorKind::Other];
    let mut failed = 0;
    for way in &WAYS {
        for at in 1..=way.operations() {
            for kind in FAULTS {
                for fault in [DiskFault::Once(at, kind), DiskFault::ForGood(at, kind)] {
                    let disk = MemoryDisk::failing(way.before, fault);
                    let error = (way.write)(&disk).expect_err("nothing is ignored");
                    let message = format!("{error:#}");
                    assert!(message.starts_with("failed to ") && message.contains("/w"), "{fault:?}: {message}");
                    assert!(error.chain().any(<dyn std::error::Error>::is::<std::io::Error>), "{fault:?}: {message}");
                    way.assert_whole(disk.left(Left::All), &format!("{fault:?}"));
                    if matches!(fault, DiskFault::ForGood(..)) {
                        swept(&disk);
                    }
                    let left = disk.left(Left::All);
                    assert!(!left.keys().any(|path| path.contains("/.engage-")), "{}, {fault:?}: {left:?}", way.name);
                    failed += 1;
                }
            }
        }
    }
    assert!(failed > 200, "only {failed} failures were tried");
}

#[test]
fn a_folder_made_for_a_file_that_cannot_be_written_is_taken_away() {
    let way = &WAYS[1];
    for at in 1..=way.operations() {
        let disk = MemoryDisk::failing(way.before, DiskFault::Once(at, ErrorKind::StorageFull));
        (way.write)(&disk).unwrap_err();
        let is_written = disk.left(Left::All) == way.after();
        disk.repair();
        let kind = disk.kind(Path::new("/w/x")).unwrap();
        assert_eq!(kind.is_some(), is_written, "at {at}");
    }
}

#[test]
fn a_process_killed_at_any_operation_leaves_the_old_or_the_new_and_so_does_a_loss_of_power() {
    let mut killed = 0;
    for way in &WAYS {
        for at in 1..=way.operations() {
            for fault in [DiskFault::KilledAfter(at), DiskFault::KilledIn(at)] {
                for left in [Left::All, Left::NamesFirst, Left::Synced] {
                    let disk = MemoryDisk::failing(way.before, fault);
                    let _ = (way.write)(&disk);
                    way.assert_whole(disk.left(left), &format!("{fault:?}, {left:?}"));
                    swept(&disk);
                    let files = disk.left(Left::All);
                    assert!(!files.keys().any(|path| path.contains("/.engage-")), "{}: {files:?}", way.name);
                    killed += 1;
                }
            }
        }
    }
    assert!(killed > 150, "only {killed} ends were tried");
}

#[test]
fn an_interrupted_operation_is_done_again() {
    for way in &WAYS {
        for at in 1..=way.operations() {
            let disk = MemoryDisk::failing(way.before, DiskFault::Once(at, ErrorKind::Interrupted));
            (way.write)(&disk).unwrap();
            assert_eq!(disk.left(Left::Synced), way.after(), "{} at {at}", way.name);
        }
    }
}

#[test]
fn the_mode_stays_on_a_disk_in_memory_too() {
    let disk = MemoryDisk::with(WAYS[2].before);
    (WAYS[2].write)(&disk).unwrap();
    assert_eq!(disk.mode("/w/b.yaml"), 0o640);
}

#[test]
fn a_new_file_never_replaces_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b.yaml");
    create(&Real, &path, b"one").unwrap();
    assert!(create(&Real, &path, b"two").unwrap_err().is::<Changed>());
    assert_eq!(fs::read(&path).unwrap(), b"one");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_file_is_moved_only_to_where_nothing_or_the_same_is() {
    let folder = tempfile::tempdir().unwrap();
    let [from, to] = ["a.yaml", "forks/a.yaml"].map(|name| folder.path().join(name));
    create(&Real, &from, b"one").unwrap();
    create(&Real, &to, b"two").unwrap();
    assert!(rename(&Real, &from, &to).unwrap_err().is::<Changed>());
    assert_eq!([fs::read(&from).unwrap(), fs::read(&to).unwrap()], [b"one", b"two"]);
    fs::remove_file(&to).unwrap();
    for _ in 0..2 {
        rename(&Real, &from, &to).unwrap();
        assert_eq!((from.exists(), fs::read(&to).unwrap()), (false, b"one".to_vec()));
        create(&Real, &from, b"one").unwrap();
    }
}

#[test]
fn bytes_that_changed_underneath_are_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yaml");
    create(&Real, &path, b"theirs").unwrap();
    assert!(replace(&Real, &path, b"read", b"ours").unwrap_err().is::<Changed>());
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    replace(&Real, &path, b"theirs", b"ours").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"ours");
    fs::remove_file(&path).unwrap();
    assert!(replace(&Real, &path, b"ours", b"new").unwrap_err().is::<Changed>());
}

#[cfg(unix)]
#[test]
fn the_mode_stays_and_a_link_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yaml");
    create(&Real, &path, b"one").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    replace(&Real, &path, b"one", b"two").unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    let link = folder.path().join("l.yaml");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert!(replace(&Real, &link, b"two", b"three").is_err());
    assert_eq!(fs::read(&path).unwrap(), b"two");
}

#[cfg(unix)]
#[test]
fn the_owner_stays_where_that_is_allowed() {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.yaml");
    create(&Real, &path, b"one").unwrap();
    let owner = || fs::metadata(&path).map(|metadata| (metadata.uid(), metadata.gid())).unwrap();
    let others = chown(&path, Some(1234), Some(1234)).is_ok();
    let expected = if others { (1234, 1234) } else { owner() };
    replace(&Real, &path, b"one", b"two").unwrap();
    assert_eq!(owner(), expected);
}

#[cfg(unix)]
#[test]
fn a_path_is_real_as_far_as_it_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap();
    fs::create_dir(root.join("there")).unwrap();
    std::os::unix::fs::symlink(root.join("there"), root.join("link")).unwrap();
    assert_eq!(real(&root.join("link")), root.join("there"));
    assert_eq!(real(&root.join("link/not/yet.md")), root.join("there/not/yet.md"));
    assert_eq!(real(&root.join("no/link")), root.join("no/link"));
}

#[test]
fn what_a_killed_command_left_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".engage-x.tmp"), "half").unwrap();
    fs::write(folder.path().join("kept.yaml"), "whole").unwrap();
    sweep(&Real, folder.path());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folders_of_the_record() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let goals = folder.path().join(layout::ENGAGEMENTS).join("a/goals");
    std::fs::create_dir_all(goals.parent().unwrap()).unwrap();
    let is_within = |path: &Path| within(folder.path(), path);
    assert!(is_within(&goals.join("b.yaml")).is_ok(), "what is not there yet leads nowhere");
    std::os::unix::fs::symlink(elsewhere.path(), &goals).unwrap();
    let refused = is_within(&goals.join("b.yaml")).unwrap_err().to_string();
    assert!(refused.contains("a/goals is not a folder (links are not followed)"), "{refused}");
    assert!(is_within(&elsewhere.path().join("b.yaml")).is_ok());
}
