//! Tells YAML tokens apart by the rules of libyaml's scanner, and refuses those no record may hold.
//!
//! It follows the scanner wherever the scanner goes on, and says nothing where it would give up: the
//! parser refuses that text itself.

mod block;

use super::super::{DEEPEST, MOST};
use super::cursor::{Cursor, is_blank, is_break};

/// Where something is refused, as a byte offset, and why.
pub type Refusal = (usize, String);

/// The token before the one here, as far as a merge key needs it.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum Last {
    #[default]
    Other,
    /// An indicator.
    Mark(char),
    /// A plain `<<` at a byte offset.
    Merge(usize),
}

/// Where what may turn out to be a key begins.
#[derive(Debug, Clone, Copy)]
struct Key {
    at: usize,
    line: usize,
    column: usize,
}

/// A lexer that knows just enough YAML to tell structure from words.
#[derive(Debug)]
pub struct Lexer<'a> {
    cursor: Cursor<'a>,
    /// The columns of the block collections that are open.
    indents: Vec<usize>,
    /// The brackets that are open.
    flow: Vec<char>,
    /// Whether a key may begin here; where it may, a block context takes no tab.
    key_allowed: bool,
    /// The key that a colon in block context would end.
    key: Option<Key>,
    last: Last,
    begun: bool,
    tokens: usize,
}

impl<'a> Lexer<'a> {
    /// At the begin of a text without NUL.
    pub fn new(text: &'a str) -> Self {
        Self {
            cursor: Cursor::new(text),
            indents: Vec::new(),
            flow: Vec::new(),
            key_allowed: true,
            key: None,
            last: Last::Other,
            begun: false,
            tokens: 0,
        }
    }

    /// Reads all tokens.
    pub fn run(mut self) -> Result<(), Refusal> {
        loop {
            let line = self.cursor.line;
            self.gap()?;
            if self.cursor.line > line {
                self.inside()?;
            }
            self.leave(self.cursor.column);
            let Some(first) = self.cursor.here() else { return Ok(()) };
            if self.cursor.column == 0 && first == '%' {
                return self.refuse("a YAML directive stands here, and a record has none");
            }
            if self.cursor.is_document_mark() {
                self.document_mark()?;
            } else {
                self.last = self.token(first)?;
            }
            self.begun = true;
            self.too_many()?;
        }
    }

    fn too_many(&mut self) -> Result<(), Refusal> {
        self.tokens += 1;
        if self.tokens > MOST {
            return self
                .refuse(&format!("too many keys and items: a record has at most {MOST}, marks and values counted"));
        }
        Ok(())
    }

    /// Past blanks, comments and breaks.
    fn gap(&mut self) -> Result<(), Refusal> {
        let mut tab = None;
        loop {
            if self.cursor.column == 0 && self.cursor.is('\u{feff}') {
                self.cursor.skip();
            }
            while self.cursor.is(' ') || (self.cursor.is('\t') && (self.in_flow() || !self.key_allowed)) {
                if self.cursor.column < self.least() && self.cursor.is('\t') {
                    tab = Some(self.cursor.at);
                }
                self.cursor.skip();
            }
            self.comment()?;
            if !self.cursor.is_break() {
                break;
            }
            self.cursor.skip();
            tab = None;
            self.key_allowed |= !self.in_flow();
        }
        match tab {
            Some(at) if !self.indents.is_empty() && self.cursor.here().is_some() => Err(tab_at(at)),
            _ => Ok(()),
        }
    }

    /// Past a comment, if one is here.
    fn comment(&mut self) -> Result<(), Refusal> {
        if self.cursor.is('#') {
            if !self.cursor.is_after_space() {
                return self.refuse("a blank is missing before this `#`, which begins a comment");
            }
            self.cursor.skip_line();
        }
        Ok(())
    }

    fn document_mark(&mut self) -> Result<(), Refusal> {
        if self.cursor.is('.') {
            return self.refuse("the document ends here: a file holds one record, and no end mark");
        }
        if self.begun {
            return self.refuse("a second document begins here: a file holds one record");
        }
        (0..3).for_each(|_| self.cursor.skip());
        self.key_allowed = false;
        Ok(())
    }

