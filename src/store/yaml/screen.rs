//! Looks at a text before a parser does: what no record may hold is refused here, with its place.
//!
//! One pass over the bytes, so that a bomb costs no more than its length.

use super::{DEEPEST, Fault, LARGEST};

/// The text of a record's bytes, without its byte order mark, if nothing in it is out of bounds.
pub fn screen(bytes: &[u8]) -> Result<&str, Fault> {
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
    Lexer::default().run(text)?;
    Ok(text)
}

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

fn conflict_markers(text: &str) -> Result<(), Fault> {
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") && !text.contains("=======") {
        return Ok(());
    }
    let is_marker = |line: &str| {
        ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
            .iter()
            .any(|mark| line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    };
    let lines: Vec<_> = (1..).zip(text.lines()).filter(|(_, line)| is_marker(line)).map(|(at, _)| at).collect();
    let Some(first) = lines.first() else { return Ok(()) };
    let all: Vec<_> = lines.iter().map(ToString::to_string).collect();
    let message =
        format!("git conflict markers at lines {}: both sides changed this place", crate::model::words::and_list(&all));
    Err(Fault::new(*first, 1, message)
        .hint("keep one version of each place, delete the marker lines, then `git add` the file"))
}

/// What a line is read inside of.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum Inside {
    #[default]
    Nothing,
    /// A block scalar under a key or dash at this column.
    Block(usize),
    /// A plain scalar that may go on in deeper lines.
    Plain(usize),
    /// A quoted scalar.
    Quotes(u8),
}

/// A line lexer that knows just enough YAML to tell structure from words.
#[derive(Debug, Default)]
struct Lexer {
    inside: Inside,
    flow: usize,
    indents: Vec<usize>,
    begun: bool,
}

impl Lexer {
    fn run(mut self, text: &str) -> Result<(), Fault> {
        for (number, line) in (1..).zip(text.lines()) {
            self.line(line.trim_end_matches('\r').as_bytes())
                .map_err(|(column, message)| Fault::new(number, column + 1, message))?;
        }
        Ok(())
    }

    fn line(&mut self, line: &[u8]) -> Result<(), (usize, String)> {
        let indent = line.iter().take_while(|byte| **byte == b' ').count();
        let Some(first) = line.get(indent) else { return Ok(()) };
        if let Inside::Block(parent) | Inside::Plain(parent) = self.inside {
            if indent > parent && !(self.inside != Inside::Block(parent) && *first == b'#') {
                return Ok(());
            }
            self.inside = Inside::Nothing;
        }
        if let Inside::Quotes(quote) = self.inside {
            return self.tokens(line, after_quote(line, 0, quote));
        }
        if *first == b'\t' {
            return Err((indent, "a tab indents this line: YAML indents with spaces".into()));
        }
        if *first == b'#' {
            return Ok(());
        }
        self.markers(line)?;
        if self.flow == 0 {
            self.indents.retain(|outer| *outer < indent);
            self.indents.push(indent);
        }
        self.begun = true;
        self.tokens(line, Some(indent))
    }

    fn markers(&mut self, line: &[u8]) -> Result<(), (usize, String)> {
        let marks = |mark: &[u8]| line.strip_prefix(mark).is_some_and(|rest| matches!(rest, [] | [b' ', ..]));
        if (marks(b"---") && self.begun) || marks(b"...") {
            return Err((0, "a second document begins here: a file holds one record".into()));
        }
        if line.first() == Some(&b'%') {
            return Err((0, "a YAML directive stands here, and a record has none".into()));
        }
        Ok(())
    }

    /// Reads tokens from `at`, where a value or key may begin; from nowhere while quotes stay open.
    fn tokens(&mut self, line: &[u8], at: Option<usize>) -> Result<(), (usize, String)> {
        let Some(mut at) = at else { return Ok(()) };
        if self.inside != Inside::Nothing {
            self.inside = Inside::Nothing;
            at = after_colon(line, at);
        }
        let mut parent = at;
        while let Some(byte) = line.get(at).copied() {
            let next_blank = matches!(line.get(at + 1), None | Some(b' '));
            match byte {
                b' ' | b',' => at += 1,
                b'#' => return Ok(()),
                b'&' => return Err((at, "an anchor stands here: write the value out instead".into())),
                b'*' => return Err((at, "an alias stands here: write the value out instead".into())),
                b'!' => return Err((at, "a tag stands here, and values of a record have none".into())),
                b'<' if line[at..].starts_with(b"<<:") => {
                    return Err((at, "a merge key stands here: write the keys out instead".into()));
                }
                b'-' | b'?' if next_blank && self.flow == 0 => {
                    parent = at;
                    self.deeper(at)?;
                    at += 1;
                }
                b'[' | b'{' => {
                    self.flow += 1;
                    self.too_deep(self.flow, at)?;
                    at += 1;
                }
                b']' | b'}' if self.flow > 0 => {
                    self.flow -= 1;
                    at = after_colon(line, at + 1);
                }
                b'|' | b'>' if self.flow == 0 => {
                    self.inside = Inside::Block(parent.min(at));
                    return Ok(());
                }
                quote @ (b'"' | b'\'') => {
                    let start = at;
                    let Some(end) = after_quote(line, at + 1, quote) else {
                        self.inside = Inside::Quotes(quote);
                        return Ok(());
                    };
                    at = after_colon(line, end);
                    if line.get(at.wrapping_sub(1)) == Some(&b':') {
                        parent = start;
                    }
                }
                _ => {
                    let (end, is_key) = self.plain(line, at);
                    if is_key {
                        parent = at;
                        self.deeper(at)?;
                    } else if self.flow == 0 {
                        self.inside = Inside::Plain(if at == parent { at.saturating_sub(1) } else { parent });
                        return Ok(());
                    }
                    at = end;
                }
            }
        }
        Ok(())
    }

