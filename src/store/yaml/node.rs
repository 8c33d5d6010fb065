//! YAML values: of a whole file, and of the arguments of `add` and `set`.

use super::bytes::readable;
use super::parse;
use super::tree::{Pair, Style, Tree, TreeValue};
use super::words;
use crate::model::field::{Field, Shape};
use crate::model::node::Node;
use crate::model::reading::lists;

impl Node {
    /// What VALUE on a command line means for a field: scalars are literal, the rest is YAML.
    pub fn parse(shape: Shape, value: &str) -> Result<Self, String> {
        if shape.is_scalar() || value.trim().is_empty() {
            return Ok(Self::scalar(shape, value));
        }
        readable(value.as_bytes()).map_err(|fault| fault.message)?;
        match shape {
            Shape::List(item) => match lists::read(*item, value) {
                Some(list) => Ok(list),
                None if is_list(value) => Self::read(shape, value),
                None => Ok(Self::List(vec![Self::read(*item, value)?])),
            },
            _ => Self::read(shape, value),
        }
    }

    /// A value of a shape, from YAML.
    pub(in crate::store) fn read(shape: Shape, yaml: &str) -> Result<Self, String> {
        Self::of(shape, &parse::tree(yaml).map_err(|fault| fault.message)?)
    }

    /// A whole file by its table of fields, scalars as written; `None` if it is invalid.
    pub fn file(fields: &[Field], text: &str) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self::root(fields, &parse::tree(text).ok()?)
    }

    /// The same from a tree.
    pub(in crate::store) fn root(fields: &[Field], tree: &Tree) -> Option<Self> {
        let TreeValue::Map(pairs, _) = &tree.value else { return None };
        Self::map(pairs, |key| known(fields, key)).ok()
    }

    fn map(pairs: &[Pair], shape: impl Fn(&str) -> Result<Shape, String>) -> Result<Self, String> {
        let value = |pair: &Pair| Ok((pair.key.to_string(), Self::of(shape(&pair.key)?, &pair.value)?));
        pairs.iter().map(value).collect::<Result<_, _>>().map(Self::Map)
    }

    /// A tree's value by its shape.
    pub(in crate::store) fn of(shape: Shape, tree: &Tree) -> Result<Self, String> {
        match (shape, &tree.value) {
            (Shape::Free, TreeValue::Nothing) => Ok(Self::Empty),
            (Shape::Free, TreeValue::Scalar(words, style)) => Ok(Self::free(words, *style)),
            (shape, _) if shape != Shape::Free && tree.is_null() => Ok(Self::Empty),
            (shape, TreeValue::Scalar(words, _)) if shape.is_scalar() => Ok(Self::scalar(shape, words)),
            (Shape::List(_) | Shape::Free, TreeValue::List(items, _)) => {
                items.iter().map(|value| Self::of(shape.item(), value)).collect::<Result<_, _>>().map(Self::List)
            }
            (Shape::Group(fields), TreeValue::Map(pairs, _)) => Self::map(pairs, |key| known(fields, key)),
            (Shape::Table(_) | Shape::Free, TreeValue::Map(pairs, _)) => Self::map(pairs, |key| Ok(shape.inner(key))),
            (shape, value) => Err(format!("expected {}, found {}", shape.in_words(), value.in_words())),
        }
    }

    /// A scalar below a free key: it is text if quoted, or if no reader takes it for anything else.
    fn free(text: &str, style: Style) -> Self {
        if style != Style::Plain || words::is_plain(text) || words::is_no_token(text) {
            Self::text(text)
        } else {
            Self::Plain(text.to_owned())
        }
    }
}

/// Whether a value is written as a list of YAML.
fn is_list(value: &str) -> bool {
    value.trim_start().starts_with(['[', '-'])
}

/// The shape of the value at a key of a table of fields.
fn known(fields: &[Field], key: &str) -> Result<Shape, String> {
    fields.iter().find(|field| field.name == key).map(|field| field.shape).ok_or_else(|| {
        let known: Vec<_> = fields.iter().map(|field| field.name).collect();
        format!("unknown key `{key}`; the valid keys are {}", crate::model::words::and_list(&known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::charter::Charter;
    use crate::model::field::{Fields, shape_at};
    use crate::store::yaml::{words, write};

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
    fn a_byte_order_mark_belongs_to_no_key() {
        let file = |text: &str| Node::file(Charter::FIELDS, text).unwrap();
        assert_eq!(file("\u{feff}title: a\n").at("title"), &Node::text("a"));
    }

    #[test]
    fn a_wrong_structure_says_what_was_expected() {
        assert_eq!(
            Node::parse(shape(&["budget"]), "{amont: 1}").unwrap_err(),
            "unknown key `amont`; the valid keys are amount, currency and tolerance"
        );
        assert!(Node::parse(shape(&["scope", "in"]), "[x").is_err());
    }

    #[test]
    fn a_list_takes_one_value_or_several_between_commas() {
        let words = |item, value| match Node::parse(Shape::List(item), value).unwrap() {
            Node::List(items) => items.iter().map(write::flow).collect::<Vec<_>>().join("|"),
            other => format!("{other:?}"),
        };
        for (item, value, items) in [
            (&Shape::Person, "ana", "ana"),
            (&Shape::Person, "ana, Sam Lindqvist;jo and kim", "ana|Sam Lindqvist|jo|kim"),
            (&Shape::Person, "[ana, sam]", "ana|sam"),
            (&Shape::Text, "offline search, on the quay", "\"offline search, on the quay\""),
            (&Shape::Text, "[offline search, reports]", "offline search|reports"),
            (&Shape::Text, "- offline search\n- reports", "offline search|reports"),
            (&Shape::Date, "2026-03-02,2026-03-03", "2026-03-02|2026-03-03"),
        ] {
            assert_eq!(words(item, value), items, "{value}");
        }
    }

    #[test]
    fn a_key_twice_and_what_no_record_may_hold_are_refused_in_a_value_too() {
        for (value, words) in
            [("{a: 1, a: 2}", "`a` occurs more than once"), ("{a: &x 1, b: *x}", "anchor"), ("!a b", "tag")]
        {
            let message = Node::parse(Shape::Free, value).unwrap_err();
            assert!(message.contains(words), "{value}: {message}");
        }
        assert_eq!(Node::file(Charter::FIELDS, "title: a\ntitle: b\n"), None);
        assert_eq!(Node::file(Charter::FIELDS, "extra: {a: {b: 1, b: 2}}\n"), None);
    }

    #[test]
    fn a_free_scalar_is_kept_as_it_is_written() {
        let digits = "123456789012345678901234567890123456789012345";
        for token in [
            "1.10", "3.14159265358979323846", "1e3", "0x1F", "0o17", "007", "12:30", "1_000", "-0", "+1", ".5", ".inf",
            ".NaN", digits, "true", "False", "yes", "~", "null", "2026-03-02", "2026-03-02 10:00:00", "-x, y",
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
            assert!(write::flow(&node).starts_with(['"', '\'']) && words::scalar(words).starts_with(['"', '\'']));
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
