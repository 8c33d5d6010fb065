//! The few forms that most records keep to, read without a parser: keys with words on their line,
//! literal blocks, lists and groups, each indented below its key.
//!
//! What is not evidently of these forms is left to the parser, and so is every mistake: nothing here
//! is an error, and nothing is read otherwise than the parser reads it.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};

use super::{DEEPEST, Node};

/// What stands at a key, scalars as they are written.
#[derive(Debug, Clone, PartialEq)]
pub enum Evident<'a> {
    /// Nothing.
    Nothing,
    /// Words on one line, without quotes.
    Words(&'a str),
    /// Text, whatever it looks like: the lines below a `|`.
    Block(String),
    /// A list.
    List(Vec<Self>),
    /// Keys and values.
    Map(Vec<(&'a str, Self)>),
}

impl<'a> From<&'a Node> for Evident<'a> {
    fn from(node: &'a Node) -> Self {
        match node {
            Node::Empty => Self::Nothing,
            Node::Plain(words) => Self::Words(words),
            Node::Text(text) => Self::Block(text.clone()),
            Node::List(items) => Self::List(items.iter().map(Self::from).collect()),
            Node::Map(pairs) => Self::Map(pairs.iter().map(|(key, value)| (key.as_str(), value.into())).collect()),
        }
    }
}

/// The keys and values of a text, if all of it is evident; then nothing in it is out of bounds.
pub fn evident(text: &str) -> Option<Evident<'_>> {
    let strange = |character: char| {
        (character.is_control() && character != '\n') || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    if !text.ends_with('\n') || text.contains(strange) {
        return None;
    }
    let mut lines = Lines { rest: text, indent: 0, body: "" };
    lines.next();
    let map = lines.map(0)?;
    lines.body.is_empty().then_some(map)
}

/// A text, line by line; comments and empty lines are passed over.
struct Lines<'a> {
    /// What comes after the present line.
    rest: &'a str,
    /// The column at which the present line begins, from 0.
    indent: usize,
    /// The present line from there on; empty at the end.
    body: &'a str,
}

impl<'a> Lines<'a> {
    /// Goes on to the next line that holds something.
    fn next(&mut self) {
        while let Some((line, rest)) = self.rest.split_once('\n') {
            self.rest = rest;
            self.body = line.trim_start_matches(' ');
            self.indent = line.len() - self.body.len();
            if !self.body.is_empty() && !self.body.starts_with('#') {
                return;
            }
        }
        self.body = "";
    }

    /// The keys and values that begin at this column.
    fn map(&mut self, indent: usize) -> Option<Evident<'a>> {
        let mut map = Vec::new();
        while !self.body.is_empty() && self.indent == indent {
            let (key, value) = self.body.split_once(':').filter(|(key, _)| is_key(key))?;
            map.push((key, self.value(indent, value)?));
        }
        self.ends(indent).then_some(Evident::Map(map))
    }

    /// The items that begin with a dash at this column.
    fn list(&mut self, indent: usize) -> Option<Evident<'a>> {
        let mut list = Vec::new();
        while !self.body.is_empty() && self.indent == indent {
            let item = self.body.strip_prefix("- ")?;
            if item.split_once(':').is_some_and(|(key, _)| is_key(key)) {
                (self.indent, self.body) = (indent + 2, item);
                list.push(self.map(indent + 2)?);
            } else {
                list.push(inline(item)?);
                self.next();
            }
        }
        self.ends(indent).then_some(Evident::List(list))
    }

    /// Whether the present line belongs to something further out than this column.
    fn ends(&self, indent: usize) -> bool {
        self.body.is_empty() || self.indent < indent
    }

    /// What stands after the colon of a key at this column, and below it.
    fn value(&mut self, indent: usize, value: &'a str) -> Option<Evident<'a>> {
        match value {
            "" => {
                self.next();
                match self.body {
                    "" => Some(Evident::Nothing),
                    _ if self.indent <= indent => Some(Evident::Nothing),
                    _ if self.indent >= DEEPEST => None,
                    item if item.starts_with("- ") => self.list(self.indent),
                    _ => self.map(self.indent),
                }
            }
            " |" | " |-" => self.block(indent, value == " |"),
            _ => {
                let value = inline(value.strip_prefix(' ')?)?;
                self.next();
                Some(value)
            }
        }
    }

    /// The lines of a literal block below a key at this column, with its last line end or without.
    fn block(&mut self, outer: usize, end: bool) -> Option<Evident<'a>> {
        let indent = self.rest.len() - self.rest.trim_start_matches(' ').len();
        let mut block = String::new();
        while let Some((line, rest)) = self.rest.split_once('\n') {
            let blank = line.bytes().all(|byte| byte == b' ');
            match line.get(indent..) {
                _ if blank && !line.is_empty() => return None,
                Some(content) if line[..indent].bytes().all(|byte| byte == b' ') => block.push_str(content),
                _ if blank => {}
                _ => break,
            }
            block.push('\n');
            self.rest = rest;
        }
        let content = block.trim_end_matches('\n').len();
        if indent <= outer || content == 0 {
            return None;
        }
        block.truncate(content + usize::from(end));
        self.next();
        self.ends(indent).then_some(Evident::Block(block))
    }
}

