//! An in-memory disk that can fail or stop at any operation, and that knows what survives a power loss: only synced
//! bytes and names are guaranteed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{Disk, FileKind};
use crate::store::layout;

/// The fault to inject, at an operation counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskFault {
    /// Nothing.
    None,
    /// One operation fails.
    Once(usize, ErrorKind),
    /// All operations fail from one on.
    ForGood(usize, ErrorKind),
    /// The process is killed after an operation; later ones have no effect.
    KilledAfter(usize),
    /// The process is killed during an operation; a write is half done.
    KilledIn(usize),
}

/// What is visible after the process or the machine stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Everything: the process was killed, the machine keeps running.
    All,
    /// All names, but only the bytes that were synced.
    NamesFirst,
    /// Only what was synced: the power was lost.
    Synced,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MemoryNode {
    Folder,
    File(usize),
}

#[derive(Debug, Default)]
struct MemoryFile {
    bytes: Vec<u8>,
    synced: Vec<u8>,
    mode: u32,
}

/// The disk.
#[derive(Debug)]
pub struct MemoryDisk {
    fault: Cell<DiskFault>,
    done: Cell<usize>,
    files: RefCell<Vec<MemoryFile>>,
    names: RefCell<BTreeMap<PathBuf, MemoryNode>>,
    synced: RefCell<BTreeMap<PathBuf, MemoryNode>>,
}

impl MemoryDisk {
    /// A disk with a folder `/w`, and these files with the mode 640 in it, all synced.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let (mut names, mut all) = (BTreeMap::from([(PathBuf::from("/w"), MemoryNode::Folder)]), Vec::new());
        for (path, text) in files {
            for above in Path::new(path).ancestors().skip(1).filter(|above| above.starts_with("/w")) {
                names.insert(above.to_owned(), MemoryNode::Folder);
            }
            names.insert(PathBuf::from(path), MemoryNode::File(all.len()));
            all.push(MemoryFile { bytes: text.as_bytes().to_vec(), synced: text.as_bytes().to_vec(), mode: 0o640 });
        }
        let synced = RefCell::new(names.clone());
        let (fault, done) = (Cell::new(DiskFault::None), Cell::new(0));
        Self { fault, done, files: RefCell::new(all), names: RefCell::new(names), synced }
    }

    /// The same disk, with a fault.
    pub fn failing(files: &[(&str, &str)], fault: DiskFault) -> Self {
        let disk = Self::with(files);
        disk.fault.set(fault);
        disk
    }

    /// Clears the fault.
    pub fn repair(&self) {
        self.fault.set(DiskFault::None);
    }

    /// The number of operations attempted.
    pub fn done(&self) -> usize {
        self.done.get()
    }

    /// The mode of a file.
    pub fn mode(&self, path: &str) -> u32 {
        let file = self.file(Path::new(path)).unwrap();
        self.files.borrow()[file].mode
    }

    /// The surviving files with their text.
    pub fn left(&self, left: Left) -> BTreeMap<String, String> {
        let names = if left == Left::Synced { self.synced.borrow() } else { self.names.borrow() };
        let has_folders =
            |path: &Path| path.ancestors().skip(1).filter(|a| a.starts_with("/w")).all(|a| names.contains_key(a));
        let files = names.iter().filter_map(|(path, node)| match node {
            MemoryNode::File(at) if has_folders(path) => Some((path.display().to_string(), *at)),
            _ => None,
        });
        let text = |at: usize| {
            let file = &self.files.borrow()[at];
            String::from_utf8(if left == Left::All { file.bytes.clone() } else { file.synced.clone() }).unwrap()
        };
        files.map(|(path, at)| (path, text(at))).collect()
    }

    /// Counts an operation and runs it unless it fails; a stopped process does nothing more.
    fn operation<T>(&self, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let at = self.done.get() + 1;
        self.done.set(at);
        match self.fault.get() {
            DiskFault::Once(fails, kind) if at == fails => Err(kind.into()),
            DiskFault::ForGood(fails, kind) if at >= fails => Err(kind.into()),
            DiskFault::KilledAfter(last) if at > last => Err(io::Error::other("killed")),
            DiskFault::KilledIn(last) if at >= last => Err(io::Error::other("killed")),
            _ => work(),
        }
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.names.borrow().get(path) {
            Some(MemoryNode::File(file)) => Ok(*file),
            _ => Err(ErrorKind::NotFound.into()),
        }
    }

    fn put(&self, path: &Path, node: MemoryNode) -> io::Result<()> {
        let above = path.parent().unwrap();
        if self.names.borrow().get(above) != Some(&MemoryNode::Folder) {
            return Err(ErrorKind::NotFound.into());
        }
        self.names.borrow_mut().insert(path.to_owned(), node);
        Ok(())
    }

    fn moved(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.put(to, MemoryNode::File(self.file(from)?))?;
        self.names.borrow_mut().remove(from);
        Ok(())
    }
}

