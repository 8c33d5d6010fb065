//! A place in a text that moves forward, with line and column counted as libyaml counts them.

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a> {
    text: &'a str,
    /// The byte offset.
    pub at: usize,
    /// The line, from 0; what [`is_break`] takes ends one.
    pub line: usize,
    /// The column, from 0, in characters.
    pub column: usize,
}

impl<'a> Cursor<'a> {
    /// At the first character the parser sees: it drops a byte order mark unseen.
    pub fn new(text: &'a str) -> Self {
        let at = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        Self { text, at, line: 0, column: 0 }
    }

    /// The character here, unless the text ends.
    pub fn here(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at)? {
            byte if byte.is_ascii() => Some((*byte).into()),
            _ => self.text[self.at..].chars().next(),
        }
    }

    /// The text from an earlier offset up to another.
    pub fn between(&self, from: usize, to: usize) -> &'a str {
        &self.text[from..to]
    }

    /// Whether one character, an ASCII one, stands here.
    pub fn is(&self, one: char) -> bool {
        self.here() == Some(one)
    }

    /// Whether a blank or a break stands here.
    pub fn is_space(&self) -> bool {
        self.here().is_some_and(|one| is_blank(one) || is_break(one))
    }

    /// Whether the text begins here, or a blank or a break is before.
    pub fn is_after_space(&self) -> bool {
        self.text[..self.at].chars().next_back().is_none_or(|one| is_blank(one) || is_break(one) || one == '\u{feff}')
    }

    /// Whether a break stands here.
    pub fn is_break(&self) -> bool {
        self.here().is_some_and(is_break)
    }

    /// Whether a blank, a break or the end follows these bytes of ASCII.
    pub fn ends_after(&self, bytes: usize) -> bool {
        self.text[self.at + bytes..].chars().next().is_none_or(|next| is_blank(next) || is_break(next))
    }

    /// Whether what ends a word inside brackets follows these bytes of ASCII.
    pub fn ends_word_after(&self, bytes: usize) -> bool {
        self.text[self.at + bytes..].starts_with([',', '[', ']', '{', '}'])
    }

    /// Whether the text goes on like this from here.
    pub fn starts_with(&self, words: &str) -> bool {
        self.text[self.at..].starts_with(words)
    }

    /// Whether `---` or `...` stands here as a mark between documents.
    pub fn is_document_mark(&self) -> bool {
        let is_mark = || self.starts_with("---") || self.starts_with("...");
        self.column == 0 && matches!(self.here(), Some('-' | '.')) && is_mark() && self.ends_after(3)
    }

    /// Past the character here; CR and LF together are one.
    pub fn skip(&mut self) {
        let Some(one) = self.here() else { return };
        self.at += if one == '\r' && self.starts_with("\r\n") { 2 } else { one.len_utf8() };
        if is_break(one) {
            self.line += 1;
            self.column = 0;
        } else {
            self.column += 1;
        }
    }

    /// To the break that ends this line, or the end.
    pub fn skip_line(&mut self) {
        while self.here().is_some_and(|one| !is_break(one)) {
            self.skip();
        }
    }
}

/// What may stand between tokens.
pub fn is_blank(one: char) -> bool {
    matches!(one, ' ' | '\t')
}

/// What ends a line: a carriage return has a line feed after it, and YAML 1.1's other three are refused before.
pub fn is_break(one: char) -> bool {
    matches!(one, '\n' | '\r')
}