    fn token(&mut self, first: char) -> Result<Last, Refusal> {
        let indicates = self.cursor.ends_after(first.len_utf8());
        match first {
            '[' | '{' => self.open(first)?,
            ']' | '}' => self.close(),
            ',' => self.mark(true),
            '-' | '?' if self.in_flow() && (indicates || self.cursor.ends_word_after(1)) => {
                return self.refuse(&format!("`{first}` is here without words inside brackets: put it in quotes"));
            }
            '?' if self.in_flow() => return self.refuse("a word inside brackets begins with `?`: put it in quotes"),
            '-' if indicates => self.entry()?,
            '?' if indicates => self.question()?,
            ':' if indicates || self.in_flow() => self.colon()?,
            '&' => return self.refuse("an anchor stands here: write the value out instead"),
            '*' => return self.refuse("an alias stands here: write the value out instead"),
            '!' => return self.refuse("a tag stands here, and values of a record have none"),
            '\t' => return Err(tab_at(self.cursor.at)),
            '|' | '>' if !self.in_flow() => {
                self.block()?;
                return Ok(Last::Other);
            }
            '"' | '\'' => {
                self.quoted(first)?;
                return Ok(Last::Other);
            }
            _ => return self.plain(),
        }
        Ok(Last::Mark(first))
    }

    fn open(&mut self, bracket: char) -> Result<(), Refusal> {
        self.begin_key();
        self.flow.push(bracket);
        self.too_deep(self.cursor.at)?;
        self.key_allowed = true;
        self.cursor.skip();
        Ok(())
    }

    fn close(&mut self) {
        self.forget_key();
        self.flow.pop();
        self.key_allowed = false;
        self.cursor.skip();
    }

    fn entry(&mut self) -> Result<(), Refusal> {
        self.enter(self.cursor.column, self.cursor.at)?;
        self.mark(true);
        Ok(())
    }

    fn question(&mut self) -> Result<(), Refusal> {
        self.enter(self.cursor.column, self.cursor.at)?;
        self.mark(true);
        Ok(())
    }

    fn colon(&mut self) -> Result<(), Refusal> {
        if let Last::Merge(at) = self.last {
            return Err(merge_at(at));
        }
        let key = self.key.filter(|key| !self.in_flow() && key.line == self.cursor.line);
        match key {
            Some(key) => self.enter(key.column, key.at)?,
            None => self.enter(self.cursor.column, self.cursor.at)?,
        }
        self.mark(key.is_none() && !self.in_flow());
        Ok(())
    }

    /// Past an indicator of one character, after which a key may begin or not.
    fn mark(&mut self, key_allowed: bool) {
        self.forget_key();
        self.key_allowed = key_allowed;
        self.cursor.skip();
    }

    /// Past a plain scalar.
    fn plain(&mut self) -> Result<Last, Refusal> {
        self.begin_key();
        let (start, least, mut end, mut broken) = (self.cursor.at, self.least(), self.cursor.at, false);
        while !self.cursor.is_document_mark() && !self.cursor.is('#') {
            while self.goes_on() {
                self.cursor.skip();
                (end, broken) = (self.cursor.at, false);
            }
            if !self.cursor.is_space() {
                break;
            }
            while self.cursor.is_space() {
                broken |= self.cursor.is_break();
                if broken && self.cursor.column < least && self.cursor.is('\t') {
                    return Err(tab_at(self.cursor.at));
                }
                self.cursor.skip();
            }
            if !self.in_flow() && self.cursor.column < least {
                break;
            }
            if broken {
                self.inside()?;
            }
        }
        self.key_allowed = broken;
        if self.cursor.between(start, end) != "<<" {
            return Ok(Last::Other);
        }
        let in_map = self.flow.last() == Some(&'{') && matches!(self.last, Last::Mark('{' | ','));
        if in_map || self.last == Last::Mark('?') { Err(merge_at(start)) } else { Ok(Last::Merge(start)) }
    }

