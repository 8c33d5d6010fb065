//! One way to write: whole files, never a mixture of old and new.
//!
//! A unique temporary in the same folder is written and synced, put in place, and the folder synced.
//! Every operation goes through a [`Disk`], so that tests can fail each of them and stop after it.

mod disk;

pub use super::folder::FileKind;
use super::layout;
pub use disk::{Disk, Real, existing, is_in_use, open, retried};

/// The file changed since it was read; exit 5.
#[derive(Debug, thiserror::Error)]
#[error("{} changed while this command ran; it was not overwritten", .0.display())]
pub struct Changed(pub PathBuf);

/// Error context: a path could not be read.
#[derive(Debug, thiserror::Error)]
#[error("failed to read {0}")]
pub struct NotRead(pub String);

impl NotRead {
    /// The path of the file or folder.
    pub fn at(path: &Path) -> Self {
        Self(path.display().to_string())
    }
}

/// Creates a file and its parent folders; never overwrites.
pub fn create(disk: &impl Disk, path: &Path, bytes: &[u8]) -> Result<()> {
    within_folder(disk, path, || {
        let put = |temporary: &Path| retried(|| disk.place(temporary, path));
        match written(disk, path, bytes, None, put) {
            Err(error) if has_kind(&error, ErrorKind::AlreadyExists) => Err(Changed(path.to_owned()).into()),
            done => done.with_context(|| format!("failed to write {}", path.display())),
        }
    })
}

/// Replaces the bytes of a file if it still holds the old ones; the mode is kept.
pub fn replace(disk: &impl Disk, path: &Path, old: &[u8], new: &[u8]) -> Result<()> {
    let failed = || format!("failed to write {}", path.display());
    let mut is_changed = retried(|| disk.kind(path)).with_context(failed)?.is_none();
    if is_changed {
        return Err(Changed(path.to_owned()).into());
    }
    let put = |temporary: &Path| {
        is_changed = existing(retried(|| disk.read(path)))?.as_deref() != Some(old);
        if is_changed { Err(ErrorKind::AlreadyExists.into()) } else { retried(|| disk.rename(temporary, path)) }
    };
    let done = written(disk, path, new, Some(path), put);
    if is_changed {
        return Err(Changed(path.to_owned()).into());
    }
    done.with_context(failed)?;
    synced(disk, parent(path))
}

/// Moves a file or a folder to a free path and creates the folders of that path; removes a source file if the target
/// has the same bytes.
pub fn rename(disk: &impl Disk, from: &Path, to: &Path) -> Result<()> {
    let is_same = || Ok::<_, std::io::Error>(retried(|| disk.read(from))? == retried(|| disk.read(to))?);
    let is_folder = retried(|| disk.kind(from)).with_context(|| NotRead::at(from))? == Some(FileKind::Folder);
    let put = || match retried(|| disk.place(from, to)) {
        // not every file system moves a folder this way; the other one fails if the target has anything in it
        Err(_) if is_folder && retried(|| disk.kind(to))?.is_none() => retried(|| disk.rename(from, to)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && !is_folder && is_same()? => {
            retried(|| disk.remove(from))
        }
        done => done,
    };
    within_folder(disk, to, || match put() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Changed(to.to_owned()).into()),
        done => done.with_context(|| format!("failed to move {} to {}", from.display(), to.display())),
    })?;
    synced(disk, parent(from))
}

/// Removes a file if it still holds these bytes, and then the folders that are empty without it, up to `root`.
pub fn remove(disk: &impl Disk, root: &Path, path: &Path, old: &[u8]) -> Result<()> {
    let failed = || format!("failed to remove {}", path.display());
    if existing(retried(|| disk.read(path))).with_context(failed)?.as_deref() != Some(old) {
        return Err(Changed(path.to_owned()).into());
    }
    retried(|| disk.remove(path)).with_context(failed)?;
    let mut folder = parent(path);
    while folder != root {
        match retried(|| disk.remove_folder(folder)) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => break,
            done => done.with_context(|| format!("failed to remove the empty folder {}", folder.display()))?,
        }
        folder = parent(folder);
    }
    synced(disk, folder)
}

/// Creates a folder and its parents.
pub fn folder(disk: &impl Disk, path: &Path) -> Result<()> {
    let missing = missing(disk, path)?;
    let mut made = Vec::new();
    make_folders(disk, &missing, &mut made).inspect_err(|_| unmake(disk, &made))?;
    named(disk, &missing)
}

/// A path with its links resolved as far as it exists; the rest is kept as is.
pub fn real(path: &Path) -> PathBuf {
    let existing = path.ancestors().find_map(|folder| Some((folder, std::fs::canonicalize(folder).ok()?)));
    let Some((existing, real)) = existing else { return path.to_owned() };
    match path.strip_prefix(existing) {
        Ok(rest) if rest.as_os_str().is_empty() => real,
        rest => real.join(rest.unwrap_or(path)),
    }
}

