//! A value on its way into a file: what `add` and `set` make of their arguments.
//!
//! The shape of the field says how a scalar is written: text is quoted where a reader would take it
//! for something else, a date or a number stands plain.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{ended, write};
use crate::model::field::{Field, Shape};

/// A value to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nothing after the key.
    Empty,
    /// Written as it stands: a date, a number, `true`.
    Plain(String),
    /// Words; quoted or put in a block where they need it.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in order.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// Words.
    pub fn text(words: impl fmt::Display) -> Self {
        Self::Text(words.to_string())
    }

    /// A scalar as its shape writes it.
    pub fn scalar(shape: Shape, words: &str) -> Self {
        match shape {
            _ if words.trim().is_empty() => Self::Empty,
            Shape::Date | Shape::Rating | Shape::Decimal | Shape::Count | Shape::Flag => Self::Plain(words.to_owned()),
            _ => Self::Text(words.to_owned()),
        }
    }

    /// What VALUE on a command line means for a field: scalars literally, the rest as YAML.
    pub fn parse(shape: Shape, value: &str) -> Result<Self, String> {
        if shape.is_scalar() || value.trim().is_empty() {
            return Ok(Self::scalar(shape, value));
        }
        let screened = super::screen::screen(value.as_bytes()).map_err(|fault| fault.message)?;
        Self::read(shape, screened)
    }

    /// A value by the shape it must have, from YAML that was screened.
    pub(in crate::store) fn read(shape: Shape, yaml: &str) -> Result<Self, String> {
        let text = &ended(yaml);
        let read = twice(|first| ByShape { shape, text, first }.deserialize(serde_yaml::Deserializer::from_str(text)));
        read.map_err(|error| super::explain::bare_message(&error.to_string()))
    }

    /// A whole file by its table of fields, scalars as they are written; none where it does not read.
    pub fn file(fields: &[Field], text: &str) -> Option<Self> {
        let text = &ended(text);
        twice(|first| Root { fields, text, first }.deserialize(serde_yaml::Deserializer::from_str(text))).ok()
    }

    /// Whether two values say the same, whatever the order of keys; free scalars as they are written.
    pub(in crate::store) fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says(b)),
            (Self::Map(a), Self::Map(b)) => {
                let in_b = |key: &String| b.iter().find(|(known, _)| known == key).map(|(_, value)| value);
                a.len() == b.len() && a.iter().all(|(key, value)| in_b(key).is_some_and(|other| value.says(other)))
            }
            (a, b) => a == b || (a.is_null() && b.is_null()),
        }
    }

    /// Whether it is nothing, in whatever form.
    fn is_null(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Plain(words) => matches!(words.as_str(), "" | "~" | "null" | "Null" | "NULL"),
            _ => false,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty | Self::Plain(_) => self.is_null(),
            Self::Text(words) => words.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(pairs) => pairs.is_empty(),
        }
    }
}

/// Reads for what is there, then for how it is written.
///
/// The parser makes a number of `1.10` unless it is asked for words, and what may be asked for words below a free key
/// is known only once it was read.
fn twice<E>(read: impl Fn(Option<&Node>) -> Result<Node, E>) -> Result<Node, E> {
    read(Some(&read(None)?))
}

/// Reads a file by its table of fields.
struct Root<'a> {
    fields: &'a [Field],
    text: &'a str,
    first: Option<&'a Node>,
}

impl<'de> DeserializeSeed<'de> for Root<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("keys and values")
    }
    fn visit_map<A: MapAccess<'de>>(self, pairs: A) -> Result<Node, A::Error> {
        let shape = |key: &str| field(self.fields, key).map(|field| field.shape);
        read_map(pairs, |at, key| Ok(ByShape { shape: shape(key)?, text: self.text, first: inner(self.first, at) }))
    }
}

/// The pairs of a mapping, each by what reads its value; no key twice.
fn read_map<'de, 'a, A: MapAccess<'de>>(
    mut pairs: A,
    seed: impl Fn(usize, &str) -> Result<ByShape<'a>, String>,
) -> Result<Node, A::Error> {
    let (mut map, mut known) = (Vec::new(), HashSet::new());
    while let Some(key) = pairs.next_key::<String>()? {
        if !known.insert(key.clone()) {
            return Err(A::Error::custom(format!("duplicate key `{key}`")));
        }
        let seed = seed(map.len(), &key).map_err(A::Error::custom)?;
        map.push((key, pairs.next_value_seed(seed)?));
    }
    Ok(Node::Map(map))
}

