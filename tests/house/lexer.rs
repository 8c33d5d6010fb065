//! Comments and literals blanked out, byte for byte, so that what is left is code.

use std::iter::Peekable;
use std::str::CharIndices;

/// Two views of a file, both as long as the file.
pub struct Views {
    /// Comments and the insides of literals blank.
    pub code: String,
    /// Comments blank.
    pub spelled: String,
}

/// The views of a text.
pub fn views(text: &str) -> Views {
    let mut code = text.as_bytes().to_vec();
    let mut spelled = code.clone();
    let mut scan = Scan { text, chars: text.char_indices().peekable(), word: false };
    while let Some((part, range)) = scan.next() {
        blank(&mut code, range.clone());
        if part == Part::Comment {
            blank(&mut spelled, range);
        }
    }
    Views { code: String::from_utf8(code).unwrap(), spelled: String::from_utf8(spelled).unwrap() }
}

fn blank(bytes: &mut [u8], range: std::ops::Range<usize>) {
    bytes[range].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

#[derive(PartialEq)]
enum Part {
    Comment,
    Literal,
}

struct Scan<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
    word: bool,
}

impl Scan<'_> {
    /// The next comment, or the inside of the next literal.
    fn next(&mut self) -> Option<(Part, std::ops::Range<usize>)> {
        while let Some((at, character)) = self.chars.next() {
            let rest = &self.text[at..];
            let found = match character {
                '/' if rest.starts_with("//") => Some((Part::Comment, at..at + line(rest))),
                '/' if rest.starts_with("/*") => Some((Part::Comment, at..at + block(rest))),
                '"' => Some((Part::Literal, at + 1..at + 1 + quoted(&rest[1..]))),
                'r' if !self.word => raw(rest).map(|(open, length)| (Part::Literal, at + open..at + open + length)),
                'b' | 'c' if !self.word && rest[1..].starts_with('r') => {
                    raw(&rest[1..]).map(|(open, length)| (Part::Literal, at + 1 + open..at + 1 + open + length))
                }
                '\'' => character_literal(rest).map(|length| (Part::Literal, at + 1..at + 1 + length)),
                _ => None,
            };
            self.word = character.is_alphanumeric() || character == '_';
            if let Some((part, range)) = found {
                self.skip_past(range.end, part == Part::Literal);
                return Some((part, range));
            }
        }
        None
    }

    fn skip_past(&mut self, end: usize, delimiter: bool) {
        let end = if delimiter { end + 1 } else { end };
        while self.chars.next_if(|(at, _)| *at < end).is_some() {}
        self.word = false;
    }
}

fn line(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

fn block(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match &rest.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    rest.len()
}

/// Where the inside of a raw string begins, and how long it is; none for `r#in` and plain words.
fn raw(rest: &str) -> Option<(usize, usize)> {
    let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
    let inside = rest[1 + hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    Some((2 + hashes, inside.find(&close).unwrap_or(inside.len())))
}

/// How long the inside of a character literal is; none for a lifetime.
fn character_literal(rest: &str) -> Option<usize> {
    let inside = &rest[1..];
    let first = inside.chars().next()?;
    if first == '\\' {
        return inside[2..].find('\'').map(|at| at + 2);
    }
    inside[first.len_utf8()..].starts_with('\'').then_some(first.len_utf8())
}

mod tests {
    use super::views;

    #[test]
    fn each_form_of_comment_and_literal_is_blanked_and_nothing_else() {
        let text = "a // b\nc /* d /* e */ f */ g \"h\\\"i\" j r#\"k\"l\"# m 'n' '\\'' '\\u{1f}' <'o> r#in br\"p\" q";
        let views = views(text);
        let kept: String = views.code.chars().filter(char::is_ascii_alphabetic).collect();
        assert_eq!(kept, "acgjrmorinbrq");
        assert_eq!(views.code.len(), text.len());
        assert!(views.spelled.contains("h\\\"i") && !views.spelled.contains('d'));
    }
}
