//! A folder of published pages. Each ends with a comment by which it is known: no other file is overwritten or removed.

use std::collections::BTreeSet;

use anyhow::bail;

use crate::model::field::choice;
use crate::store::prelude_above::*;

/// The file in which GitHub Pages keeps the site's address.
const ADDRESS: &str = "CNAME";

/// A folder of published pages.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    /// The comment at the end of each of its pages.
    mark: String,
    is_dry_run: bool,
}

choice! {
    /// The change of a page in a run.
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

    /// What is in the folder and is not of this site; nothing where its first page is. A folder that has no page is what
    /// an interrupted run leaves.
    pub fn stranger(&self) -> Result<Option<PathBuf>> {
        if self.is_own(&self.folder.join(layout::INDEX)) {
            return Ok(None);
        }
        let found = inside(&self.folder).with_context(|| NotRead::at(&self.folder))?;
        let is_known = |path: &Path, kind| match kind {
            FileKind::Folder => {
                self.is_own(&path.join(layout::INDEX)) || inside(path).is_ok_and(|pages| pages.is_empty())
            }
            _ => path.ends_with(ADDRESS) || self.is_own(path),
        };
        let mut found = found.iter().map(|found| (self.folder.join(&found.name), found.kind));
        Ok(found.find(|(path, kind)| !is_known(path, *kind)).map(|(path, _)| path))
    }

    fn is_own(&self, page: &Path) -> bool {
        Real.read(page).is_ok_and(|bytes| bytes.ends_with(self.mark.as_bytes()))
    }

    /// Writes a page, unless it is there already.
    ///
    /// # Errors
    /// Returns an error if the file is not of this site, or cannot be written.
    pub fn put(&self, page: &str, html: &str) -> Result<Change> {
        let path = self.folder.join(page);
        atomic::folder_within(&self.folder, atomic::parent(&path))?;
        let bytes = format!("{html}{}", self.mark);
        let shown = path.display();
        let change = match existing(Real.read(&path)).with_context(|| NotRead::at(&path))? {
            Some(old) if old == bytes.as_bytes() => return Ok(Change::Unchanged),
            Some(old) if !old.ends_with(self.mark.as_bytes()) => {
                bail!("{shown} is not a page of this site and was not overwritten")
            }
            Some(_) => Change::Changed,
            None => Change::Created,
        };
        if !self.is_dry_run {
            write(&path, bytes.as_bytes()).with_context(|| format!("failed to write {shown}"))?;
        }
        Ok(change)
    }

    /// Removes the pages of this site that are no longer published, and the temporaries of interrupted runs; returns the
    /// pages.
    pub fn sweep(&self, published: &BTreeSet<&str>) -> Result<Vec<String>> {
        let mut removed = vec![];
        self.clear(&self.folder);
        for found in inside(&self.folder).with_context(|| NotRead::at(&self.folder))? {
            let path = self.folder.join(&found.name);
            if found.kind != FileKind::Folder {
                removed.extend(self.removed(found.name, published)?);
                continue;
            }
            self.clear(&path);
            let before = removed.len();
            for page in inside(&path).with_context(|| NotRead::at(&path))? {
                removed.extend(self.removed(format!("{}/{}", found.name, page.name), published)?);
            }
            if !self.is_dry_run && removed.len() > before {
                // it stays if something else is in it
                let _ = fs::remove_dir(&path);
            }
        }
        Ok(removed)
    }

    fn clear(&self, folder: &Path) {
        if !self.is_dry_run {
            atomic::sweep(&Real, folder);
        }
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
    let folder = atomic::parent(path);
    fs::create_dir_all(folder)?;
    let (temporary, mut file) = Real.temporary(folder)?;
    let done = Real.write(&mut file, bytes).and_then(|()| retried(|| Real.rename(&temporary, path)));
    done.inspect_err(|_| drop(fs::remove_file(&temporary)))
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

    #[cfg(unix)]
    #[test]
    fn links_pipes_and_what_others_keep_in_the_folder_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |page: &str| folder.path().join(page);
        let site = Site::new(folder.path().to_owned(), "management", false);
        for own in ["a", "b", "theirs"] {
            fs::create_dir(at(own)).unwrap();
        }
        for (file, text) in [("CNAME", "example.com"), ("a/.engage-x.tmp", "half"), ("victim", "mine")] {
            fs::write(at(file), text).unwrap();
        }
        assert_eq!(site.stranger().unwrap(), Some(at("victim")));
        std::os::unix::fs::symlink(at("victim"), at("a/.engage-index.html.tmp")).unwrap();
        std::os::unix::fs::symlink(at("victim"), at("b/index.html")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(at("b/x.html")).status().unwrap().success());
        assert_eq!(site.put("a/index.html", "A\n").unwrap(), Change::Created);
        for strange in ["b/index.html", "b/x.html"] {
            let error = format!("{:#}", site.put(strange, "B\n").unwrap_err());
            assert!(error.contains(strange) && error.contains("is not a regular file"), "{error}");
        }
        assert_eq!(site.sweep(&BTreeSet::from(["a/index.html"])).unwrap(), [""; 0]);
        assert_eq!(fs::read_to_string(at("victim")).unwrap(), "mine");
        assert!(at("theirs").is_dir() && !at("a/.engage-x.tmp").exists());
    }
}
