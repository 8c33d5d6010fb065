//! `.gitattributes`: the one line that keeps records the same bytes on every system.

use std::path::Path;

use super::layout;
use super::save::Plan;
use super::workspace::bytes;
use super::yaml::LARGEST;

/// Records are text, with one line end wherever they are checked out.
pub const LINE: &str = "engagements/**/*.yaml text eol=lf";

/// Whether a folder lies in a repository of git, by what lies in it and above it; git is not asked.
pub fn is_in_repository(root: &Path) -> bool {
    layout::repository(&layout::normal(root)).is_some()
}

/// Whether the workspace's own `.gitattributes` says it, in a line of its own.
pub fn is_there(root: &Path) -> bool {
    bytes(&layout::attributes(root)).is_ok_and(|text| says(&text))
}

/// Plans to add the line at the end of the file; nothing else of it changes. Gives why that cannot be, if so.
pub fn plan(root: &Path, plan: &mut Plan) -> Result<(), String> {
    let path = layout::attributes(root);
    match bytes(&path) {
        Ok(text) if says(&text) => Ok(()),
        Ok(text) if text.len() > LARGEST => Err("it is too large".to_owned()),
        Ok(text) => {
            let added = added(&text);
            plan.replace(path, text, added);
            Ok(())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            plan.create(path, format!("{LINE}\n"));
            Ok(())
        }
        Err(error) => Err(error.to_string()),
    }
}

/// The text with the line at its end, in the text's own line ends.
fn added(text: &[u8]) -> Vec<u8> {
    let end: &[u8] = if text.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    let open = !text.is_empty() && !text.ends_with(b"\n");
    [text, if open { end } else { b"" }, LINE.as_bytes(), end].concat()
}

/// Whether a line names the records and says both of them; what stands below it is not weighed.
fn says(text: &[u8]) -> bool {
    let wanted: Vec<_> = LINE.split(' ').collect();
    String::from_utf8_lossy(text).lines().any(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        words.first() == wanted.first() && wanted.iter().all(|word| words.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_added_at_the_end_and_every_byte_before_it_stays() {
        for (before, after) in [
            (&b""[..], "engagements/**/*.yaml text eol=lf\n".to_owned()),
            (b"*.png binary\n", format!("*.png binary\n{LINE}\n")),
            (b"*.png binary", format!("*.png binary\n{LINE}\n")),
            (b"*.png binary\r\n", format!("*.png binary\r\n{LINE}\r\n")),
            (b"a b\r\n*.png binary", format!("a b\r\n*.png binary\r\n{LINE}\r\n")),
        ] {
            assert_eq!(added(before), after.as_bytes(), "{before:?}");
        }
        let strange = b"# \xff\n";
        assert!(added(strange).starts_with(strange));
    }

    #[test]
    fn a_line_that_says_it_in_other_spacing_is_there_already() {
        assert!(says(b"*.png binary\r\nengagements/**/*.yaml  eol=lf  text\r\n"));
        assert!(!says(b"# engagements/**/*.yaml text eol=lf\n"));
        assert!(!says(b"engagements/**/*.yaml text\n"));
        assert!(!says(b""));
    }
}
