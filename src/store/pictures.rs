//! Pictures of the workspace: read only where they are plain files in it.

use crate::store::prelude_above::*;

/// The bytes of a file at a path from a folder of the workspace, at most so many.
///
/// # Errors
/// Returns why it is not read: it is not in the workspace, behind a link, missing, or too large.
pub fn picture(workspace: &Workspace, folder: &Path, address: &str, most: usize) -> Result<Vec<u8>, String> {
    let file = layout::normal(&folder.join(address));
    if address.contains("://") || !file.starts_with(layout::normal(&workspace.root)) {
        return Err("is not in the workspace".to_owned());
    }
    atomic::within(&workspace.root, &file).map_err(|_| "is behind a link, which is not followed".to_owned())?;
    let bytes = bytes(&file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "does not exist".to_owned(),
        _ => format!("cannot be read: {error}"),
    })?;
    if bytes.len() > most { Err(format!("is larger than {} KiB", most / 1024)) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_read_only_where_it_is_a_plain_small_file_of_the_workspace() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("w");
        std::fs::create_dir_all(root.join("a")).unwrap();
        std::fs::write(root.join("one.png"), "abc").unwrap();
        std::fs::write(folder.path().join("two.png"), "abc").unwrap();
        let workspace = Workspace::open(&root, &root);
        let read = |address: &str, most| picture(&workspace, &root.join("a"), address, most);
        assert_eq!(read("../one.png", 3).unwrap(), b"abc");
        assert_eq!(read("../one.png", 2).unwrap_err(), "is larger than 0 KiB");
        assert_eq!(read("../two.png", 3).unwrap_err(), "does not exist");
        for outside in ["../../two.png", "/etc/hostname", "https://a.example/b.png"] {
            assert_eq!(read(outside, 3).unwrap_err(), "is not in the workspace", "{outside}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path(), root.join("link")).unwrap();
            std::os::unix::fs::symlink(folder.path().join("two.png"), root.join("two.png")).unwrap();
            assert_eq!(read("../link/two.png", 3).unwrap_err(), "is behind a link, which is not followed");
            assert!(read("../two.png", 3).unwrap_err().contains("links are not followed"));
        }
    }
}