/// Whether this is a key of ours, and no word that YAML takes for something else.
fn is_key(key: &str) -> bool {
    key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && !matches!(key, "null" | "true" | "false")
}

/// What stands on one line: words, or a list of words in brackets.
fn inline<'a>(value: &'a str) -> Option<Evident<'a>> {
    match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        Some("") => Some(Evident::List(vec![])),
        Some(items) if items.contains(['[', ']', '{', '}', ':', '?']) => None,
        Some(items) => {
            let words = |item: &'a str| plain(item).filter(|item| !item.contains(',')).map(Evident::Words);
            items.split(", ").map(words).collect::<Option<_>>().map(Evident::List)
        }
        None => plain(value).map(Evident::Words),
    }
}

/// Words that are one plain scalar and nothing else, without the spaces at their end.
fn plain(words: &str) -> Option<&str> {
    let one = words.starts_with(char::is_alphanumeric)
        && !words.contains(": ")
        && !words.contains(" #")
        && !words.ends_with(':')
        && !matches!(words.trim_end(), "null" | "Null" | "NULL");
    one.then(|| words.trim_end_matches(' '))
}

/// A number, a truth value or null where JSON writes it with these very characters, else words: no digit is lost.
fn to_the_letter<'de, V: Visitor<'de>>(words: &str, visitor: V) -> Result<V::Value, Error> {
    match serde_json::from_str::<serde_json::Value>(words) {
        Ok(json) if json.to_string().as_str() == words => json.deserialize_any(visitor).map_err(Error::custom),
        _ => visitor.visit_str(words),
    }
}

