//! Looks at a text before a parser does: what no record may hold is refused here, with its place.
//!
//! One pass over the text, so that a bomb costs no more than its length: [`lexer`] tells tokens apart
//! just as the parser does, on a [`cursor`] that counts lines and columns as it does.

mod cursor;
mod lexer;

use super::{Fault, LARGEST};
use crate::model::problem::ProblemKind;
use lexer::Lexer;

/// The text of a record's bytes, without its byte order mark, if nothing in it is out of bounds.
pub fn screen(bytes: &[u8]) -> Result<&str, Fault> {
    let text = readable(bytes)?;
    bounded(text)?;
    Ok(text)
}

/// Bytes as text, without the byte order mark: UTF-8 of a record's size, as git leaves it when all is merged.
pub fn readable(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > LARGEST {
        let message = format!("the file is too large: a record has at most {LARGEST} bytes");
        return Err(Fault::new(1, 1, message).hint("keep large material beside the record and name it there"));
    }
    let text = decoded(bytes)?;
    if let Some(at) = text.find('\0') {
        let (line, column) = place(text, at);
        return Err(Fault::new(line, column, "a NUL byte stands here, so this is no text"));
    }
    conflict_markers(text)?;
    Ok(text)
}

/// Refuses what no record may hold: characters that end a line for some readers only, anchors, aliases, tags,
/// directives, more documents, too deep a nest.
pub fn bounded(text: &str) -> Result<(), Fault> {
    line_ends(text)?;
    Lexer::new(text).run().map_err(|(at, message)| {
        let (line, column) = place(text, at);
        Fault::new(line, column, message)
    })
}

/// Refuses what ends a line in YAML 1.1 or 1.2 only: after it a comment would hide a key, or a key be read of a comment.
fn line_ends(text: &str) -> Result<(), Fault> {
    let lone_return = |at: usize| text[at..].starts_with('\r') && !text[at..].starts_with("\r\n");
    let found = text.char_indices().find(|(at, one)| SEPARATORS.contains(one) || lone_return(*at));
    let Some((at, one)) = found else { return Ok(()) };
    let (line, column) = place(text, at);
    let (name, escaped) = match one {
        '\r' => ("a carriage return without a line feed".to_owned(), "\\r".to_owned()),
        one => {
            let code = u32::from(one);
            (format!("a raw line separator, U+{code:04X},"), format!("\\u{code:04x}"))
        }
    };
    let message = format!("{name} is here: YAML readers disagree on whether it ends the line");
    Err(Fault::new(line, column, message).hint(format!("delete it, or write it between double quotes as {escaped}")))
}

/// The line separators beside line feed and carriage return: NEL, LS and PS.
const SEPARATORS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

fn decoded(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Fault::new(1, 1, "the file is UTF-16").hint("save it as UTF-8"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let (line, column) = place(&before, before.len());
            Err(Fault::new(line, column, "the bytes here are not UTF-8").hint("save the file as UTF-8"))
        }
    }
}

/// Line and column, both from 1, of a byte offset; columns count characters.
pub fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// How conflict markers are taken out by hand.
pub const BY_HAND: &str = "keep one version of each place, delete the marker lines, then `git add` the file";

/// The signs of git's marks: above ours, above what both began from, above theirs and below it.
const CONFLICT_SIGNS: [u8; 4] = *b"<|=>";

/// How many of them a mark is; more where `conflict-marker-size` says so.
const CONFLICT_MARK: usize = 7;

/// Which of git's four conflict markers a line is, from 0: the mark alone or with words after it.
pub fn conflict_mark(line: &[u8]) -> Option<usize> {
    let sign = *line.first()?;
    let which = CONFLICT_SIGNS.iter().position(|known| *known == sign)?;
    let length = line.iter().take_while(|byte| **byte == sign).count();
    (length >= CONFLICT_MARK && line.get(length).is_none_or(|next| *next == b' ')).then_some(which)
}

/// The lines of git's marks, as a fault. A longer line of `=` is a mark only where one side is marked too: it may underline a heading.
pub fn conflict_markers(text: &str) -> Result<(), Fault> {
    if !CONFLICT_SIGNS.iter().any(|sign| text.contains(&char::from(*sign).to_string().repeat(CONFLICT_MARK))) {
        return Ok(());
    }
    let marked = (1..).zip(text.lines()).filter_map(|(at, line)| Some((at, line, conflict_mark(line.as_bytes())?)));
    let mut lines: Vec<_> = marked.collect();
    let has_sides = lines.iter().any(|(.., which)| [0, 3].contains(which));
    lines.retain(|(_, line, which)| *which != 2 || has_sides || !line[CONFLICT_MARK..].starts_with('='));
    let lines: Vec<_> = lines.into_iter().map(|(at, ..)| at).collect();
    let Some(first) = lines.first() else { return Ok(()) };
    let all: Vec<_> = lines.iter().map(ToString::to_string).collect();
    let message =
        format!("git conflict markers at lines {}: both sides changed this place", crate::model::words::and_list(&all));
    Err(Fault::new(*first, 1, message).of(ProblemKind::ConflictMarkers).hint(BY_HAND))
}

#[cfg(test)]
mod tests;
