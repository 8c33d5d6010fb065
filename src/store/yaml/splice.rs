//! Line boundaries of a text, and insertions at them.

use super::bytes::line_start;

/// A text by its lines; a position is a byte offset.
#[derive(Debug, Clone, Copy)]
pub struct Lines<'t> {
    /// The text, without its byte order mark.
    pub text: &'t str,
    /// Its line ends; `\r\n` if mixed.
    pub ends: &'static str,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn of(text: &'t str) -> Self {
        Self { text, ends: if text.contains("\r\n") { "\r\n" } else { "\n" } }
    }

    /// The start of the line at an offset.
    pub fn start(&self, at: usize) -> usize {
        line_start(self.text, at)
    }

    /// The end of the line at an offset, before its line end.
    pub fn end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |length| at + length);
        if self.text[at..end].ends_with('\r') { end - 1 } else { end }
    }

    /// The number of bytes on the line before an offset.
    pub fn column(&self, at: usize) -> usize {
        at - self.start(at)
    }

    /// The indentation of the line at an offset.
    pub fn indent(&self, at: usize) -> usize {
        let line = &self.text[self.start(at)..];
        line.len() - line.trim_start_matches(' ').len()
    }

    /// The start of the line after an offset.
    pub fn next(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |length| at + length + 1)
    }

    /// Past the colon after a key's end; `None` if something is in between.
    pub fn after_colon(&self, key_end: usize) -> Option<usize> {
        let gap = &self.text[key_end..];
        let colon = gap.find(':')?;
        gap[..colon].trim().is_empty().then_some(key_end + colon + 1)
    }

    /// A comment with the blanks before it.
    pub fn with_blanks(&self, at: usize, words: &str) -> String {
        let before = self.text[..at].trim_end_matches([' ', '\t']).len();
        format!("{}{words}", &self.text[before..at])
    }
}

/// A range of bytes and its replacement.
#[derive(Debug)]
pub struct Splice {
    /// The start of the range.
    pub start: usize,
    /// The end of the range.
    pub end: usize,
    /// The replacement.
    pub with: String,
}

/// The text with all splices applied; `None` if two overlap.
pub fn spliced(text: &str, mut splices: Vec<Splice>) -> Option<String> {
    splices.sort_by_key(|splice| (splice.start, splice.end));
    let (mut made, mut from) = (String::with_capacity(text.len()), 0);
    for splice in &splices {
        made.push_str(text.get(from..splice.start)?);
        made.push_str(&splice.with);
        from = splice.end;
    }
    made.push_str(text.get(from..)?);
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_before_its_line_end_whichever_it_is() {
        let lines = Lines::of("a: 1\r\n  b: 2\nc");
        assert_eq!((lines.start(7), lines.end(7), lines.column(8), lines.indent(10)), (6, 12, 2, 2));
        assert_eq!((lines.end(0), lines.start(13), lines.end(13)), (4, 13, 14));
    }

    #[test]
    fn splices_that_take_the_same_bytes_are_not_made() {
        let splice = |start, end| Splice { start, end, with: "x".to_owned() };
        assert_eq!(spliced("abcd", vec![splice(3, 4), splice(0, 1)]), Some("xbcx".to_owned()));
        assert_eq!(spliced("abcd", vec![splice(0, 2), splice(1, 3)]), None);
    }
}
