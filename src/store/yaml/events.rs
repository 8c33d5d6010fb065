//! The tree of a text from the events of the YAML parser, within the limits of a record.
//!
//! Unsupported YAML is rejected while the tree is built: anchors, aliases, tags, directives, merge keys, several
//! documents, duplicate keys, too much nesting, too many values.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

use super::bytes::line_start;
use super::explain::duplicate;
use super::strict::{TAB, strict};
use super::tree::{Layout, Pair, Style, Tree, TreeValue};
use super::{DEEPEST, Fault, MOST};

/// The tree of a text.
pub fn tree(text: &str) -> Result<Tree<'_>, Fault> {
    // the parser takes trailing blanks as one more line of a block
    let last = line_start(text, text.len());
    let whole = text;
    let text = if text[last..].trim().is_empty() { &text[..last] } else { text };
    let mut builder = Builder { text, parser: Parser::new_from_str(text), known: (0, 0), values: 0 };
    let mut tree = None;
    loop {
        match builder.next()? {
            (Event::StreamEnd, _) => break,
            (Event::DocumentStart(_), at) => builder.document(at, tree.is_some())?,
            (Event::DocumentEnd, at) if text[at.0..].starts_with("...") => {
                return builder.refuse(at.0, "document end markers are not supported; delete this line");
            }
            (Event::StreamStart | Event::DocumentEnd, _) => {}
            event => tree = Some(builder.node(event, 0, 0)?),
        }
    }
    let tree = tree.unwrap_or(Tree { start: 0, end: 0, value: TreeValue::Nothing });
    strict(whole, &tree)?;
    Ok(tree)
}

const ALIAS: &str = "aliases are not supported; write the value out";

fn too_deep() -> String {
    format!("nested too deeply; a record has at most {DEEPEST} levels")
}

/// An event and its bytes.
type Next<'t> = (Event<'t>, (usize, usize));

struct Builder<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    /// A position in characters, as the parser counts, and in bytes.
    known: (usize, usize),
    /// The number of values read.
    values: usize,
}

