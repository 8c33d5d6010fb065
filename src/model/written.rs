//! Written documents: the digest at the end of each, which shows whether it was edited.

use super::digest;

/// The comment at a document's end, in markdown and in HTML, without its digest.
const COMMENT: (&str, &str) = ("<!-- engage: sha256 ", " -->");

/// How a file compares with the rendering that would replace it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is the same.
    Current,
    /// It differs, and nobody edited it.
    Outdated,
    /// Its digest does not match its text.
    Edited,
    /// It has no digest: an older `engage` wrote it, or somebody else.
    Unmarked,
}

/// A document as it is written: its text, then the comment with its digest.
pub fn marked(text: &str) -> String {
    let text = format!("{text}\n");
    let (begin, end) = COMMENT;
    format!("{text}{begin}{}{end}\n", digest::of_text(&text))
}

/// The text of a file without the comment at its end, with line ends as LF.
pub fn text(file: &[u8]) -> String {
    let text = String::from_utf8_lossy(file).replace("\r\n", "\n");
    let (begin, end) = COMMENT;
    match text.rsplit_once(begin) {
        Some((before, mark)) if mark.trim_end().ends_with(end) && mark.trim_end().lines().count() == 1 => {
            before.to_owned()
        }
        _ => text,
    }
}

/// How a file compares with the rendering, ignoring line ends.
pub fn state(file: &[u8], rendering: &str) -> State {
    let text = String::from_utf8_lossy(file).replace("\r\n", "\n");
    let (begin, end) = COMMENT;
    match text.rsplit_once(begin) {
        _ if text == rendering => State::Current,
        // an empty file has nothing to lose
        _ if text.is_empty() => State::Outdated,
        None => State::Unmarked,
        Some((before, mark)) if mark.trim_end().strip_suffix(end) == Some(&digest::of_text(before)) => State::Outdated,
        Some(_) => State::Edited,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_known_by_its_digest_whatever_its_line_ends_and_any_edit_is_seen() {
        let (old, new) = (marked("# One\n\ntext\n"), marked("# Two\n"));
        assert!(old.starts_with("# One\n\ntext\n\n<!-- engage: sha256 "), "{old}");
        let crlf = old.replace('\n', "\r\n");
        for untouched in [old.as_str(), &crlf, old.trim_end(), ""] {
            assert_eq!(state(untouched.as_bytes(), &new), State::Outdated, "{untouched:?}");
        }
        for same in [&old, &crlf] {
            assert_eq!(state(same.as_bytes(), &old), State::Current, "{same:?}");
        }
        let merged = format!("<<<<<<< ours\n{old}=======\n{}>>>>>>> theirs\n", marked("# Three\n"));
        for edited in [old.replace("text", "words"), format!("{old}more\n"), old.replacen("\n\n", "\n", 1), merged] {
            assert_eq!(state(edited.as_bytes(), &new), State::Edited, "{edited}");
        }
        for unmarked in [&b"# One\n\ntext\n"[..], b"x", b"# One \xff\n"] {
            assert_eq!(state(unmarked, &new), State::Unmarked, "{unmarked:?}");
        }
    }
}