/// What stands at a place of a list or a mapping.
fn inner(node: Option<&Node>, at: usize) -> Option<&Node> {
    match node? {
        Node::List(items) => items.get(at),
        Node::Map(pairs) => pairs.get(at).map(|(_, value)| value),
        _ => None,
    }
}

/// Reads a value of a text by the shape it must have, scalars as they are written.
struct ByShape<'a> {
    shape: Shape,
    text: &'a str,
    /// What was found here when it was read first: of a free scalar, whether it is words.
    first: Option<&'a Node>,
}

impl ByShape<'_> {
    fn words(&self, words: &str, is_quoted: bool) -> Node {
        match (self.shape, self.first) {
            (Shape::Free, Some(Node::Text(_))) if is_quoted || write::is_plain(words) || write::is_no_token(words) => {
                Node::text(words)
            }
            (Shape::Free, Some(Node::Empty)) if words.is_empty() => Node::Empty,
            (Shape::Free, Some(_)) => Node::Plain(words.to_owned()),
            (Shape::Free, None) => Node::text(words),
            (shape, _) => Node::scalar(shape, words),
        }
    }

    /// Whether words that are a part of the text stand there in quotes.
    fn is_quoted(&self, words: &str) -> bool {
        let before = words.as_ptr().addr().checked_sub(self.text.as_ptr().addr() + 1);
        before.and_then(|at| self.text.as_bytes().get(at)).is_some_and(|before| b"'\"".contains(before))
    }
}

impl<'de> DeserializeSeed<'de> for ByShape<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        match (self.shape, self.first) {
            (Shape::Free, None | Some(Node::List(_) | Node::Map(_))) => from.deserialize_any(self),
            (Shape::Free, Some(_)) => from.deserialize_str(self),
            _ => from.deserialize_option(self),
        }
    }
}

/// A scalar that is no words; how it is written is read next.
const NO_WORDS: Node = Node::Plain(String::new());

impl<'de> Visitor<'de> for ByShape<'_> {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.shape.in_words())
    }
    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Empty)
    }
    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Empty)
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        match self.shape {
            Shape::List(_) => from.deserialize_seq(self),
            Shape::Group(_) | Shape::Table(_) => from.deserialize_map(self),
            _ => from.deserialize_str(self),
        }
    }
    fn visit_borrowed_str<E>(self, words: &'de str) -> Result<Node, E> {
        Ok(self.words(words, self.is_quoted(words)))
    }
    fn visit_str<E>(self, words: &str) -> Result<Node, E> {
        Ok(self.words(words, true))
    }
    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(NO_WORDS)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(NO_WORDS)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(NO_WORDS)
    }
    fn visit_i128<E>(self, _: i128) -> Result<Node, E> {
        Ok(NO_WORDS)
    }
    fn visit_u128<E>(self, _: u128) -> Result<Node, E> {
        Ok(NO_WORDS)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(NO_WORDS)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let shape = if let Shape::List(item) = self.shape { *item } else { Shape::Free };
        let mut list = Vec::new();
        let seed = |at| ByShape { shape, text: self.text, first: inner(self.first, at) };
        while let Some(item) = items.next_element_seed(seed(list.len()))? {
            list.push(item);
        }
        Ok(Node::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, pairs: A) -> Result<Node, A::Error> {
        let seed = |at, shape| ByShape { shape, text: self.text, first: inner(self.first, at) };
        read_map(pairs, |at, key| Ok(seed(at, below(self.shape, key)?)))
    }
}

fn below(shape: Shape, key: &str) -> Result<Shape, String> {
    match shape {
        Shape::Group(fields) => field(fields, key).map(|field| field.shape),
        Shape::Table(value) => Ok(*value),
        _ => Ok(Shape::Free),
    }
}

