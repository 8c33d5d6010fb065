//! Block scalars: past the header and the lines of one.

use super::super::cursor::{Cursor, is_blank};
use super::{Lexer, Refusal, tab_at};

impl Lexer<'_> {
    /// Past a block scalar, or past what is wrong in its first line.
    pub(super) fn block(&mut self) -> Result<(), Refusal> {
        self.forget_key();
        self.key_allowed = true;
        self.cursor.skip();
        let digit = self.block_header()?;
        if !self.cursor.is_break() {
            return Ok(());
        }
        self.cursor.skip();
        let indent = self.block_indent(digit.map(|digit| self.least().saturating_sub(1) + digit))?;
        if self.cursor.here().is_none() && self.cursor.column > 0 {
            return self.refuse("the file ends with blanks below a `|` or `>`: delete them");
        }
        let mut blank = None;
        while self.cursor.column == indent && self.cursor.here().is_some() {
            let at = self.cursor.at;
            self.cursor.skip_line();
            blank = self.cursor.between(at, self.cursor.at).bytes().all(|byte| byte == b' ').then_some(at);
            self.cursor.skip();
            self.block_indent(Some(indent))?;
        }
        let message = "the last line of this text holds nothing but blanks: delete them";
        blank.map_or(Ok(()), |at| Err((at, message.to_owned())))
    }

    /// The digit of a block scalar that has one; to the end of its first line, if that is well formed.
    fn block_header(&mut self) -> Result<Option<usize>, Refusal> {
        let mut digit = None;
        for _ in 0..2 {
            match self.cursor.here() {
                Some('+' | '-') => self.cursor.skip(),
                Some(one @ '1'..='9') if digit.is_none() => {
                    digit = one.to_digit(10).map(|digit| digit as usize);
                    self.cursor.skip();
                }
                _ => break,
            }
        }
        while self.cursor.here().is_some_and(is_blank) {
            self.cursor.skip();
        }
        self.comment()?;
        Ok(digit)
    }

    /// Past empty lines and the indentation of a block scalar's next line; the indentation, found by
    /// the first lines where it is not known.
    fn block_indent(&mut self, known: Option<usize>) -> Result<usize, Refusal> {
        let mut deepest = 0;
        loop {
            let outside = |cursor: &Cursor| known.is_none_or(|known| cursor.column < known);
            while outside(&self.cursor) && self.cursor.is(' ') {
                self.cursor.skip();
            }
            deepest = deepest.max(self.cursor.column);
            if outside(&self.cursor) && self.cursor.is('\t') {
                return Err(tab_at(self.cursor.at));
            }
            if !self.cursor.is_break() {
                if known.is_none() && self.cursor.column < deepest && self.cursor.here().is_some() {
                    return self
                        .refuse("an empty line above holds more blanks than this line begins with: delete them");
                }
                return Ok(known.unwrap_or(deepest.max(self.least()).max(1)));
            }
            self.cursor.skip();
        }
    }
}
