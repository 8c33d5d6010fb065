//! The order of a command's calls, checked for safety against power loss: no file gets its name before its
//! bytes are on the disk, and nothing is printed before the name is on the disk. The lock is not held while the
//! records of several engagements are read.

use std::collections::{BTreeMap, BTreeSet};

/// The operations on files and folders, in the order of the log.
#[derive(Debug, Default)]
struct OrderState {
    /// Files that were created, and their operations that are not on the disk yet.
    unsynced: BTreeSet<String>,
    /// Every file that this command created.
    made: BTreeSet<String>,
    /// Names that are not on the disk yet, by their folder.
    unnamed: BTreeMap<String, BTreeSet<String>>,
    /// How many files with synced bytes were given their names.
    named: usize,
    /// The engagements whose records are read while the lock is held; `None` if it is not.
    locked: Option<BTreeSet<String>>,
    wrong: Vec<String>,
}

/// The problems in the order of calls, from a log of `strace` that shows paths for open files; and how many files
/// were put in place or removed. Files in the local folder without record data are left out, and what only `undo` needs.
pub fn audit(log: &str) -> (usize, Vec<String>) {
    let mut state = OrderState::default();
    for line in log.lines().filter(|line| line.contains(" = 0") || !line.contains(" = -1 ")) {
        let line = line.trim_start_matches(|digit: char| digit.is_ascii_digit()).trim_start();
        let Some((name, arguments)) = line.split_once('(') else { continue };
        if line.contains("/.engage/lock") {
            state.lock(name);
        } else if !line.contains("/.engage/undo/0") {
            state.call(name, arguments, line);
            state.read(name, line);
        }
    }
    (state.named, state.wrong)
}

