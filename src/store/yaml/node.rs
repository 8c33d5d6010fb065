//! A value on its way into a file: what `add` and `set` make of their arguments.
//!
//! The shape of the field says how a scalar is written: text is quoted where a reader would take it
//! for something else, a date or a number stands plain.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

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
        match Self::read(shape, screened)? {
            Self::Plain(_) if shape == Shape::Free => Ok(Self::Plain(value.trim().to_owned())),
            node => Ok(node),
        }
    }

    /// A value by the shape it must have, from YAML that was screened.
    pub(in crate::store) fn read(shape: Shape, yaml: &str) -> Result<Self, String> {
        let read = ByShape(shape).deserialize(serde_yaml::Deserializer::from_str(yaml));
        read.map_err(|error| super::explain::bare_message(&error.to_string()))
    }

    /// A whole file by its table of fields, scalars as they are written; none where it does not read.
    pub(in crate::store) fn file(fields: &[Field], text: &str) -> Option<Self> {
        Root(fields).deserialize(serde_yaml::Deserializer::from_str(text)).ok()
    }

    /// Whether two values say the same, whatever the order of keys.
    pub(in crate::store) fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says(b)),
            (Self::Map(a), Self::Map(b)) => {
                let in_b = |key: &String| b.iter().find(|(known, _)| known == key).map(|(_, value)| value);
                a.len() == b.len() && a.iter().all(|(key, value)| in_b(key).is_some_and(|other| value.says(other)))
            }
            (a, b) => a == b,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Plain(words) | Self::Text(words) => words.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(pairs) => pairs.is_empty(),
        }
    }
}

/// Reads a file by its table of fields.
struct Root<'a>(&'a [Field]);

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
        read_map(pairs, |key| field(self.0, key).map(|field| field.shape))
    }
}

/// The pairs of a mapping, each by the shape of its key; no key twice.
fn read_map<'de, A: MapAccess<'de>>(
    mut pairs: A,
    shape: impl Fn(&str) -> Result<Shape, String>,
) -> Result<Node, A::Error> {
    let (mut map, mut known) = (Vec::new(), HashSet::new());
    while let Some(key) = pairs.next_key::<String>()? {
        if !known.insert(key.clone()) {
            return Err(A::Error::custom(format!("duplicate key `{key}`")));
        }
        let shape = shape(&key).map_err(A::Error::custom)?;
        map.push((key, pairs.next_value_seed(ByShape(shape))?));
    }
    Ok(Node::Map(map))
}

/// Reads a value by the shape it must have, scalars as they are written.
struct ByShape(Shape);

impl<'de> DeserializeSeed<'de> for ByShape {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        if self.0 == Shape::Free { from.deserialize_any(self) } else { from.deserialize_option(self) }
    }
}

impl<'de> Visitor<'de> for ByShape {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.0.in_words())
    }
    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Empty)
    }
    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Empty)
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        match self.0 {
            Shape::List(_) => from.deserialize_seq(self),
            Shape::Group(_) | Shape::Table(_) => from.deserialize_map(self),
            _ => from.deserialize_str(self),
        }
    }
    fn visit_str<E>(self, words: &str) -> Result<Node, E> {
        Ok(Node::scalar(self.0, words))
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Plain(flag.to_string()))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Plain(number.to_string()))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Plain(number.to_string()))
    }
    fn visit_i128<E>(self, number: i128) -> Result<Node, E> {
        Ok(Node::Plain(number.to_string()))
    }
    fn visit_u128<E>(self, number: u128) -> Result<Node, E> {
        Ok(Node::Plain(number.to_string()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Plain(number.to_string()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let shape = if let Shape::List(item) = self.0 { *item } else { Shape::Free };
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(ByShape(shape))? {
            list.push(item);
        }
        Ok(Node::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, pairs: A) -> Result<Node, A::Error> {
        read_map(pairs, |key| below(self.0, key))
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
    use crate::model::engagement::Charter;
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
}
