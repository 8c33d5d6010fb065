//! The operations that writing is made of: those of the real disk, behind a trait that tests can fail.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::store::layout;

/// What is at a path, a link not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link, a pipe, a device.
    Strange,
}

/// A disk: each operation does one thing, or fails and does nothing; a write may stop in the middle.
pub trait Disk {
    /// A file that is open for writing.
    type File;

    /// What is at a path; nothing where there is nothing.
    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>>;
    /// The bytes of a plain file; a link is not followed.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The names in a folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Makes one folder in one that is there.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes an empty file of a new name in a folder.
    fn temporary(&self, folder: &Path) -> io::Result<(PathBuf, Self::File)>;
    /// Writes all bytes.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file the mode of the one at a path, and its owner and group where that is allowed.
    fn take_mode(&self, file: &Self::File, of: &Path) -> io::Result<()>;
    /// Waits until the bytes of a file are on the disk.
    fn sync(&self, file: &Self::File) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Moves a file to where nothing is.
    fn place(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file to where another is, which is gone then.
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
        match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_file() => Ok(Some(FileKind::File)),
            Ok(metadata) if metadata.is_dir() => Ok(Some(FileKind::Folder)),
            Ok(_) => Ok(Some(FileKind::Strange)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
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
            // a file system that syncs no folders has them synced
            Err(error) if matches!(error.raw_os_error(), Some(libc::EINVAL | libc::ENOTSUP)) => {}
            done => done?,
        }
        #[cfg(not(unix))]
        let _ = folder;
        Ok(())
    }

    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        moving(from)?.persist_noclobber(to).map_err(|error| error.error)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        moving(from)?.persist(to).map_err(|error| error.error)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// A file that `tempfile` moves, and leaves where it is if it cannot.
fn moving(from: &Path) -> io::Result<TempPath> {
    let mut path = TempPath::try_from_path(from)?;
    path.disable_cleanup(true);
    Ok(path)
}

/// Gives a file the owner and group of another; who is not root may give it to a group of theirs at most.
#[cfg(unix)]
fn take_owner(file: &File, meta: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let own = retried(|| file.metadata())?;
    if (own.uid(), own.gid()) != (meta.uid(), meta.gid()) {
        let _ = fchown(file, Some(meta.uid()), Some(meta.gid())).or_else(|_| fchown(file, None, Some(meta.gid())));
    }
    Ok(())
}

/// Opens a plain file, and says what is known of it: a link is not followed, a pipe not waited for, anything else
/// refused.
pub fn open(options: &mut fs::OpenOptions, path: &Path) -> io::Result<(File, fs::Metadata)> {
    let strange = || io::Error::other("it is no plain file, and a link is not followed");
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    let file = options.open(path).map_err(|error| match fs::symlink_metadata(path) {
        Ok(kind) if !kind.is_file() => strange(),
        _ => error,
    })?;
    let kind = retried(|| file.metadata())?;
    if kind.is_file() { Ok((file, kind)) } else { Err(strange()) }
}

/// Something in a folder.
#[derive(Debug)]
pub struct FolderEntry {
    /// Where it is.
    pub path: PathBuf,
    /// Its name, as far as it is UTF-8.
    pub name: String,
    /// What it is, a link not followed.
    pub kind: fs::FileType,
}

/// What is in a folder, all of it or none: a listing that is broken off cannot be taken up again.
pub fn entries(folder: &Path) -> io::Result<Vec<FolderEntry>> {
    let found = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        entry.file_type().map(|kind| FolderEntry { path: entry.path(), name, kind })
    };
    let is_gone = |one: &io::Result<FolderEntry>| matches!(one, Err(error) if error.kind() == io::ErrorKind::NotFound);
    retried(|| fs::read_dir(folder)?.map(|entry| found(entry?)).filter(|found| !is_gone(found)).collect())
}

/// Does it again as long as a signal interrupts it.
pub fn retried<T>(mut operation: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match operation() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}