impl<'de> IntoDeserializer<'de> for &'de Evident<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Evident<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Evident::Nothing => visitor.visit_unit(),
            Evident::Words(words) => to_the_letter(words, visitor),
            Evident::Block(text) => visitor.visit_str(text),
            Evident::List(items) => SeqDeserializer::new(items.iter()).deserialize_seq(visitor),
            Evident::Map(pairs) => {
                MapDeserializer::new(pairs.iter().map(|(key, value)| (*key, value))).deserialize_map(visitor)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if *self == Evident::Nothing { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if let Evident::Words(words) = self { visitor.visit_str(words) } else { self.deserialize_any(visitor) }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_yaml::Value;

    use super::*;
    use crate::store::yaml::screen::bounded;

    /// Whether the parser reads the same: the same tree, and every scalar as it is written.
    fn same(evident: &Evident, parsed: &Value) -> bool {
        match (evident, parsed) {
            (Evident::Words(words), Value::String(text)) => words == text,
            (Evident::Nothing, Value::Null) | (Evident::Words(_), Value::Number(_) | Value::Bool(_)) => true,
            (Evident::Block(block), Value::String(text)) => block == text,
            (Evident::List(items), Value::Sequence(parsed)) => {
                items.len() == parsed.len() && items.iter().zip(parsed).all(|(item, parsed)| same(item, parsed))
            }
            (Evident::Map(pairs), Value::Mapping(parsed)) => {
                pairs.len() == parsed.len()
                    && pairs
                        .iter()
                        .zip(parsed)
                        .all(|((key, value), (name, parsed))| name.as_str() == Some(key) && same(value, parsed))
            }
            _ => false,
        }
    }

    fn twice(evident: &Evident) -> bool {
        match evident {
            Evident::Map(pairs) => pairs
                .iter()
                .enumerate()
                .any(|(at, (key, value))| twice(value) || pairs[..at].iter().any(|(known, _)| known == key)),
            Evident::List(items) => items.iter().any(twice),
            _ => false,
        }
    }

    #[test]
    fn the_forms_that_we_write_are_evident() {
        let text = "# who\ntitle: Harbor: search\n";
        assert_eq!(evident(text), None);
        let text = "a: one two \nb:\nc: |\n  first\n\n    second\nd: |-\n  third\n\n# e\nf:\n  - [x, y z]\n  # y\n  - g: z\n    h:\n      i: j\n";
        let words = Evident::Words;
        let inner = Evident::Map(vec![("i", words("j"))]);
        let item = Evident::Map(vec![("g", words("z")), ("h", inner)]);
        let tree = Evident::Map(vec![
            ("a", words("one two")),
            ("b", Evident::Nothing),
            ("c", Evident::Block("first\n\n  second\n".into())),
            ("d", Evident::Block("third".into())),
            ("f", Evident::List(vec![Evident::List(vec![words("x"), words("y z")]), item])),
        ]);
        assert_eq!(evident(text), Some(tree));
    }

    #[test]
    fn what_is_broken_or_doubtful_is_left_to_the_parser() {
        for text in [
            "a: b",
            "a: b\r\n",
            "a: b\n  c\n",
            "a: b\n  c: d\n",
            "a:\n- b\n",
            "a:\n  - b\n c: d\n",
            "a:\n  - b\n    c\n",
            "a:\n  b: c\n d: e\n",
            "a: null\n",
            "a: ~\n",
            "a: 'b'\n",
            "a: [b: c]\n",
            "a: [b,c]\n",
            "a: [b, ]\n",
            "a: [[b]]\n",
            "a: [null]\n",
            "a: b # c\n",
            "a: b:\n",
            "a: b: c\n",
            "a: |\nb: c\n",
            "a: |\n\n  b\n",
            "a: |\n  b\n c\n",
            "a: |2\n  b\n",
            "a: >\n  b\n",
            "a:b\n",
            "null: b\n",
            "a\n",
            " a: b\nc: d\n",
            "a: b\n...\n",
        ] {
            assert_eq!(evident(text), None, "{text:?}");
        }
        let deep = |levels: usize| (0..levels).map(|at| format!("{}a:\n", "  ".repeat(at))).collect::<String>();
        assert!(evident(&deep(DEEPEST / 2)).is_some());
        assert_eq!(evident(&deep(DEEPEST + 1)), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: ProptestConfig::default().cases.max(2000), ..ProptestConfig::default() })]
        #[test]
        fn what_is_evident_is_what_the_parser_reads(
            lines in proptest::collection::vec(
                "( |  |   |    |      )?(- )?((a|b|c_d|e|f|no): ?)?(\\||\\|-|# x|-|\\[[a,: ]{0,4}\\]|[a-c1~:# |\\[\"'ä-]{0,5})", 0..9
            )
        ) {
            let text = lines.join("\n") + "\n";
            if let Some(evident) = evident(&text) {
                let parsed = serde_yaml::from_str::<Value>(&text);
                let read = parsed.as_ref().is_ok_and(|parsed| {
                    same(&evident, parsed) || (evident == Evident::Map(vec![]) && parsed.is_null())
                });
                prop_assert_eq!(bounded(&text), Ok(()));
                prop_assert!(read || twice(&evident), "{text:?}\n{evident:?}\n{parsed:?}");
            }
        }
    }
}
