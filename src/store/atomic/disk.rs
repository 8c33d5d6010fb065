//! The disk operations that writing uses, behind a trait so that tests can make each of them fail.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempPath;

use crate::model::system::System;
use crate::store::folder::{FileKind, entries};
use crate::store::layout;

/// A disk. Each operation does one thing or fails without effect; a write may stop halfway.
pub trait Disk {
    /// An open file for writing.
    type File;

    /// The type of what is at a path; `None` if nothing is.
    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>>;
    /// The bytes of a plain file; a link is not followed.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The names in a folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Creates one folder; the parent must exist.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Creates an empty file; the path must be free.
    fn temporary(&self, folder: &Path) -> io::Result<(PathBuf, Self::File)>;
    /// Writes all bytes.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;
    /// Copies the mode of the file at a path, and its owner and group where permitted.
    fn take_mode(&self, file: &Self::File, of: &Path) -> io::Result<()>;
    /// Waits until the bytes of a file are on the disk.
    fn sync(&self, file: &Self::File) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Moves a file to a free path.
    fn place(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file over an existing one.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy)]
pub struct Real;

impl Disk for Real {
    type File = File;

    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>> {
        Ok(existing(fs::symlink_metadata(path))?.map(|file| FileKind::of(file.file_type())))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        open(File::options().read(true), path)?.0.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        Ok(entries(folder)?.into_iter().map(|found| found.name).collect())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn temporary(&self, folder: &Path) -> io::Result<(PathBuf, File)> {
        let (prefix, suffix) = layout::TEMPORARY;
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix).suffix(suffix).disable_cleanup(true);
        #[cfg(unix)]
        let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let (file, path) = builder.tempfile_in(folder)?.keep().map_err(|error| error.error)?;
        Ok((path, file))
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn take_mode(&self, file: &File, of: &Path) -> io::Result<()> {
        // Windows has but an attribute, with which nothing can replace a file
        if cfg!(windows) {
            return Ok(());
        }
        let metadata = retried(|| fs::symlink_metadata(of))?;
        #[cfg(unix)]
        take_owner(file, &metadata)?;
        file.set_permissions(metadata.permissions())
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        match File::open(folder)?.sync_all() {
            // some file systems cannot sync a folder; those sync it themselves
            Err(error) if matches!(error.raw_os_error(), Some(libc::EINVAL | libc::ENOTSUP)) => {}
            done => done?,
        }
        #[cfg(not(unix))]
        let _ = folder;
        Ok(())
    }

    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        patient(System::here(), || moving(from)?.persist_noclobber(to).map_err(|error| error.error))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patient(System::here(), || moving(from)?.persist(to).map_err(|error| error.error))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// A file that `tempfile` moves; it stays where it is if the move fails.
fn moving(from: &Path) -> io::Result<TempPath> {
    let mut path = TempPath::try_from_path(from)?;
    path.disable_cleanup(true);
    Ok(path)
}

/// Copies owner and group; without root only the group can be set, to one of the user's own.
#[cfg(unix)]
fn take_owner(file: &File, meta: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let own = retried(|| file.metadata())?;
    if (own.uid(), own.gid()) != (meta.uid(), meta.gid()) {
        let _ = fchown(file, Some(meta.uid()), Some(meta.gid())).or_else(|_| fchown(file, None, Some(meta.gid())));
    }
    Ok(())
}

/// Opens a plain file and returns its metadata. Links are not followed, pipes do not block, anything else is an error.
pub fn open(options: &mut fs::OpenOptions, path: &Path) -> io::Result<(File, fs::Metadata)> {
    let strange = || io::Error::other("it is not a regular file (links are not followed)");
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    // Windows has no such flags
    if cfg!(windows) && fs::symlink_metadata(path).is_ok_and(|kind| !kind.is_file()) {
        return Err(strange());
    }
    let file = options.open(path).map_err(|error| match fs::symlink_metadata(path) {
        Ok(kind) if !kind.is_file() => strange(),
        _ => error,
    })?;
    let kind = retried(|| file.metadata())?;
    if kind.is_file() { Ok((file, kind)) } else { Err(strange()) }
}

/// Turns the error of a file that does not exist into none.
pub fn existing<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        result => result.map(Some),
    }
}

/// Retries an operation while a signal interrupts it.
pub fn retried<T>(mut operation: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match operation() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// Repeats an operation for some time while another program has the file open.
fn patient<T>(system: System, mut operation: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 0..TRIES {
        match operation() {
            Err(error) if is_in_use(&error, system) => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
    operation()
}

/// How often, and after which pause: a fifth of a second.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(10);

/// Whether another program has the file open, which on Windows keeps it from being moved or replaced: an editor, or for
/// a moment a virus scanner. It also refuses a read-only file like this.
pub fn is_in_use(error: &io::Error, system: System) -> bool {
    // access denied, sharing violation, lock violation
    system == System::Windows && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_windows_a_file_in_use_is_waited_for() {
        let tried = |system, until| {
            let mut tries = 0;
            let done = patient(system, || {
                tries += 1;
                if tries > until { Ok(()) } else { Err(io::Error::from_raw_os_error(32)) }
            });
            (tries, done.is_ok())
        };
        assert_eq!(tried(System::Windows, 3), (4, true));
        assert_eq!(tried(System::Windows, 100), (21, false));
        assert_eq!((tried(System::Linux, 3), tried(System::Mac, 3)), ((1, false), (1, false)));
    }
}
