//! The writer's lock, and its message to the next writer: which folders may contain temporaries.
//!
//! It is `flock` on an open file, so that it ends with the process. The file itself stays; it is empty except during a
//! write, when it lists the folders written to.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::time::Duration;

use super::atomic::{self, Disk as _, FileKind, NotRead, Real, retried};
use super::layout;
use crate::store::prelude::*;

/// The lock of a writing command; other writers wait for it.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
    pub(super) root: PathBuf,
}

/// Another command is writing in this workspace; exit 5.
#[derive(Debug, thiserror::Error)]
#[error("another engage process is writing to this workspace; try again later")]
pub struct Busy;

/// The number of attempts, one every 5 milliseconds: ten seconds.
const TRIES: u32 = 2000;

/// The separator between folders in the lock file; occurs in no path.
const BETWEEN: &str = "\0";

/// The limit on bytes read from the lock file and on folders swept: more than any command uses.
const MOST: u64 = 64 * 1024;
const FOLDERS: usize = 256;

impl Lock {
    /// Takes the lock of a workspace; waits up to ten seconds. Sweeps what a killed writer left.
    pub fn take(root: &Path) -> Result<Self> {
        if let Some(odd) = in_the_way(root) {
            anyhow::bail!(
                "nothing was written: {} blocks the lock (links are not followed); move it away, and engage \
                 will create a new one",
                odd.display()
            );
        }
        atomic::folder(&Real, &root.join(layout::LOCAL))?;
        let path = root.join(layout::LOCK);
        let file = atomic::open(File::options().create(true).truncate(false).read(true).write(true), &path);
        let (file, _) = file.with_context(|| format!("failed to open {}", path.display()))?;
        let mut lock = Self { file, path, root: root.to_owned() };
        lock.wait()?;
        lock.sweep()?;
        lock.ignore()?;
        Ok(lock)
    }

    fn wait(&self) -> Result<()> {
        for _ in 0..TRIES {
            match self.file.try_lock() {
                Ok(()) => return Ok(()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => {}
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("failed to lock {}", self.path.display()));
                }
            }
        }
        Err(Busy.into())
    }

    /// Lists the folders that will contain temporaries, and sweeps those that only writers under this lock use.
    pub fn record_folders<'a>(&mut self, files: impl Iterator<Item = &'a Path>) -> Result<()> {
        let folders: BTreeSet<_> =
            files.filter_map(|file| atomic::parent(file).strip_prefix(&self.root).ok()).collect();
        let names: Vec<_> = folders.iter().filter_map(|folder| folder.to_str()).collect();
        self.write(names.join(BETWEEN).as_bytes())?;
        for folder in folders {
            self.sweep_in(folder);
        }
        Ok(())
    }

    /// Clears the list of folders. A failure is harmless: the next writer sweeps once more.
    pub fn clear_folders(&mut self) {
        let _ = self.write(b"");
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let mut write = || {
            retried(|| self.file.set_len(0))?;
            retried(|| self.file.rewind())?;
            self.file.write_all(bytes)
        };
        write().with_context(|| format!("failed to write {}", self.path.display()))
    }

    /// Sweeps the folders of a writer that was stopped.
    fn sweep(&mut self) -> Result<()> {
        let mut bytes = Vec::new();
        (&self.file).take(MOST).read_to_end(&mut bytes).with_context(|| NotRead::at(&self.path))?;
        if bytes.is_empty() {
            return Ok(());
        }
        let named = String::from_utf8_lossy(&bytes);
        for folder in named.split(BETWEEN).collect::<BTreeSet<_>>().into_iter().take(FOLDERS) {
            self.sweep_in(Path::new(folder));
        }
        self.write(b"")
    }

    /// Sweeps a folder of the workspace; folders outside are left alone, whatever the lock file says.
    fn sweep_in(&self, folder: &Path) {
        let folder = layout::normal(&self.root.join(folder));
        if folder.starts_with(&self.root) && atomic::folder_within(&self.root, &folder).is_ok() {
            atomic::sweep(&Real, &folder);
        }
    }

    /// Makes git ignore the local folder.
    fn ignore(&mut self) -> Result<()> {
        let path = self.root.join(layout::LOCAL_IGNORE);
        if kind(&path)?.is_some() {
            return Ok(());
        }
        self.record_folders([path.as_path()].into_iter())?;
        atomic::create(&Real, &path, b"*\n")?;
        self.clear_folders();
        Ok(())
    }
}

/// What is in the place of the lock or its folder and prevents writing.
pub fn in_the_way(root: &Path) -> Option<PathBuf> {
    let (folder, file) = (root.join(layout::LOCAL), root.join(layout::LOCK));
    let is_odd = |path: &Path, expected| kind(path).is_ok_and(|kind| kind.is_some_and(|kind| kind != expected));
    let folder = Some(folder).filter(|folder| is_odd(folder, FileKind::Folder));
    folder.or_else(|| Some(file).filter(|file| is_odd(file, FileKind::File)))
}

