//! One way to write: whole files, never a mixture of old and new.
//!
//! A unique temporary in the same folder is written and synced, put in place, and the folder synced.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::layout;

/// A file that is not as it was when it was read; exit 5.
#[derive(Debug)]
pub struct Changed(pub PathBuf);

impl std::fmt::Display for Changed {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{} changed while this command ran: nothing of it was overwritten", self.0.display())
    }
}

impl std::error::Error for Changed {}

/// Makes a new file, and its folders; never over an existing one.
pub fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = parent(path);
    fs::create_dir_all(folder).with_context(|| format!("failed to make the folder {}", folder.display()))?;
    let temporary = written(folder, bytes).with_context(|| format!("failed to write {}", path.display()))?;
    match temporary.persist_noclobber(path) {
        Ok(_) => sync(folder),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(Changed(path.to_owned()).into()),
        Err(error) => Err(error.error).with_context(|| format!("failed to write {}", path.display())),
    }
}

/// Puts new bytes in the place of old ones, if those are still the ones there; the mode stays.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<()> {
    let folder = parent(path);
    let failed = || format!("failed to write {}", path.display());
    let kept = fs::symlink_metadata(path).with_context(failed)?;
    if !kept.is_file() {
        anyhow::bail!("failed to write {}: it is no plain file, and a link is not followed", path.display());
    }
    let temporary = written(folder, new).with_context(failed)?;
    temporary.as_file().set_permissions(kept.permissions()).with_context(failed)?;
    if fs::read(path).with_context(failed)? != old {
        return Err(Changed(path.to_owned()).into());
    }
    temporary.persist(path).map_err(|error| error.error).with_context(failed)?;
    sync(folder)
}

/// Moves a file to a place where nothing is.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    let folder = parent(to);
    fs::create_dir_all(folder).with_context(|| format!("failed to make the folder {}", folder.display()))?;
    if fs::symlink_metadata(to).is_ok() {
        return Err(Changed(to.to_owned()).into());
    }
    fs::rename(from, to).with_context(|| format!("failed to move {} to {}", from.display(), to.display()))?;
    sync(folder)?;
    sync(parent(from))
}

/// A path with the links in it followed, as far as it exists; the rest stays as it is named.
pub fn real(path: &Path) -> PathBuf {
    let there = path.ancestors().find_map(|folder| Some((folder, fs::canonicalize(folder).ok()?)));
    let Some((there, real)) = there else { return path.to_owned() };
    match path.strip_prefix(there) {
        Ok(rest) if rest.as_os_str().is_empty() => real,
        rest => real.join(rest.unwrap_or(path)),
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn written(folder: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let (prefix, suffix) = layout::TEMPORARY;
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix).suffix(suffix);
    #[cfg(unix)]
    let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

fn sync(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder)
        .and_then(|open| open.sync_all())
        .with_context(|| format!("failed to sync {}", folder.display()))?;
    Ok(())
}

/// Removes temporaries that a killed command left in a folder; only under the lock.
pub fn sweep(folder: &Path) {
    let (prefix, suffix) = layout::TEMPORARY;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let left = name.to_str().is_some_and(|name| name.starts_with(prefix) && name.ends_with(suffix));
        if left && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_never_replaces_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.yaml");
        create(&path, b"one").unwrap();
        assert!(create(&path, b"two").unwrap_err().is::<Changed>());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn bytes_that_changed_underneath_are_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.yaml");
        create(&path, b"theirs").unwrap();
        assert!(replace(&path, b"read", b"ours").unwrap_err().is::<Changed>());
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        replace(&path, b"theirs", b"ours").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"ours");
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_stays_and_a_link_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b.yaml");
        create(&path, b"one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, b"one", b"two").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        let link = folder.path().join("l.yaml");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert!(replace(&link, b"two", b"three").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"two");
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
        sweep(folder.path());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
