//! Tree to record: a deserializer that passes scalars on as written, and knows the place of each value.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, Error as _, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::tree::{Pair, Style, Tree, TreeValue};

/// Why a tree is not a valid record, and where.
#[derive(Debug, thiserror::Error)]
#[error("{what:?}")]
pub struct Error {
    /// The byte, if known.
    pub at: Option<usize>,
    /// What is wrong.
    pub what: Refusal,
}

/// What is wrong with a tree.
#[derive(Debug)]
pub enum Refusal {
    /// An unknown key, and the known ones.
    Unknown(String, &'static [&'static str]),
    /// A missing required key.
    Missing(&'static str),
    /// An empty value that must not be empty.
    Empty,
    /// A value of the wrong type, or the field's own message.
    Other(String),
}

impl Error {
    fn of(what: Refusal) -> Self {
        Self { at: None, what }
    }

    /// Adds its place, unless a deeper one is set.
    fn at(self, at: usize) -> Self {
        Self { at: self.at.or(Some(at)), ..self }
    }
}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::of(Refusal::Other(message.to_string()))
    }
    fn invalid_type(found: Unexpected, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Map => "keys and values".to_owned(),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Unit => "nothing".to_owned(),
            Unexpected::Str(words) => format!("`{words}`"),
            Unexpected::Bool(flag) => format!("`{flag}`"),
            Unexpected::Unsigned(number) => format!("`{number}`"),
            other => other.to_string(),
        };
        let expected = match expected.to_string() {
            words if words == "a sequence" => "a list, one item per line after `- `".to_owned(),
            words if words == "a map" || words.starts_with("struct ") => "keys and values".to_owned(),
            words => words,
        };
        Self::custom(format!("expected {expected}, found {found}"))
    }
    fn invalid_value(found: Unexpected, expected: &dyn Expected) -> Self {
        if found == Unexpected::Unit { Self::of(Refusal::Empty) } else { Self::invalid_type(found, expected) }
    }
    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        Self::of(Refusal::Unknown(field.to_owned(), known))
    }
    fn missing_field(field: &'static str) -> Self {
        Self::of(Refusal::Missing(field))
    }
}

/// A deserializer of keys and values.
pub fn pairs<'de, 't: 'de, I: Iterator<Item = &'de Pair<'t>>>(
    pairs: I,
) -> MapDeserializer<'de, impl Iterator<Item = (&'de str, &'de Tree<'t>)>, Error> {
    MapDeserializer::new(pairs.map(|pair| (&*pair.key, &pair.value)))
}

impl<'de> IntoDeserializer<'de, Error> for &'de Tree<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Tree<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value {
            TreeValue::Nothing => visitor.visit_unit(),
            TreeValue::Scalar(words, Style::Plain) => to_the_letter(words, visitor),
            TreeValue::Scalar(words, _) => visitor.visit_str(words),
            TreeValue::List(items, _) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            TreeValue::Map(all, _) => visitor.visit_map(pairs(all.iter())),
        }
        .map_err(|error: Error| error.at(self.start))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
            .map_err(|error: Error| error.at(self.start))
    }

    // an item without text has no key, so that the error names the missing one; a list is no list of values in order
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if let TreeValue::List(..) = self.value {
            return Err(Error::invalid_type(Unexpected::Seq, &"keys and values").at(self.start));
        }
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if !self.is_null() {
            return self.deserialize_any(visitor);
        }
        visitor.visit_map(pairs([].iter())).map_err(|error| error.at(self.start))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let none: [Self; 0] = [];
        if self.is_null() {
            visitor.visit_seq(SeqDeserializer::new(none.into_iter()))
        } else {
            self.deserialize_any(visitor)
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value {
            _ if self.is_null() => visitor.visit_unit(),
            TreeValue::Scalar(words, _) => visitor.visit_str(words),
            _ => return self.deserialize_any(visitor),
        }
        .map_err(|error: Error| error.at(self.start))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct enum identifier
    }
}

/// A number or boolean if JSON writes it with exactly these characters, else a string, so that no digit is lost.
fn to_the_letter<'de, V: Visitor<'de>>(words: &str, visitor: V) -> Result<V::Value, Error> {
    match serde_json::from_str::<serde_json::Value>(words) {
        // other readers of JSON may not take more than 64 bits
        Ok(json) if json.is_u64() && !json.is_i64() => visitor.visit_str(words),
        Ok(json) if json.to_string().as_str() == words => json.deserialize_any(visitor).map_err(Error::custom),
        _ => visitor.visit_str(words),
    }
}