impl<'t> Builder<'t> {
    fn next(&mut self) -> Result<Next<'t>, Fault> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, (self.byte(span.start.index()), self.byte(span.end.index())))),
            Some(Err(error)) => Err(self.unreadable(&error)),
            None => Ok((Event::StreamEnd, (self.text.len(), self.text.len()))),
        }
    }

    /// The byte of a position in characters, counted from the previous one.
    fn byte(&mut self, place: usize) -> usize {
        let (known, byte) = self.known;
        let length = |chars: &mut dyn Iterator<Item = char>| chars.map(char::len_utf8).sum::<usize>();
        let byte = if place >= known {
            byte + length(&mut self.text[byte..].chars().take(place - known))
        } else {
            byte - length(&mut self.text[..byte].chars().rev().take(known - place))
        };
        self.known = (place, byte);
        byte
    }

    fn document(&self, (start, _): (usize, usize), is_second: bool) -> Result<(), Fault> {
        if is_second {
            return self.refuse(start, "a second document starts here; a file contains one record");
        }
        let before = &self.text[..start];
        let directive = if before.starts_with('%') { Some(0) } else { before.find("\n%").map(|at| at + 1) };
        directive.map_or(Ok(()), |at| self.refuse(at, "YAML directives are not supported"))
    }

    /// One value at a nesting depth `above`, after a byte.
    fn node(&mut self, (event, (start, end)): Next<'t>, above: usize, after: usize) -> Result<Tree<'t>, Fault> {
        self.values += 1;
        if self.values > MOST {
            return self.refuse(start, &format!("too many keys and items; a record has at most {MOST}"));
        }
        if above >= DEEPEST && matches!(event, Event::SequenceStart(..) | Event::MappingStart(..)) {
            return self.refuse(start, &too_deep());
        }
        match event {
            Event::Alias(_) => self.refuse(start, ALIAS),
            Event::Scalar(words, style, anchor, tag) => {
                self.bare(start, anchor, tag.as_deref())?;
                Ok(self.scalar(words, style, (start, end), after))
            }
            Event::SequenceStart(anchor, ref tag) | Event::MappingStart(anchor, ref tag) => {
                self.bare(start, anchor, tag.as_deref())?;
                let (layout, is_list) = (self.layout(start, end), matches!(event, Event::SequenceStart(..)));
                let start = if is_list && layout == Layout::Block { self.dash(start) } else { start };
                self.indented(start, layout)?;
                if is_list { self.list(start, layout, above) } else { self.map(start, layout, above) }
            }
            _ => self.refuse(start, "expected a value"),
        }
    }

    /// Rejects an anchor or a tag on a value.
    fn bare(&self, start: usize, anchor: usize, tag: Option<&Tag>) -> Result<(), Fault> {
        match (anchor, tag) {
            (0, None) => Ok(()),
            (0, Some(_)) => self.refuse(start, "tags are not supported"),
            _ => self.refuse(start, "anchors are not supported; write the value out"),
        }
    }

    /// Rejects keys or dashes after a tab; the parser accepts one after another dash.
    fn indented(&self, start: usize, layout: Layout) -> Result<(), Fault> {
        let line = line_start(self.text, start);
        let tab = self.text[line..start].find('\t').filter(|_| layout == Layout::Block);
        tab.map_or(Ok(()), |at| self.refuse(line + at, TAB))
    }

    fn scalar(&self, words: Cow<'t, str>, style: ScalarStyle, (start, end): (usize, usize), after: usize) -> Tree<'t> {
        let (style, end) = match style {
            ScalarStyle::Plain if words.is_empty() => {
                return Tree { start: after, end: after, value: TreeValue::Nothing };
            }
            ScalarStyle::Literal | ScalarStyle::Folded if words.trim_end_matches('\n').is_empty() => {
                let (start, end) = self.indicator(start, after).unwrap_or((start, end));
                return Tree { start, end, value: TreeValue::Scalar(words, Style::Block) };
            }
            ScalarStyle::Plain => (Style::Plain, start + self.text[start..end].trim_end().len()),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (Style::Quoted, self.quoted_end(start)),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // trailing blank lines belong to it if it keeps them
                let raw = self.text[start..end].trim_end_matches(' ');
                let kept = raw.strip_suffix('\n').filter(|_| words.ends_with("\n\n"));
                let length = kept.unwrap_or_else(|| raw.trim_end_matches([' ', '\r', '\n'])).len();
                (Style::Block, start + length)
            }
        };
        Tree { start, end, value: TreeValue::Scalar(words, style) }
    }

    /// The `|` or `>` of an empty block; the parser's position is usually past the blank lines after it.
    fn indicator(&self, start: usize, after: usize) -> Option<(usize, usize)> {
        let is_here = self.text[start..].starts_with(['|', '>']);
        let head = self.text[..start + usize::from(is_here)].trim_end();
        let line = line_start(head, head.len());
        let from = if after > head.len() { line } else { after.max(line) };
        let found = head[from..].match_indices(['|', '>']).map(|(at, _)| from + at);
        let ends = |at: &usize| {
            self.text[at + 1..].trim_start_matches(|sign: char| "+-".contains(sign) || sign.is_ascii_digit())
        };
        let mut found = found.map(|at| (at, self.text.len() - ends(&at).len()));
        found.find(|(_, end)| {
            let rest = self.text[*end..].lines().next().unwrap_or_default().trim_start();
            rest.is_empty() || rest.starts_with('#')
        })
    }

    /// A list or mapping from its start event: its extent includes a bracket, and the `?` of a pair without one.
    fn layout(&self, start: usize, end: usize) -> Layout {
        let is_flow = end > start && !self.text[start..].starts_with('?');
        if is_flow { Layout::Flow } else { Layout::Block }
    }

    /// Past the closing quote of a quoted scalar; the parser's end is past the blanks and comments after it.
    fn quoted_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (quote, mut at) = (bytes[start], start + 1);
        while at < bytes.len() {
            match bytes[at] {
                b'\\' if quote == b'"' => at += 1,
                one if one == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 1,
                one if one == quote => return at + 1,
                _ => {}
            }
            at += 1;
        }
        bytes.len()
    }

    fn list(&mut self, start: usize, layout: Layout, above: usize) -> Result<Tree<'t>, Fault> {
        let (mut items, mut end) = (Vec::new(), start);
        loop {
            match self.next()? {
                (Event::SequenceEnd, (close, _)) => {
                    end = if layout == Layout::Flow { close + 1 } else { end };
                    return Ok(Tree { start, end, value: TreeValue::List(items, layout) });
                }
                (event, at) => {
                    items.push(self.node((event, at), above + 1, at.0)?);
                    end = items.last().map_or(end, |item| item.end);
                }
            }
        }
    }

    /// The dash that a list begins with; the parser's position is the first item if the list is not indented below its
    /// key.
    fn dash(&self, start: usize) -> usize {
        let is_dash = |at: &usize| {
            let mut rest = self.text[*at..].chars();
            rest.next() == Some('-') && rest.next().is_none_or(char::is_whitespace)
        };
        let begins =
            |line: &str| line.as_ptr().addr() - self.text.as_ptr().addr() + line.len() - line.trim_start().len();
        let mut lines = self.text[..start].rsplit('\n').map(begins);
        Some(start).filter(is_dash).or_else(|| lines.find(is_dash)).unwrap_or(start)
    }

    fn map(&mut self, start: usize, layout: Layout, above: usize) -> Result<Tree<'t>, Fault> {
        let (mut pairs, mut end) = (Vec::new(), start);
        loop {
            match self.next()? {
                (Event::MappingEnd, (close, _)) => {
                    self.once(&pairs)?;
                    end = if layout == Layout::Flow { close + 1 } else { end };
                    return Ok(Tree { start, end, value: TreeValue::Map(pairs, layout) });
                }
                (event, at) => {
                    let key = self.node((event, at), above + 1, at.0)?;
                    let TreeValue::Scalar(words, style) = key.value else {
                        return self.refuse(key.start, "expected a key: a word, or words in quotes");
                    };
                    if words == "<<" && style == Style::Plain {
                        return self.refuse(key.start, "merge keys are not supported; write the keys out");
                    }
                    let next = self.next()?;
                    let value = self.node(next, above + 1, self.after_colon(key.end))?;
                    end = value.end;
                    pairs.push(Pair { key: words, start: key.start, end: key.end, value });
                }
            }
        }
    }

    /// Past the colon after a key, if there is one.
    fn after_colon(&self, key_end: usize) -> usize {
        let gap = &self.text[key_end..];
        let value = gap.trim_start();
        if value.starts_with(':') { key_end + gap.len() - value.len() + 1 } else { key_end }
    }

    /// Rejects a mapping with a duplicate key.
    fn once(&self, pairs: &[Pair]) -> Result<(), Fault> {
        let mut known: HashMap<&str, usize> = HashMap::with_capacity(pairs.len());
        for pair in pairs {
            if known.insert(&pair.key, pair.start).is_some() {
                let same = pairs.iter().filter(|other| other.key == pair.key);
                return Err(duplicate(self.text, &pair.key, &same.map(|pair| pair.start).collect::<Vec<_>>()));
            }
        }
        Ok(())
    }

    fn refuse<T>(&self, at: usize, message: &str) -> Result<T, Fault> {
        Err(Fault::at(self.text, at, message))
    }

    /// A parser error: a tab as indentation, or the parser's own message.
    fn unreadable(&mut self, error: &ScanError) -> Fault {
        let at = self.byte(error.marker().index());
        let line = line_start(self.text, at);
        let next = self.text[at..].find('\n').map_or(self.text.len(), |length| at + length + 1);
        let tab_in = |start: usize| {
            let line = self.text[start..].lines().next().unwrap_or_default();
            let tab = line.find('\t').filter(|tab| line[..*tab].trim().is_empty() && !line.trim().is_empty());
            tab.map(|tab| start + tab)
        };
        if let Some(tab) = tab_in(line).or_else(|| tab_in(next)) {
            return Fault::at(self.text, tab, TAB);
        }
        if self.text[at..].starts_with('*') {
            return Fault::at(self.text, at, ALIAS);
        }
        // the parser reads brackets ahead of their events
        if error.info() == "recursion limit exceeded" {
            return Fault::at(self.text, at, too_deep());
        }
        let at = at.min(self.text.trim_end().len());
        let why = error.info();
        let why = if why.starts_with("simple key expect") { "could not find expected ':'" } else { why };
        let why = why.split_once(", ").filter(|_| why.starts_with("while ")).map_or(why, |(_, why)| why);
        let hint = "quote the value if it contains `: ` or ` #`, and check the indentation and quotes above this line";
        Fault::at(self.text, at, format!("not valid YAML: {why}")).hint(hint)
    }
}
