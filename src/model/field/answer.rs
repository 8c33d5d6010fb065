//! How the value of a key is read: required or optional, kept as written.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Deserializer, Error as _, Unexpected, Visitor};
use serde::{Deserialize, Serialize};

use super::{Field, Shape};
use crate::model::reference::{Link, Reference};

/// A value with a shape: at a required key or in a list.
pub trait Value: Serialize + DeserializeOwned {
    /// The shape of the value.
    const SHAPE: Shape;

    /// Reads an optional answer; null and an empty scalar count as no answer.
    fn read_answer<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Option::deserialize(from)
    }

    /// Visits its words and the records that it refers to; `key` is its path.
    fn leaves(&self, key: Path, visit: Visit);
}

/// The value of an optional key: an [`Option`], a list or a table; empty if not answered.
pub trait Answer: Default + DeserializeOwned {
    /// The shape of the value.
    const SHAPE: Shape;
    /// Whether it is not answered.
    fn is_blank(&self) -> bool;
    /// Reads it; null and an empty scalar count as no answer.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::<Self>::deserialize(from).map(Option::unwrap_or_default)
    }
    /// Visits its words and the records that it refers to; `key` is its path.
    fn leaves(&self, key: Path, visit: Visit);
}

impl<T: Value> Answer for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn is_blank(&self) -> bool {
        self.is_none()
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read_answer(from)
    }

    fn leaves(&self, key: Path, visit: Visit) {
        if let Some(value) = self {
            value.leaves(key, visit);
        }
    }
}

impl<T: Value> Answer for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn leaves(&self, key: Path, visit: Visit) {
        for (at, value) in (1..).zip(self) {
            value.leaves(Path::Item(&key, at), visit);
        }
    }
}

impl<T: Value> Value for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn leaves(&self, key: Path, visit: Visit) {
        Answer::leaves(self, key, visit);
    }
}

impl<T: Value> Answer for BTreeMap<String, T> {
    const SHAPE: Shape = Shape::Table(&T::SHAPE);

    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    /// A key that names a record refers to it.
    fn leaves(&self, key: Path, visit: Visit) {
        for (name, value) in self {
            let key = Path::Key(&key, name);
            if let Ok(target) = name.parse() {
                visit(key, Leaf::Link(target));
            }
            value.leaves(key, visit);
        }
    }
}

/// A struct with its table of fields.
pub trait Fields {
    /// The keys in the order of a file.
    const FIELDS: &'static [Field];

    /// Visits its words and the records that it refers to; `key` is its path, empty at the root.
    fn leaves(&self, key: Path, visit: Visit);
}

/// What stands at a key.
pub enum Leaf<'l> {
    /// Words, also those of a day, a choice or a decimal; a whole number and a flag have none.
    Words(&'l dyn fmt::Display),
    /// The record that it refers to.
    Link(Reference),
}

/// Takes each leaf with the path of its key.
pub type Visit<'v> = &'v mut dyn FnMut(Path, Leaf);

/// A record as what visits its leaves.
pub type Leaves<'l> = &'l dyn Fn(Visit);

/// The records that a record refers to.
pub fn links(record: Leaves) -> Vec<Link> {
    let mut found = Vec::new();
    record(&mut |key, leaf| {
        if let Leaf::Link(target) = leaf {
            found.push(Link { key: key.to_string(), target });
        }
    });
    found
}

/// The path of a key, written out only where it is needed.
#[derive(Debug, Clone, Copy)]
pub enum Path<'p> {
    /// The root of a record.
    Root,
    /// A key inside another.
    Key(&'p Path<'p>, &'p str),
    /// An item of a list, from 1.
    Item(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Key(Self::Root, key) => out.write_str(key),
            Self::Key(outer, key) => write!(out, "{outer}.{key}"),
            Self::Item(list, at) => write!(out, "{list}.{at}"),
        }
    }
}

/// The dotted path of a key inside `outer`.
pub(crate) fn below(outer: &str, key: &str) -> String {
    if outer.is_empty() { key.to_owned() } else { format!("{outer}.{key}") }
}

/// Reads a scalar as written in the file, however YAML would interpret it; null and empty count as none.
pub(crate) fn read_scalar<'de, D, T>(from: D, shape: Shape) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    from.deserialize_option(AsWritten { shape, required: false, of: PhantomData })
}

/// Reads a required scalar: a missing key and an empty value are two different errors.
pub(crate) fn read_required<'de, D, T>(from: D, shape: Shape) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    let value = from.deserialize_str(AsWritten { shape, required: true, of: PhantomData })?;
    value.ok_or_else(|| D::Error::custom(EMPTY))
}

struct AsWritten<T> {
    shape: Shape,
    required: bool,
    of: PhantomData<T>,
}

impl<'de, T: std::str::FromStr<Err: std::fmt::Display>> Visitor<'de> for AsWritten<T> {
    type Value = Option<T>;

    fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        out.write_str(&self.shape.in_words())
    }
    fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        if self.required { Err(E::invalid_value(Unexpected::Unit, &"a value")) } else { Ok(None) }
    }
    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        self.visit_none()
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.trim().is_empty() { self.visit_none() } else { text.parse().map(Some).map_err(E::custom) }
    }
}

/// The message for a value that must not be empty.
pub(crate) const EMPTY: &str = "must not be empty";
