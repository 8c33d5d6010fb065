//! Bytes to text, and what a record must not contain anywhere: each rejected with its place and a fix.

use super::{Fault, LARGEST};
use crate::model::text::is_plain;
use crate::store::prelude::*;

/// Bytes as text, without the byte order mark: UTF-8, within the size of a record, without conflict markers.
pub fn readable(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > LARGEST {
        let message = format!("the file is too large; a record has at most {LARGEST} bytes");
        return Err(Fault::new(1, 1, message).hint("keep large material in a separate file and refer to it"));
    }
    let text = decoded(bytes)?;
    if let Some(at) = text.find('\0') {
        return Err(Fault::at(text, at, "the file is not text; it contains a NUL byte"));
    }
    conflict_markers(text)?;
    Ok(text)
}

/// Rejects characters that a record must not contain: controls, and line separators that only some YAML readers treat
/// as line ends, where a comment could hide a key or become one.
pub fn bounded(text: &str) -> Result<(), Fault> {
    if is_plain(text) {
        return Ok(());
    }
    let lone_return = |at: usize| !text[at..].starts_with("\r\n");
    let is_strange = |(at, one): &(usize, char)| match one {
        '\r' => lone_return(*at),
        one => *one == '\u{feff}' || SEPARATORS.contains(one) || is_control(*one),
    };
    let found = text.char_indices().find(is_strange);
    let Some((at, one)) = found else { return Ok(()) };
    let code = u32::from(one);
    let escaped = if one == '\r' { "\\r".to_owned() } else { format!("\\u{code:04x}") };
    let disagree = |name: &str| format!("found {name}; YAML readers disagree on whether it ends the line");
    let message = match one {
        '\r' => disagree("a carriage return without a line feed"),
        '\u{feff}' => "found a byte order mark, which is allowed only at the start of a file".to_owned(),
        one if SEPARATORS.contains(&one) => disagree(&format!("a raw line separator (U+{code:04X})")),
        _ => format!("found a control character (U+{code:04X})"),
    };
    Err(Fault::at(text, at, message).hint(format!("delete it, or write it in double quotes as {escaped}")))
}

/// The line separators other than line feed and carriage return: NEL, LS and PS.
const SEPARATORS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// Characters that YAML never allows unescaped.
fn is_control(one: char) -> bool {
    (one.is_control() && !['\n', '\r', '\t'].contains(&one)) || ['\u{fffe}', '\u{ffff}'].contains(&one)
}

fn decoded(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Fault::new(1, 1, "the file is UTF-16").hint("save it as UTF-8"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            Err(Fault::at(&before, before.len(), "the file is not UTF-8").hint("save it as UTF-8"))
        }
    }
}

/// The line and column, both from 1, of a byte offset; columns count characters.
pub fn place(text: &str, at: usize) -> (usize, usize) {
    (text[..at].matches('\n').count() + 1, text[line_start(text, at)..at].chars().count() + 1)
}

/// The start of the line that contains a byte.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// The hint on how to remove conflict markers by hand.
pub const BY_HAND: &str = "keep one version in each conflict, delete the marker lines, then `git add` the file";

/// The characters of git's markers: above ours, above the common ancestor, above theirs and below it.
const CONFLICT_SIGNS: [u8; 4] = *b"<|=>";

/// The length of a marker; longer if `conflict-marker-size` is set.
const CONFLICT_MARK: usize = 7;

/// Which of git's four conflict markers a line is, from 0: the marker alone or followed by text.
pub fn conflict_mark(line: &[u8]) -> Option<usize> {
    let sign = *line.first()?;
    let which = CONFLICT_SIGNS.iter().position(|known| *known == sign)?;
    let length = line.iter().take_while(|byte| **byte == sign).count();
    (length >= CONFLICT_MARK && line.get(length).is_none_or(|next| *next == b' ')).then_some(which)
}

/// Whether there may be markers: one of them covers every seventh byte somewhere.
fn may_have_marks(bytes: &[u8]) -> bool {
    bytes.chunks_exact(CONFLICT_MARK).any(|seven| CONFLICT_SIGNS.contains(&seven[CONFLICT_MARK - 1]))
}

/// The lines of git's markers, as a fault. A longer line of `=` is a marker only if a side is marked too: it may
/// underline a heading.
pub fn conflict_markers(text: &str) -> Result<(), Fault> {
    if !may_have_marks(text.as_bytes()) {
        return Ok(());
    }
    let marked = (1..).zip(text.lines()).filter_map(|(at, line)| Some((at, line, conflict_mark(line.as_bytes())?)));
    let mut lines: Vec<_> = marked.collect();
    let has_sides = lines.iter().any(|(.., which)| [0, 3].contains(which));
    lines.retain(|(_, line, which)| *which != 2 || has_sides || !line[CONFLICT_MARK..].starts_with('='));
    let lines: Vec<_> = lines.into_iter().map(|(at, ..)| at).collect();
    let Some(first) = lines.first() else { return Ok(()) };
    let all: Vec<_> = lines.iter().map(ToString::to_string).collect();
    let noun = if all.len() == 1 { "line" } else { "lines" };
    let message = format!("git conflict markers at {noun} {}: both sides changed the same lines", and_list(&all));
    Err(Fault::new(*first, 1, message).of(ProblemKind::ConflictMarkers).hint(BY_HAND))
}
