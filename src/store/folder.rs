//! Reads folders: the names in them, and their files by name, so that no path is walked twice.
//!
//! Links are not followed, and nothing is asked of a file that its folder's listing has told.

use std::io;
use std::path::Path;

pub use system::OpenFolder;

/// What a folder has in it.
#[derive(Debug, Clone)]
pub struct FolderEntry {
    /// Its name, lossy if not UTF-8.
    pub name: String,
    /// Its type.
    pub kind: FileKind,
}

/// The type of what is at a path; links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// A link, a pipe, a device.
    Strange,
}

impl FileKind {
    /// The kind of a file as the system names it.
    pub fn of(kind: std::fs::FileType) -> Self {
        match kind {
            kind if kind.is_file() => Self::File,
            kind if kind.is_dir() => Self::Folder,
            _ => Self::Strange,
        }
    }
}

/// What a folder has in it, all or nothing.
pub fn entries(folder: &Path) -> io::Result<Vec<FolderEntry>> {
    OpenFolder::at(folder)?.entries()
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::path::Path;

    use rustix::buffer::spare_capacity;
    use rustix::fd::{AsFd, OwnedFd};
    use rustix::fs::{AtFlags, CWD, Dir, DirEntry, FileType, Mode, OFlags, openat, statat};
    use rustix::io::{Errno, read, retry_on_intr};

    use super::{FileKind, FolderEntry};

    /// The room for a file, before it is known to be larger.
    const ROOM: usize = 32 * 1024;

    /// An open folder.
    pub struct OpenFolder(Dir);

    impl OpenFolder {
        /// Opens the folder at a path, which may lead through links.
        pub fn at(path: &Path) -> io::Result<Self> {
            Ok(Self(Dir::new(open(CWD, path, OFlags::DIRECTORY)?)?))
        }

        /// Opens a folder in this one.
        pub fn folder(&self, name: &str) -> io::Result<Self> {
            let folder = open(self.0.fd()?, Path::new(name), OFlags::DIRECTORY | OFlags::NOFOLLOW)?;
            Ok(Self(Dir::new(folder)?))
        }

        /// What it has in it, all or nothing.
        pub fn entries(&mut self) -> io::Result<Vec<FolderEntry>> {
            loop {
                match self.listed() {
                    Err(Errno::INTR) => self.0.rewind(),
                    listed => return Ok(listed?),
                }
            }
        }

        fn listed(&mut self) -> Result<Vec<FolderEntry>, Errno> {
            let mut entries = Vec::new();
            while let Some(entry) = self.0.read() {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if name != "." && name != ".." {
                    entries.extend(self.kind(&entry)?.map(|kind| FolderEntry { name, kind }));
                }
            }
            Ok(entries)
        }

        /// The type of an entry; `None` if it is gone. Some file systems do not list it.
        fn kind(&self, entry: &DirEntry) -> Result<Option<FileKind>, Errno> {
            let listed = match entry.file_type() {
                FileType::Unknown => match statat(self.0.fd()?, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW) {
                    Err(Errno::NOENT) => return Ok(None),
                    stat => FileType::from_raw_mode(stat?.st_mode),
                },
                listed => listed,
            };
            Ok(Some(match listed {
                FileType::RegularFile => FileKind::File,
                FileType::Directory => FileKind::Folder,
                _ => FileKind::Strange,
            }))
        }

        /// Reads a file that was listed as one into an empty buffer: whole, or more bytes than `most`.
        pub fn read(&self, name: &str, most: usize, buffer: &mut Vec<u8>) -> io::Result<()> {
            let file = open(self.0.fd()?, Path::new(name), OFlags::NOFOLLOW | OFlags::NONBLOCK)?;
            while buffer.len() <= most {
                buffer.reserve(ROOM);
                let room = buffer.capacity() - buffer.len();
                let got = retry_on_intr(|| read(&file, spare_capacity(buffer)))?;
                // less than there is room for is the end; a file system that gives pieces cuts them at a block
                if got == 0 || (got < room && buffer.ends_with(b"\n") && !buffer.len().is_multiple_of(512)) {
                    break;
                }
            }
            Ok(())
        }
    }

    fn open(folder: impl AsFd, path: &Path, flags: OFlags) -> io::Result<OwnedFd> {
        Ok(retry_on_intr(|| openat(&folder, path, OFlags::RDONLY | OFlags::CLOEXEC | flags, Mode::empty()))?)
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, DirEntry, File};
    use std::io::{self, Read as _};
    use std::path::{Path, PathBuf};

    use super::{FileKind, FolderEntry};

    /// A folder.
    pub struct OpenFolder(PathBuf);

    impl OpenFolder {
        /// The folder at a path, which may lead through links.
        pub fn at(path: &Path) -> io::Result<Self> {
            fs::metadata(path).map(|_| Self(path.to_owned()))
        }

        /// A folder in this one.
        pub fn folder(&self, name: &str) -> io::Result<Self> {
            let path = self.0.join(name);
            if fs::symlink_metadata(&path)?.is_dir() {
                Self::at(&path)
            } else {
                Err(io::ErrorKind::NotADirectory.into())
            }
        }

        /// What it has in it, all or nothing.
        pub fn entries(&mut self) -> io::Result<Vec<FolderEntry>> {
            let listed = |entry: DirEntry| {
                let kind = FileKind::of(entry.file_type()?);
                Ok(FolderEntry { name: entry.file_name().to_string_lossy().into_owned(), kind })
            };
            fs::read_dir(&self.0)?.map(|entry| listed(entry?)).collect()
        }

        /// Reads a file into an empty buffer: whole, or more bytes than `most`.
        pub fn read(&self, name: &str, most: usize, buffer: &mut Vec<u8>) -> io::Result<()> {
            let path = self.0.join(name);
            if !fs::symlink_metadata(&path)?.is_file() {
                return Err(io::Error::other("it is not a regular file (links are not followed)"));
            }
            File::open(path)?.take(most as u64 + 1).read_to_end(buffer).map(drop)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whole_or_until_it_is_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let open = OpenFolder::at(folder.path()).unwrap();
        for size in [0, 1, 32 * 1024, 100_000] {
            std::fs::write(folder.path().join("x"), vec![b'x'; size]).unwrap();
            let mut buffer = Vec::new();
            open.read("x", 200_000, &mut buffer).unwrap();
            assert_eq!(buffer.len(), size);
        }
        std::fs::File::create(folder.path().join("large")).unwrap().set_len(1 << 30).unwrap();
        let mut buffer = Vec::new();
        open.read("large", 1 << 20, &mut buffer).unwrap();
        assert!((1 << 20) < buffer.len() && buffer.len() < 3 << 20, "{}", buffer.len());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_listed_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("goals")).unwrap();
        std::fs::write(folder.path().join("x.yaml"), "x").unwrap();
        std::os::unix::fs::symlink("x.yaml", folder.path().join("link.yaml")).unwrap();
        std::os::unix::fs::symlink("goals", folder.path().join("link")).unwrap();
        let mut open = OpenFolder::at(folder.path()).unwrap();
        let mut entries: Vec<_> = open.entries().unwrap().into_iter().map(|found| (found.name, found.kind)).collect();
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        let expected = [("goals", FileKind::Folder), ("link", FileKind::Strange), ("link.yaml", FileKind::Strange)];
        assert_eq!(entries[..3], expected.map(|(name, kind)| (name.to_owned(), kind)));
        assert!(open.folder("link").is_err() && open.folder("goals").is_ok());
        assert!(open.read("link.yaml", 10, &mut Vec::new()).is_err());
    }
}
