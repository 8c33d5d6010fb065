//! The workspaces that are measured: created where they are missing, and as they were after each command that
//! writes.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generate::{self, Generated};
use crate::measure::{Cost, cost};

/// A folder of workspaces.
pub struct Workspaces {
    folder: PathBuf,
    /// Removes the folder at the end, if it is not kept.
    _temporary: Option<tempfile::TempDir>,
}

impl Workspaces {
    /// In a folder that is kept, or in a temporary one in cargo's folder, which is on a disk.
    pub fn new(keep: Option<PathBuf>) -> io::Result<Self> {
        if let Some(folder) = keep {
            return fs::create_dir_all(&folder).map(|()| Self { folder, _temporary: None });
        }
        let temporary = tempfile::tempdir_in(crate::programs::folder())?;
        Ok(Self { folder: temporary.path().to_owned(), _temporary: Some(temporary) })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The workspace with so many engagements.
    pub fn of(&self, engagements: u64) -> io::Result<PathBuf> {
        let workspace = self.folder.join(engagements.to_string());
        // written last
        if !workspace.join("engage.yaml").is_file() {
            generate::workspace(&workspace, engagements)?;
            settle();
        }
        Ok(workspace)
    }

    /// The workspace with one engagement of so many cycles, and that engagement.
    pub fn long(&self, cycles: u32) -> io::Result<(PathBuf, Generated)> {
        let (workspace, long) = (self.folder.join(format!("{cycles}-cycles")), generate::long(cycles));
        if !workspace.join("engage.yaml").is_file() {
            generate::workspace(&workspace, 0)?;
            long.save(&workspace)?;
            settle();
        }
        Ok((workspace, long))
    }

    /// What kind of disk it is.
    pub fn disk(&self) -> String {
        let output = Command::new("df").arg("--output=fstype").arg(&self.folder).output();
        let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
        text.lines().last().unwrap_or("an unknown kind of disk").to_owned()
    }
}

/// Flushes writes to the disk now, not during a measurement.
fn settle() {
    if Command::new("sync").status().is_err() {
        std::thread::sleep(std::time::Duration::from_secs(5));
    }
}

/// Runs a command that writes to an engagement, and takes back what it wrote.
pub fn write(command: &mut Command, workspace: &Path, engagement: &Generated) -> Result<Cost, String> {
    let cost = cost(command)?;
    match restore(workspace, engagement)? {
        0 => Err(format!("{command:?} changed nothing")),
        _ => Ok(cost),
    }
}

/// Makes an engagement what the generator made of it. Returns how many files were not so.
pub fn restore(workspace: &Path, engagement: &Generated) -> Result<usize, String> {
    let folder = workspace.join("engagements").join(&engagement.id);
    let mut missing: BTreeMap<_, _> = engagement.files.iter().map(|(path, text)| (folder.join(path), text)).collect();
    let mut changed = 0;
    for path in files(&folder) {
        let text = missing.remove(&path);
        let failed = match text {
            None => fs::remove_file(&path),
            Some(text) if fs::read_to_string(&path).is_ok_and(|now| now == *text) => continue,
            Some(text) => fs::write(&path, text),
        };
        failed.map_err(|error| format!("{}: {error}", path.display()))?;
        changed += 1;
    }
    if missing.is_empty() { Ok(changed) } else { Err(format!("{:?} is missing", missing.keys())) }
}

/// All files of a folder and of the folders in it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder).into_iter().flatten().flatten();
    items.flat_map(|item| if item.path().is_dir() { files(&item.path()) } else { vec![item.path()] }).collect()
}

/// The bytes of all files of a folder and of the folders in it.
pub fn bytes(folder: &Path) -> u64 {
    let items = fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = items.filter_map(|item| Some((item.path(), item.metadata().ok()?)));
    sizes.map(|(path, metadata)| if metadata.is_dir() { bytes(&path) } else { metadata.len() }).sum()
}