/// Rejects a path below the workspace folder that goes through a link: it may lead anywhere.
///
/// The engagements folder itself may be a link, since it belongs to the workspace.
pub fn within(root: &Path, path: &Path) -> Result<()> {
    folder_within(root, parent(path))
}

/// The same for a path in a folder that the program creates itself; elsewhere a link is the user's choice.
pub fn within_own(root: &Path, path: &Path) -> Result<()> {
    let own = [layout::ENGAGEMENTS, layout::LOCAL, layout::TEMPLATES, layout::EXPORT, layout::SCHEMAS, layout::VS_CODE];
    if own.iter().any(|own| path.starts_with(root.join(own))) { within(root, path) } else { Ok(()) }
}

/// The same for a folder itself.
pub fn folder_within(root: &Path, folder: &Path) -> Result<()> {
    let is_own = |folder: &Path| folder == root || folder == root.join(layout::ENGAGEMENTS);
    for folder in folder.ancestors().take_while(|folder| folder.starts_with(root)) {
        let kind = retried(|| Real.kind(folder)).with_context(|| NotRead::at(folder))?;
        anyhow::ensure!(
            is_own(folder) || matches!(kind, None | Some(FileKind::Folder)),
            "nothing was written: {} is not a folder (links are not followed); put the real folder there",
            folder.display()
        );
    }
    Ok(())
}

/// Removes the temporaries that a killed command left in a folder; requires the lock.
pub fn sweep(disk: &impl Disk, folder: &Path) {
    for name in retried(|| disk.names(folder)).unwrap_or_default() {
        let path = folder.join(&name);
        if layout::is_temporary(&name) && matches!(retried(|| disk.kind(&path)), Ok(Some(FileKind::File))) {
            let _ = retried(|| disk.remove(&path));
        }
    }
}

/// The parent folder of a file.
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes and syncs a temporary beside a path, then calls `put` to move it into place; removes it on failure.
fn written<D: Disk>(
    disk: &D,
    path: &Path,
    bytes: &[u8],
    mode_of: Option<&Path>,
    put: impl FnOnce(&Path) -> std::io::Result<()>,
) -> Result<()> {
    let (temporary, mut file) = retried(|| disk.temporary(parent(path)))?;
    let fill = |file: &mut D::File| {
        disk.write(file, bytes)?;
        mode_of.map_or(Ok(()), |path| retried(|| disk.take_mode(file, path)))?;
        retried(|| disk.sync(file))
    };
    let done = fill(&mut file).and_then(|()| put(&temporary));
    if done.is_err() {
        let _ = retried(|| disk.remove(&temporary));
    }
    Ok(done?)
}

/// Runs an operation in the parent folder of a path and syncs the folder. Folders that are created for it are removed
/// if it fails, else synced last: while a file is being written, none of them holds anything that may not be lost.
fn within_folder(disk: &impl Disk, path: &Path, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let missing = missing(disk, parent(path))?;
    let mut made = Vec::new();
    make_folders(disk, &missing, &mut made).and_then(|()| work()).inspect_err(|_| unmake(disk, &made))?;
    synced(disk, parent(path))?;
    named(disk, &missing)
}

/// The folders of a path that do not exist, innermost first.
fn missing<'p>(disk: &impl Disk, folder: &'p Path) -> Result<Vec<&'p Path>> {
    let mut missing = Vec::new();
    for above in folder.ancestors().filter(|above| !above.as_os_str().is_empty()) {
        match retried(|| disk.kind(above)).with_context(|| not_created(folder))? {
            Some(_) => break,
            None => missing.push(above),
        }
    }
    Ok(missing)
}

/// Creates missing folders; `made` are those that nobody else created meanwhile.
fn make_folders<'p>(disk: &impl Disk, missing: &[&'p Path], made: &mut Vec<&'p Path>) -> Result<()> {
    for folder in missing.iter().rev() {
        match retried(|| disk.make_folder(folder)) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            done => done.with_context(|| not_created(folder)).map(|()| made.push(folder))?,
        }
    }
    Ok(())
}

/// Syncs the names of folders that were created.
fn named(disk: &impl Disk, folders: &[&Path]) -> Result<()> {
    folders.iter().try_for_each(|folder| synced(disk, parent(folder)))
}

fn not_created(folder: &Path) -> String {
    format!("failed to create the folder {}", folder.display())
}

fn unmake(disk: &impl Disk, made: &[&Path]) {
    for folder in made.iter().rev() {
        let _ = retried(|| disk.remove_folder(folder));
    }
}

fn synced(disk: &impl Disk, folder: &Path) -> Result<()> {
    retried(|| disk.sync_folder(folder)).with_context(|| format!("failed to sync {}", folder.display()))
}

fn has_kind(error: &anyhow::Error, kind: ErrorKind) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == kind)
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
use crate::store::prelude::*;
#[cfg(test)]
pub(super) use fixture::{DiskFault, Left, MemoryDisk};
