//! Digests of files: what evidence was when it was named.

use std::fs::File;
use std::io::{self, BufRead as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::atomic::open;

/// SHA-256 of a plain file, in hexadecimal, read in pieces; a link is not followed, a pipe not waited for.
pub fn of_file(path: &Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    io::copy(&mut plain(path)?, &mut digest)?;
    Ok(format!("{:x}", digest.finalize()))
}

/// The same of the file with all its line ends as LF, and as CRLF.
pub fn of_other_line_ends(path: &Path) -> io::Result<[String; 2]> {
    let (mut file, mut line) = (io::BufReader::new(plain(path)?), Vec::new());
    let mut digests = [Sha256::new(), Sha256::new()];
    while file.read_until(b'\n', &mut line)? > 0 {
        let (text, ends): (_, [&[u8]; 2]) = match line.strip_suffix(b"\n") {
            Some(text) => (text.strip_suffix(b"\r").unwrap_or(text), [b"\n", b"\r\n"]),
            None => (&line[..], [b"", b""]),
        };
        for (digest, end) in digests.iter_mut().zip(ends) {
            digest.update(text);
            digest.update(end);
        }
        line.clear();
    }
    Ok(digests.map(|digest| format!("{:x}", digest.finalize())))
}

fn plain(path: &Path) -> io::Result<File> {
    Ok(open(File::options().read(true), path)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::digest::of_text;

    #[test]
    fn the_digest_is_that_of_the_standard() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        std::fs::write(&path, "abc").unwrap();
        assert!(of_file(&path).unwrap().starts_with("ba7816bf8f01cfea"));
        assert!(of_file(folder.path()).is_err());
        for (text, lf, crlf) in [("a\r\nb\r", "a\nb\r", "a\r\nb\r"), ("\r\r\n\n", "\r\n\n", "\r\r\n\r\n")] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(of_other_line_ends(&path).unwrap(), [of_text(lf), of_text(crlf)], "{text:?}");
        }
    }
}