    /// The end of a plain scalar, and whether it is a key.
    fn plain(&self, line: &[u8], from: usize) -> (usize, bool) {
        for at in from..line.len() {
            let next_blank = matches!(line.get(at + 1), None | Some(b' '));
            match line[at] {
                b':' if next_blank => return (at + 1, true),
                b',' | b'[' | b']' | b'{' | b'}' if self.flow > 0 => return (at, false),
                b'#' if at > 0 && line[at - 1] == b' ' => return (line.len(), false),
                _ => {}
            }
        }
        (line.len(), false)
    }

    /// A key or dash at a column: one more level below what it stands in.
    fn deeper(&mut self, column: usize) -> Result<(), (usize, String)> {
        if self.flow == 0 {
            self.indents.retain(|outer| *outer < column);
            self.indents.push(column);
        }
        self.too_deep(self.indents.len(), column)
    }

    fn too_deep(&self, depth: usize, at: usize) -> Result<(), (usize, String)> {
        if depth + if self.flow > 0 { self.indents.len() } else { 0 } > DEEPEST {
            return Err((at, format!("nested too deep: a record has at most {DEEPEST} levels")));
        }
        Ok(())
    }
}

/// Past the colon that may follow a quoted or bracketed key.
fn after_colon(line: &[u8], at: usize) -> usize {
    if line.get(at) == Some(&b':') { at + 1 } else { at }
}

/// Past the closing quote, if it stands on this line.
fn after_quote(line: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut at = from;
    while let Some(byte) = line.get(at).copied() {
        match byte {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && line.get(at + 1) == Some(&b'\'') => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> (usize, usize, String) {
        let fault = screen(text.as_bytes()).unwrap_err();
        (fault.line, fault.column, fault.message)
    }

    #[test]
    fn what_no_record_may_hold_is_refused_with_its_place() {
        for (text, line, column, words) in [
            ("a: &x 1\n", 1, 4, "anchor"),
            ("a: 1\nb: *x\n", 2, 4, "alias"),
            ("a: [*x]\n", 1, 5, "alias"),
            ("a: !!str 1\n", 1, 4, "tag"),
            ("a:\n  <<: {}\n", 2, 3, "merge key"),
            ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
            ("%YAML 1.1\n---\na: 1\n", 1, 1, "directive"),
            ("a:\n\tb: 1\n", 2, 1, "tab"),
            ("a: \0\n", 1, 4, "NUL"),
            ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", 2, 1, "lines 2, 4 and 6"),
        ] {
            let (at_line, at_column, said) = message(text);
            assert!(said.contains(words), "{text:?}: {said}");
            assert_eq!((at_line, at_column), (line, column), "{text:?}");
        }
    }

    #[test]
    fn words_that_look_like_structure_are_left_alone() {
        for text in [
            "a: R&D, fast *and* good! [x] {y}\n",
            "a: |\n  &not an anchor\n  *not* !this <<: either\n  ---\n\n  \tindented\nb: 1\n",
            "- a: |\n    &x\n  b: 1\n",
            "a: \"&x: *y\n  !z\"\nb: '*it''s*'\n",
            "a: plain\n  *goes on*\n  &here\nb: 2 # &comment\n",
            "# &comment\n---\na: 1\n",
            "\"quoted key\": [a, 'b, c', {d: e}]\n",
            "a: x=======\n",
        ] {
            assert_eq!(screen(text.as_bytes()).map(str::len), Ok(text.len()), "{text:?}");
        }
    }

    #[test]
    fn a_block_ends_where_its_key_is_left() {
        assert!(message("- a: |\n    x\n  b: &y 1\n").2.contains("anchor"));
        assert!(message("a: |\n  x\nb: *y\n").2.contains("alias"));
    }

    #[test]
    fn a_bomb_is_refused_by_its_depth() {
        assert!(message(&"[".repeat(200_000)).2.contains("too deep"));
        assert!(message(&"- ".repeat(200_000)).2.contains("too deep"));
        let steps: String = (0..500).map(|at| format!("{}k:\n", " ".repeat(at))).collect();
        assert!(message(&steps).2.contains("too deep"));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(screen(b"\xff\xfea\0").unwrap_err().message.contains("UTF-16"));
        let fault = screen(b"a: 1\nb: \xe9\n").unwrap_err();
        assert_eq!((fault.line, fault.column), (2, 4));
        assert!(screen(&vec![b'a'; LARGEST + 1]).unwrap_err().message.contains("at most"));
        assert_eq!(screen("\u{feff}a: 1".as_bytes()), Ok("a: 1"));
    }
}