    /// Whether the character here is of the plain scalar before it.
    fn goes_on(&self) -> bool {
        match self.cursor.here() {
            None => false,
            Some(':') => !self.cursor.ends_after(1),
            Some(',' | '[' | ']' | '{' | '}') => !self.in_flow(),
            Some(here) => !is_blank(here) && !is_break(here),
        }
    }

    /// Past a quoted scalar.
    fn quoted(&mut self, quote: char) -> Result<(), Refusal> {
        self.begin_key();
        self.key_allowed = false;
        self.cursor.skip();
        while let Some(here) = self.cursor.here() {
            self.cursor.skip();
            let doubled = quote == '\'' && self.cursor.is(quote);
            if here == quote && !doubled {
                return Ok(());
            }
            let escapes = here == '\\' && quote == '"';
            if is_break(here) || escapes && self.cursor.is_break() {
                self.next_line(escapes)?;
            } else if (here == quote && doubled) || escapes {
                self.cursor.skip();
            }
        }
        Ok(())
    }

    /// To the next line of a quoted scalar that holds something; none may be empty after a line end that is escaped.
    fn next_line(&mut self, escaped: bool) -> Result<(), Refusal> {
        let line = self.cursor.line + usize::from(escaped);
        if escaped {
            self.cursor.skip();
        }
        while self.cursor.is_space() {
            if self.cursor.is('\t') && self.cursor.column < self.least() {
                return Err(tab_at(self.cursor.at));
            }
            self.cursor.skip();
        }
        if escaped && self.cursor.line > line {
            return self.refuse("an empty line comes after a line that ends with `\\`: write `\\n` instead");
        }
        self.indented()
    }

    /// Refuses a line inside brackets that is no deeper than their key, save the one that ends them all.
    fn inside(&self) -> Result<(), Refusal> {
        let closes = matches!(self.cursor.here(), Some(']' | '}')) && self.flow.len() == 1;
        let ends = closes && self.cursor.column + 1 == self.least();
        if self.in_flow() && !ends { self.indented() } else { Ok(()) }
    }

    /// Refuses a line that is no deeper than the key whose value goes on there.
    fn indented(&self) -> Result<(), Refusal> {
        if self.cursor.here().is_some() && self.cursor.column < self.least() {
            return self.refuse("the value goes on here, and is not indented below its key: indent this line");
        }
        Ok(())
    }

    fn in_flow(&self) -> bool {
        !self.flow.is_empty()
    }

    /// The least column that is inside the innermost block collection.
    fn least(&self) -> usize {
        self.indents.last().map_or(0, |column| column + 1)
    }

    /// A key of block context may begin here.
    fn begin_key(&mut self) {
        if self.key_allowed && !self.in_flow() {
            self.key = Some(Key { at: self.cursor.at, line: self.cursor.line, column: self.cursor.column });
        }
    }

    fn forget_key(&mut self) {
        if !self.in_flow() {
            self.key = None;
        }
    }

    /// Into the block collection whose keys or dashes stand at a column.
    fn enter(&mut self, column: usize, at: usize) -> Result<(), Refusal> {
        if !self.in_flow() && column >= self.least() {
            self.indents.push(column);
        }
        self.too_deep(at)
    }

    /// Out of the block collections right of a column.
    fn leave(&mut self, column: usize) {
        while !self.in_flow() && self.indents.last().is_some_and(|indent| *indent > column) {
            self.indents.pop();
            self.last = Last::Other;
        }
    }

    fn too_deep(&self, at: usize) -> Result<(), Refusal> {
        if self.indents.len() + self.flow.len() > DEEPEST {
            return Err((at, format!("nested too deep: a record has at most {DEEPEST} levels")));
        }
        Ok(())
    }

    fn refuse<T>(&self, message: &str) -> Result<T, Refusal> {
        Err((self.cursor.at, message.to_owned()))
    }
}

fn tab_at(at: usize) -> Refusal {
    (at, "a tab indents this line: YAML indents with spaces".to_owned())
}

fn merge_at(at: usize) -> Refusal {
    (at, "a merge key stands here: write the keys out instead".to_owned())
}