impl Disk for MemoryDisk {
    type File = usize;

    fn kind(&self, path: &Path) -> io::Result<Option<FileKind>> {
        self.operation(|| {
            Ok(self.names.borrow().get(path).map(|node| match node {
                MemoryNode::Folder => FileKind::Folder,
                MemoryNode::File(_) => FileKind::File,
            }))
        })
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.operation(|| self.file(path).map(|file| self.files.borrow()[file].bytes.clone()))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.operation(|| {
            let names = self.names.borrow();
            let inside = names.keys().filter(|path| path.parent() == Some(folder));
            Ok(inside.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect())
        })
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.operation(|| {
            if self.names.borrow().contains_key(path) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            self.put(path, MemoryNode::Folder)
        })
    }

    fn temporary(&self, folder: &Path) -> io::Result<(PathBuf, usize)> {
        self.operation(|| {
            let (begin, end) = layout::TEMPORARY;
            let file = self.files.borrow().len();
            let path = PathBuf::from(format!("{}/{begin}{file}{end}", folder.display()));
            self.put(&path, MemoryNode::File(file))?;
            self.files.borrow_mut().push(MemoryFile { mode: 0o644, ..MemoryFile::default() });
            Ok((path, file))
        })
    }

    fn write(&self, file: &mut usize, bytes: &[u8]) -> io::Result<()> {
        // the real disk retries after a signal, so a signal is not a failure
        if let DiskFault::Once(fails, ErrorKind::Interrupted) = self.fault.get()
            && fails == self.done.get() + 1
        {
            self.fault.set(DiskFault::None);
        }
        let done = self.operation(|| {
            self.files.borrow_mut()[*file].bytes.extend(bytes);
            Ok(())
        });
        let was_alive = match self.fault.get() {
            DiskFault::KilledAfter(last) | DiskFault::KilledIn(last) => self.done.get() <= last,
            _ => true,
        };
        if done.is_err() && was_alive {
            self.files.borrow_mut()[*file].bytes.extend(&bytes[..bytes.len() / 2]);
        }
        done
    }

    fn take_mode(&self, file: &usize, of: &Path) -> io::Result<()> {
        self.operation(|| {
            let other = self.file(of)?;
            let mode = self.files.borrow()[other].mode;
            self.files.borrow_mut()[*file].mode = mode;
            Ok(())
        })
    }

    fn sync(&self, file: &usize) -> io::Result<()> {
        self.operation(|| {
            let file = &mut self.files.borrow_mut()[*file];
            file.synced = file.bytes.clone();
            Ok(())
        })
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.operation(|| {
            let names = self.names.borrow();
            let mut synced = self.synced.borrow_mut();
            synced.retain(|path, _| path.parent() != Some(folder));
            let inside = names.iter().filter(|(path, _)| path.parent() == Some(folder));
            synced.extend(inside.map(|(path, node)| (path.clone(), *node)));
            Ok(())
        })
    }

    fn place(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operation(|| {
            if self.names.borrow().contains_key(to) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            self.moved(from, to)
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operation(|| self.moved(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.operation(|| {
            self.file(path)?;
            self.names.borrow_mut().remove(path);
            Ok(())
        })
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.operation(|| {
            let mut names = self.names.borrow_mut();
            if names.keys().any(|other| other.parent() == Some(path)) {
                return Err(ErrorKind::DirectoryNotEmpty.into());
            }
            names.remove(path).map(drop).ok_or_else(|| ErrorKind::NotFound.into())
        })
    }
}
