//! A folder of published pages. Each ends with a comment by which it is known: no other file is overwritten or removed.

use std::collections::BTreeSet;
use std::fs;

use anyhow::ensure;

use super::atomic::{self, FileKind, NotRead, existing, retried};
use super::layout;
use super::workspace::inside;
use crate::model::field::choice;
use crate::store::prelude::*;

/// A folder of published pages.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    /// The comment at the end of each of its pages.
    mark: String,
    is_dry_run: bool,
}

choice! {
    /// What became of a page.
    pub enum Change {
        /// It is new.
        Created = "created",
        /// It was there, with other content.
        Changed = "changed",
        /// It was there as it is.
        Unchanged = "unchanged",
        /// It is no longer published.
        Removed = "removed",
    }
}

impl Site {
    /// The pages in a folder, which are for some readers.
    pub fn new(folder: PathBuf, readers: &str, is_dry_run: bool) -> Self {
        Self { folder, mark: format!("<!-- engage publish: {readers} -->\n"), is_dry_run }
    }

    /// What is in the folder and is not of this site; nothing where its first page is.
    pub fn stranger(&self) -> Result<Option<PathBuf>> {
        if self.is_own(&self.folder.join(layout::INDEX)) {
            return Ok(None);
        }
        let found = inside(&self.folder).with_context(|| NotRead::at(&self.folder))?;
        let strange = |name: &String, kind: FileKind| {
            let path = self.folder.join(name);
            let page = if kind == FileKind::Folder { path.join(layout::INDEX) } else { path.clone() };
            Some(path).filter(|_| !self.is_own(&page))
        };
        Ok(found.iter().find_map(|found| strange(&found.name, found.kind)))
    }

    fn is_own(&self, page: &Path) -> bool {
        let is_file = fs::symlink_metadata(page).is_ok_and(|kind| kind.is_file());
        is_file && fs::read(page).is_ok_and(|bytes| bytes.ends_with(self.mark.as_bytes()))
    }

    /// Writes a page, unless it is there already.
    ///
    /// # Errors
    /// Returns an error if the file is not of this site, or cannot be written.
    pub fn put(&self, page: &str, html: &str) -> Result<Change> {
        let path = self.folder.join(page);
        atomic::folder_within(&self.folder, atomic::parent(&path))?;
        let bytes = format!("{html}{}", self.mark);
        let change = match existing(fs::read(&path)).with_context(|| NotRead::at(&path))? {
            Some(old) if old == bytes.as_bytes() => return Ok(Change::Unchanged),
            Some(_) => Change::Changed,
            None => Change::Created,
        };
        let shown = path.display();
        ensure!(
            change == Change::Created || self.is_own(&path),
            "{shown} is not a page of this site and was not overwritten"
        );
        if !self.is_dry_run {
            write(&path, bytes.as_bytes()).with_context(|| format!("failed to write {shown}"))?;
        }
        Ok(change)
    }

    /// Removes the pages of this site that are no longer published; returns them.
    pub fn sweep(&self, published: &BTreeSet<&str>) -> Result<Vec<String>> {
        let mut removed = vec![];
        for found in inside(&self.folder).with_context(|| NotRead::at(&self.folder))? {
            let path = self.folder.join(&found.name);
            if found.kind != FileKind::Folder {
                removed.extend(self.removed(found.name, published)?);
                continue;
            }
            for page in inside(&path).with_context(|| NotRead::at(&path))? {
                removed.extend(self.removed(format!("{}/{}", found.name, page.name), published)?);
            }
            if !self.is_dry_run {
                // it stays if something else is in it
                let _ = fs::remove_dir(&path);
            }
        }
        Ok(removed)
    }

    fn removed(&self, page: String, published: &BTreeSet<&str>) -> Result<Option<String>> {
        let path = self.folder.join(&page);
        if published.contains(page.as_str()) || !page.ends_with(layout::PAGE) || !self.is_own(&path) {
            return Ok(None);
        }
        if !self.is_dry_run {
            retried(|| fs::remove_file(&path)).with_context(|| format!("failed to remove {}", path.display()))?;
        }
        Ok(Some(page))
    }
}

/// Writes a whole file. It is not synced: what is lost is published again.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(atomic::parent(path))?;
    let (begin, end) = layout::TEMPORARY;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!("{begin}{name}{end}"));
    fs::write(&temporary, bytes)?;
    retried(|| fs::rename(&temporary, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_site_are_overwritten_or_removed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |page: &str| folder.path().join(page);
        let site = |readers: &str| Site::new(folder.path().to_owned(), readers, false);
        let ours = site("management");
        assert_eq!(ours.stranger().unwrap(), None);
        assert_eq!(ours.put("a/index.html", "A\n").unwrap(), Change::Created);
        assert_eq!(ours.put("a/index.html", "A\n").unwrap(), Change::Unchanged);
        assert_eq!(ours.put("a/index.html", "B\n").unwrap(), Change::Changed);
        assert_eq!(ours.put("b/index.html", "B\n").unwrap(), Change::Created);
        // an interrupted first run has no first page yet
        assert_eq!(ours.stranger().unwrap(), None);
        assert_eq!(site("customer").stranger().unwrap(), Some(at("a")));
        fs::write(at("notes.html"), "mine").unwrap();
        assert_eq!(ours.stranger().unwrap(), Some(at("notes.html")));
        assert!(ours.put("notes.html", "x").unwrap_err().to_string().contains("is not a page of this site"));
        ours.put("index.html", "I\n").unwrap();
        assert_eq!(ours.stranger().unwrap(), None);
        assert_eq!(ours.sweep(&BTreeSet::from(["index.html", "a/index.html"])).unwrap(), ["b/index.html"]);
        assert!(at("a/index.html").is_file() && at("notes.html").is_file() && !at("b").is_dir());
    }
}