fn field<'a>(fields: &'a [Field], key: &str) -> Result<&'a Field, String> {
    fields.iter().find(|field| field.name == key).ok_or_else(|| {
        let known: Vec<_> = fields.iter().map(|field| format!("`{}`", field.name)).collect();
        format!("unknown key `{key}`: the keys here are {}", crate::model::words::and_list(&known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::charter::Charter;
    use crate::model::field::{Fields, shape_at};

    fn shape(path: &[&str]) -> Shape {
        shape_at(Charter::FIELDS, path).unwrap()
    }

    #[test]
    fn text_is_taken_literally_and_structure_as_yaml() {
        assert_eq!(Node::parse(shape(&["title"]), "no: [x"), Ok(Node::Text("no: [x".into())));
        assert_eq!(
            Node::parse(shape(&["budget"]), "{amount: 12.50, currency: EUR}"),
            Ok(Node::Map(vec![
                ("amount".into(), Node::Plain("12.50".into())),
                ("currency".into(), Node::Text("EUR".into()))
            ]))
        );
        assert_eq!(
            Node::parse(shape(&["scope", "in"]), "[no, 1e3]"),
            Ok(Node::List(vec![Node::text("no"), Node::text("1e3")]))
        );
    }

    #[test]
    fn a_wrong_structure_says_what_was_expected() {
        assert_eq!(
            Node::parse(shape(&["budget"]), "{amont: 1}").unwrap_err(),
            "unknown key `amont`: the keys here are `amount`, `currency` and `tolerance`"
        );
        assert!(Node::parse(shape(&["scope", "in"]), "x").unwrap_err().contains("expected a list"));
    }

    #[test]
    fn a_key_twice_and_what_no_record_may_hold_are_refused_in_a_value_too() {
        for (value, words) in [("{a: 1, a: 2}", "duplicate key `a`"), ("{a: &x 1, b: *x}", "anchor"), ("!a b", "tag")] {
            let said = Node::parse(Shape::Free, value).unwrap_err();
            assert!(said.contains(words), "{value}: {said}");
        }
        assert_eq!(Node::file(Charter::FIELDS, "title: a\ntitle: b\n"), None);
        assert_eq!(Node::file(Charter::FIELDS, "extra: {a: {b: 1, b: 2}}\n"), None);
    }

    #[test]
    fn a_free_scalar_is_kept_as_it_is_written() {
        let digits = "123456789012345678901234567890123456789012345";
        for token in [
            "1.10",
            "3.14159265358979323846",
            "1e3",
            "0x1F",
            "0o17",
            "007",
            "12:30",
            "1_000",
            "-0",
            "+1",
            ".5",
            ".inf",
            ".NaN",
            digits,
            "true",
            "False",
            "yes",
            "~",
            "null",
            "2026-03-02",
            "2026-03-02 10:00:00",
            "-x, y",
        ] {
            let plain = Node::Plain(token.to_owned());
            assert_eq!(Node::parse(Shape::Free, token), Ok(plain.clone()), "{token}");
            let text = format!("extra:\n  a: {token} # why\n  b:\n    - {token}\n    - '{token}'\n    - \"{token}\"\n");
            let list = Node::List(vec![plain.clone(), Node::text(token), Node::text(token)]);
            let extra = Node::Map(vec![("a".into(), plain), ("b".into(), list)]);
            assert_eq!(Node::file(Charter::FIELDS, &text), Some(Node::Map(vec![("extra".into(), extra)])), "{token}");
        }
    }

    #[test]
    fn free_words_that_are_no_token_anywhere_are_quoted_when_they_are_written() {
        for words in [".inf?", "a\t\u{202e}b", "-x?"] {
            let node = Node::parse(Shape::Free, words).unwrap();
            assert_eq!(node, Node::text(words));
            assert!(write::flow(&node).starts_with(['"', '\'']) && write::scalar(words).starts_with(['"', '\'']));
        }
    }

    #[test]
    fn free_words_are_text_in_quotes_or_without() {
        for (words, text) in [("A-7", "A-7"), ("'A-7'", "A-7"), ("two\n  lines", "two lines"), ("'it''s'", "it's")] {
            assert_eq!(Node::parse(Shape::Free, words), Ok(Node::text(text)), "{words}");
        }
        let empty = Node::Map(vec![("a".into(), Node::text("")), ("b".into(), Node::Empty), ("c".into(), Node::Empty)]);
        assert_eq!(Node::parse(Shape::Free, "{a: '', b: , 'c'}"), Ok(empty));
        assert_eq!(Node::parse(Shape::Free, "'no': |\n  1\n"), Ok(Node::Map(vec![("no".into(), Node::text("1\n"))])));
    }

    #[test]
    fn free_scalars_are_compared_as_they_are_written() {
        let says = |a: &str, b: &str| Node::parse(Shape::Free, a).unwrap().says(&Node::parse(Shape::Free, b).unwrap());
        assert!(says("[1.10, {a: ~}]", "[ 1.10, { a: null } ]"));
        assert!(says("[A-7]", "['A-7']"));
        for (a, b) in
            [("1.10", "1.1"), ("1e3", "1000"), ("0x1F", "31"), ("true", "'true'"), ("yes", "true"), ("~", "''")]
        {
            assert!(!says(&format!("[{a}]"), &format!("[{b}]")), "{a} {b}");
        }
    }
}