fn kind(path: &Path) -> Result<Option<FileKind>> {
    retried(|| Real.kind(path)).with_context(|| NotRead::at(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_waits_for_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path()).unwrap();
        let root = folder.path().to_owned();
        let (say, hear) = std::sync::mpsc::channel();
        let second = std::thread::spawn(move || {
            let taken = Lock::take(&root).is_ok();
            say.send(()).unwrap();
            taken
        });
        assert!(hear.recv_timeout(Duration::from_millis(200)).is_err(), "it does not wait");
        drop(first);
        assert!(second.join().unwrap());
    }

    #[test]
    fn a_lock_of_any_size_and_any_words_holds_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        drop(Lock::take(folder.path()).unwrap());
        let file = File::options().write(true).open(folder.path().join(layout::LOCK)).unwrap();
        file.set_len(4 << 30).unwrap();
        let next = Lock::take(folder.path()).unwrap();
        assert_eq!(next.file.metadata().unwrap().len(), 0);
    }

    #[test]
    fn of_what_stands_in_the_lock_only_so_much_is_read_and_swept() {
        let folder = tempfile::tempdir().unwrap();
        let left = |name: &str| {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join(".engage-1.tmp"), "half").unwrap();
        };
        ["first", "z"].into_iter().for_each(left);
        let names: Vec<_> = (0..FOLDERS).map(|at| format!("a{at}")).collect();
        let padding = "x".repeat(usize::try_from(MOST).unwrap());
        for noted in [names.join(BETWEEN), format!("first{BETWEEN}{padding}")] {
            let mut stopped = Lock::take(folder.path()).unwrap();
            stopped.write(format!("{noted}{BETWEEN}z").as_bytes()).unwrap();
            drop(stopped);
            drop(Lock::take(folder.path()).unwrap());
            assert!(folder.path().join("z/.engage-1.tmp").exists(), "of {} bytes", noted.len());
        }
        assert!(!folder.path().join("first/.engage-1.tmp").exists());
    }

    #[test]
    fn the_next_writer_sweeps_where_the_last_was_stopped_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join(".engage-1.tmp"), "half").unwrap();
        }
        let mut stopped = Lock::take(folder.path()).unwrap();
        stopped.write(b"a").unwrap();
        drop(stopped);
        let next = Lock::take(folder.path()).unwrap();
        assert!(!folder.path().join("a/.engage-1.tmp").exists());
        assert!(folder.path().join("b/.engage-1.tmp").exists());
        assert_eq!(std::fs::read(&next.path).unwrap(), b"");
        drop(next);
        let mut next = Lock::take(folder.path()).unwrap();
        next.record_folders([folder.path().join("b/x.yaml").as_path()].into_iter()).unwrap();
        assert!(!folder.path().join("b/.engage-1.tmp").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_names_other_folders_removes_nothing_there() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = folder.path().join("workspace");
        let theirs = [folder.path().join(".engage-1.tmp"), elsewhere.path().join(".engage-1.tmp")];
        for path in &theirs {
            std::fs::write(path, "theirs").unwrap();
        }
        std::fs::create_dir_all(root.join("goals")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), root.join("link")).unwrap();
        for named in ["..", "goals/../..", "link", "link/.", elsewhere.path().to_str().unwrap()] {
            let mut stopped = Lock::take(&root).unwrap();
            stopped.write(format!("{named}{BETWEEN}goals").as_bytes()).unwrap();
            std::fs::write(root.join("goals/.engage-1.tmp"), "half").unwrap();
            drop(stopped);
            drop(Lock::take(&root).unwrap());
            assert!(theirs.iter().all(|path| path.exists()), "{named}");
            assert!(!root.join("goals/.engage-1.tmp").exists(), "{named}");
        }
    }

    #[test]
    fn the_local_folder_keeps_git_out_though_its_file_was_half_made() {
        let folder = tempfile::tempdir().unwrap();
        drop(Lock::take(folder.path()).unwrap());
        let ignore = folder.path().join(layout::LOCAL_IGNORE);
        assert_eq!(std::fs::read(&ignore).unwrap(), b"*\n");
        std::fs::remove_file(&ignore).unwrap();
        drop(Lock::take(folder.path()).unwrap());
        assert_eq!(std::fs::read(&ignore).unwrap(), b"*\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_is_a_link_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        std::fs::write(other.path().join("theirs"), "kept").unwrap();
        std::fs::create_dir(folder.path().join(layout::LOCAL)).unwrap();
        std::os::unix::fs::symlink(other.path().join("theirs"), folder.path().join(layout::LOCK)).unwrap();
        assert!(Lock::take(folder.path()).is_err());
        assert_eq!(std::fs::read(other.path().join("theirs")).unwrap(), b"kept");
        std::fs::remove_dir_all(folder.path().join(layout::LOCAL)).unwrap();
        std::os::unix::fs::symlink(other.path(), folder.path().join(layout::LOCAL)).unwrap();
        assert!(Lock::take(folder.path()).is_err());
    }
}