impl OrderState {
    fn call(&mut self, name: &str, arguments: &str, line: &str) {
        let paths: Vec<_> = arguments.split('"').skip(1).step_by(2).map(ToOwned::to_owned).collect();
        let open =
            arguments.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(path, _)| path.to_owned());
        match (name, paths.as_slice(), open) {
            ("openat" | "open" | "creat", [path], _) if line.contains("O_CREAT") => self.open(path, line),
            ("mkdir" | "mkdirat", [path], _) => self.unname(path),
            ("write", _, Some(path)) if arguments.starts_with("1<") || arguments.starts_with("2<") => {
                self.say(&path, line);
            }
            ("write" | "pwrite64" | "fchmod" | "ftruncate", _, Some(path)) => {
                if !self.made.contains(&path) {
                    self.wrong.push(format!("written where it stands: {line}"));
                }
                self.unsynced.insert(path);
            }
            ("fsync" | "fdatasync", _, Some(path)) => {
                self.unsynced.remove(&path);
                self.unnamed.remove(&path);
            }
            ("unlink" | "unlinkat", [path], _) if path.contains("/engagements/") => {
                self.named += 1;
                self.unname(path);
            }
            ("rmdir", [path], _) => {
                self.unnamed.remove(path);
                self.unname(path);
            }
            ("rename" | "renameat" | "renameat2" | "link" | "linkat", [from, to], _) => {
                self.rename(name, from, to, line);
            }
            _ => {}
        }
    }

    fn lock(&mut self, name: &str) {
        match name {
            "flock" => self.locked = Some(BTreeSet::new()),
            "close" => self.locked = None,
            _ => {}
        }
    }

    /// A record that is opened under the lock must be of the one engagement that is written.
    fn read(&mut self, name: &str, line: &str) {
        let Some(locked) = self.locked.as_mut().filter(|_| name == "openat" && line.contains("O_RDONLY")) else {
            return;
        };
        let opened = line.rsplit_once('<').map_or("", |(_, path)| path);
        let engagement = opened.strip_suffix(".yaml>").and_then(|path| path.split_once("/engagements/"));
        let Some((id, _)) = engagement.and_then(|(_, path)| path.split_once('/')) else { return };
        locked.insert(id.to_owned());
        if locked.len() > 1 {
            self.wrong.push(format!("another engagement is read under the lock: {line}"));
        }
    }

    fn open(&mut self, path: &str, line: &str) {
        if !line.contains("O_EXCL") {
            self.wrong.push(format!("not made anew: {line}"));
        }
        self.unsynced.insert(path.to_owned());
        self.made.insert(path.to_owned());
    }

    fn unname(&mut self, path: &str) {
        let (folder, name) = path.rsplit_once('/').unwrap();
        self.unnamed.entry(folder.to_owned()).or_default().insert(name.to_owned());
    }

    fn rename(&mut self, name: &str, from: &str, to: &str, line: &str) {
        let folder = |path: &str| path.rsplit_once('/').unwrap().0.to_owned();
        let is_ours = self.made.contains(from);
        if is_ours && folder(from) != folder(to) {
            self.wrong.push(format!("a temporary in another folder: {line}"));
        }
        if self.unsynced.contains(from) {
            self.wrong.push(format!("named before its bytes are on the disk: {line}"));
        }
        let replaces = !line.contains("RENAME_NOREPLACE") && !name.starts_with("link");
        if !is_ours && replaces {
            self.wrong.push(format!("moved over what may be there: {line}"));
        }
        self.named += 1;
        self.unname(to);
        if !is_ours {
            self.unname(from);
        }
    }

    fn say(&mut self, path: &str, line: &str) {
        if let Some((folder, names)) = self.unnamed.first_key_value() {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            self.wrong.push(format!("said to {path} before {folder}/ has {} for good: {line}", names.join(", ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::audit;

    const GOOD: &str = "\
1 mkdir(\"/w/notes\", 0777) = 0
1 fsync(4</w>) = 0
1 openat(AT_FDCWD</w>, \"/w/notes/.engage-a.tmp\", O_RDWR|O_CREAT|O_EXCL|O_CLOEXEC, 0666) = 4</w/notes/.engage-a.tmp>
1 write(4</w/notes/.engage-a.tmp>, \"text\", 4) = 4
1 fsync(4</w/notes/.engage-a.tmp>) = 0
1 renameat2(AT_FDCWD</w>, \"/w/notes/.engage-a.tmp\", AT_FDCWD</w>, \"/w/notes/a.yaml\", RENAME_NOREPLACE) = 0
1 fsync(4</w/notes>) = 0
1 write(1<pipe:[7]>, \"saved\", 5) = 5
";

    /// The problems found in a log with lines removed or changed.
    fn found(change: impl Fn(&str) -> Option<String>) -> String {
        let log: Vec<_> = GOOD.lines().filter_map(change).collect();
        audit(&log.join("\n")).1.join("\n")
    }

    #[test]
    fn the_right_order_is_found_to_be_right() {
        assert_eq!(audit(GOOD), (1, vec![]));
    }

    #[test]
    fn each_step_that_is_left_out_is_found() {
        for (left_out, wrong) in [
            ("fsync(4</w>)", "before /w/ has notes for good"),
            ("fsync(4</w/notes/.engage-a.tmp>)", "named before its bytes are on the disk"),
            ("fsync(4</w/notes>)", "before /w/notes/ has a.yaml for good"),
            ("openat(", "written where it stands"),
        ] {
            let mistakes = found(|line| (!line.contains(left_out)).then(|| line.to_owned()));
            assert!(mistakes.contains(wrong), "without {left_out}: {mistakes}");
        }
        for (from, to, wrong) in [
            ("|O_EXCL", "", "not made anew"),
            ("/w/notes/.engage-a.tmp", "/w/.engage-a.tmp", "a temporary in another folder"),
        ] {
            let mistakes = found(|line| Some(line.replace(from, to)));
            assert!(mistakes.contains(wrong), "with {to}: {mistakes}");
        }
        let moved = "1 rename(\"/w/a.yaml\", \"/w/b.yaml\") = 0";
        assert!(audit(moved).1.join("").contains("moved over what may be there"));
    }

    #[test]
    fn a_second_engagement_that_is_read_under_the_lock_is_found() {
        let read = |id| format!("1 openat(4</w>, \"x\", O_RDONLY|O_CLOEXEC) = 5</w/engagements/{id}/notes/a.yaml>");
        let [locked, unlocked] = ["flock", "close"].map(|name| format!("1 {name}(3</w/.engage/lock>) = 0"));
        let found = |log: &[&String]| audit(&log.iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n")).1;
        let (one, other) = (&read("one"), &read("other"));
        assert_eq!(found(&[other, &locked, one, one, &unlocked, other]), Vec::<String>::new());
        assert!(found(&[&locked, one, other]).join("").contains("another engagement is read under the lock"));
    }
}
