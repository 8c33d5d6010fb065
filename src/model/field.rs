//! What a record is made of: a table of fields for every record, written once.
//!
//! `record!`, `group!` and `answers!` make a struct together with its table; flags of `add`,
//! the values of `set`, scaffolds, references and messages all follow from the table. Reading and
//! writing bytes is not here: the store does that, by the same tables.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::{Deserialize, Serialize};

use super::reference::Link;

/// What may stand at a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Free words, kept exactly.
    Text,
    /// `YYYY-MM-DD`.
    Date,
    /// A whole number from 1 to 5.
    Rating,
    /// An exact decimal number: money, hours, percent.
    Decimal,
    /// A whole number from 0.
    Count,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The id of someone in `people/`.
    Person,
    /// The reference of another record of the engagement.
    Reference,
    /// Several of one shape.
    List(&'static Shape),
    /// Named fields.
    Group(&'static [Field]),
    /// Free keys, one shape of value.
    Table(&'static Shape),
    /// Anything; never interpreted.
    Free,
}

impl Shape {
    /// Whether a value of this shape is one scalar.
    pub fn is_scalar(self) -> bool {
        !matches!(self, Self::List(_) | Self::Group(_) | Self::Table(_) | Self::Free)
    }

    /// What to write here, in words for a message.
    pub fn in_words(self) -> String {
        match self {
            Self::Text => "text".into(),
            Self::Date => "a date, YYYY-MM-DD".into(),
            Self::Rating => "a whole number from 1 to 5".into(),
            Self::Decimal => "a decimal number such as 1200.50".into(),
            Self::Count => "a whole number".into(),
            Self::Flag => "true or false".into(),
            Self::Choice(words) => format!("one of {}", words.join(", ")),
            Self::Person => "someone's id or name".into(),
            Self::Reference => "a record such as goals/NAME".into(),
            Self::List(item) => format!("a list, each {}", item.in_words()),
            Self::Group(fields) => {
                let names: Vec<_> = fields.iter().map(|field| field.name).collect();
                format!("the keys {}", names.join(", "))
            }
            Self::Table(_) | Self::Free => "keys and values".into(),
        }
    }
}

/// One key of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key as it stands in the file.
    pub name: &'static str,
    /// What it asks, one line: help text and the comment of a scaffold.
    pub question: &'static str,
    /// What may stand there.
    pub shape: Shape,
    /// Whether the record cannot be without it.
    pub required: bool,
}

/// The field a dotted path such as `contract.ends` or `prep.2.done` leads to.
pub fn shape_at(fields: &[Field], path: &[&str]) -> Result<Shape, UnknownKey> {
    let (first, rest) = path.split_first().ok_or_else(|| UnknownKey::new("", fields))?;
    let field = fields.iter().find(|field| field.name == *first).ok_or_else(|| UnknownKey::new(first, fields))?;
    shape_below(field.shape, rest)
}

fn shape_below(shape: Shape, path: &[&str]) -> Result<Shape, UnknownKey> {
    match (shape, path) {
        (shape, []) => Ok(shape),
        (Shape::Group(fields), path) => shape_at(fields, path),
        (Shape::List(item), [index, rest @ ..]) if index.parse::<usize>().is_ok_and(|n| n > 0) => {
            shape_below(*item, rest)
        }
        (Shape::Table(value), [_, rest @ ..]) => shape_below(*value, rest),
        (Shape::Free, _) => Ok(Shape::Free),
        (_, [key, ..]) => Err(UnknownKey::new(key, &[])),
    }
}

/// A key that the table does not have, with the ones it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key asked for.
    pub key: String,
    /// The keys there are at that place.
    pub known: Vec<&'static str>,
}

impl UnknownKey {
    fn new(key: &str, fields: &[Field]) -> Self {
        Self { key: key.into(), known: fields.iter().map(|field| field.name).collect() }
    }
}

/// A value with a shape: what stands at a required key or in a list.
pub trait Value: Serialize + DeserializeOwned {
    /// What may stand there.
    const SHAPE: Shape;

    /// Reads an optional answer, where null and an empty scalar are none.
    fn read_answer<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
        Option::deserialize(from)
    }

    /// Adds the records it names, `key` being where it stands.
    fn links(&self, _key: &str, _found: &mut Vec<Link>) {}
}

/// What stands at an optional key: an [`Option`], a list or a table; empty when not answered.
pub trait Answer: Default {
    /// What may stand there.
    const SHAPE: Shape;
    /// Whether it is not answered.
    fn is_blank(&self) -> bool;
    /// Reads it, where null and an empty scalar are no answer.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;
    /// Adds the records it names, `key` being where it stands.
    fn links(&self, _key: &str, _found: &mut Vec<Link>) {}
}

impl<T: Value> Answer for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn is_blank(&self) -> bool {
        self.is_none()
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read_answer(from)
    }

    fn links(&self, key: &str, found: &mut Vec<Link>) {
        if let Some(value) = self {
            value.links(key, found);
        }
    }
}

impl<T: Value> Answer for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::<Self>::deserialize(from).map(Option::unwrap_or_default)
    }

    fn links(&self, key: &str, found: &mut Vec<Link>) {
        self.iter().enumerate().for_each(|(at, value)| value.links(&format!("{key}.{}", at + 1), found));
    }
}

impl<T: Value> Value for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn links(&self, key: &str, found: &mut Vec<Link>) {
        Answer::links(self, key, found);
    }
}

impl<T: Value> Answer for BTreeMap<String, T> {
    const SHAPE: Shape = Shape::Table(&T::SHAPE);

    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Unique<T>(PhantomData<T>);
        impl<'de, T: Value> Visitor<'de> for Unique<T> {
            type Value = BTreeMap<String, T>;
            fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
                out.write_str("keys and values")
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(BTreeMap::new())
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut read = BTreeMap::new();
                while let Some(key) = map.next_key::<String>()? {
                    if read.contains_key(&key) {
                        return Err(A::Error::custom(format!("duplicate field `{key}`")));
                    }
                    read.insert(key, map.next_value()?);
                }
                Ok(read)
            }
        }
        from.deserialize_any(Unique(PhantomData))
    }
}

/// A struct with its table of fields.
pub trait Fields {
    /// The keys in the order in which a file has them.
    const FIELDS: &'static [Field];

    /// Adds the records it names, `key` being where it stands, empty at the root.
    fn links(&self, key: &str, found: &mut Vec<Link>);
}

/// The dotted path of a key inside what stands at `outer`.
pub(crate) fn below(outer: &str, key: &str) -> String {
    if outer.is_empty() { key.to_owned() } else { format!("{outer}.{key}") }
}

/// Reads a scalar as it stands in the file, whatever YAML would make of it; null and empty are none.
pub(crate) fn read_scalar<'de, D, T>(from: D, shape: Shape) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    from.deserialize_option(AsWritten(shape, PhantomData))
}

/// Reads a scalar that must be there: a missing key and an empty value are two different errors.
pub(crate) fn read_required<'de, D, T>(from: D, shape: Shape) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    from.deserialize_newtype_struct("value", There(AsWritten(shape, PhantomData)))
}

struct AsWritten<T>(Shape, PhantomData<T>);

impl<'de, T: std::str::FromStr<Err: std::fmt::Display>> Visitor<'de> for AsWritten<T> {
    type Value = Option<T>;

    fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        out.write_str(&self.0.in_words())
    }
    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.trim().is_empty() { Ok(None) } else { text.parse().map(Some).map_err(E::custom) }
    }
}

struct There<T>(AsWritten<T>);

impl<'de, T: std::str::FromStr<Err: std::fmt::Display>> Visitor<'de> for There<T> {
    type Value = T;

    fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.expecting(out)
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_option(self.0)?.ok_or_else(|| D::Error::custom(EMPTY))
    }
}

/// The message of a scalar that is empty where it must not be.
pub(crate) const EMPTY: &str = "is empty, and cannot be";

/// Makes a `FromStr + Display` type a scalar of files: read as written, refused when empty.
///
/// `text` writes it as its words; `links` says that it names a record, by `reference()`.
macro_rules! scalar {
    ($type:ty, $shape:expr $(, $how:ident)*) => {
        impl $crate::model::field::Value for $type {
            const SHAPE: $crate::model::field::Shape = $shape;
            fn read_answer<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
                $crate::model::field::read_scalar(from, $shape)
            }
            $($crate::model::field::scalar_links!($how);)*
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::model::field::read_required(from, $shape)
            }
        }
        $($crate::model::field::scalar_text!($how, $type);)*
    };
}

macro_rules! scalar_links {
    (text) => {};
    (links) => {
        fn links(&self, key: &str, found: &mut Vec<$crate::model::reference::Link>) {
            found.push($crate::model::reference::Link { key: key.to_owned(), target: self.reference() });
        }
    };
}

macro_rules! scalar_text {
    (links, $type:ty) => {};
    (text, $type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
    };
}

/// Makes an enum of words: parsed with the valid answers named, written as the word.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Their words, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// Its word in files and on the command line.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
                out.pad(self.word())
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::model::words::NotOneOf;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::model::words::NotOneOf::new(text, Self::WORDS)),
                }
            }
        }
        $crate::model::field::scalar!($name, $crate::model::field::Shape::Choice($name::WORDS), text);
    };
}

/// A struct with its table: required keys first, then optional ones.
macro_rules! fields {
    (
        { $($meta:meta),* }
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            required { $($(#[doc = $rq:literal])+ $rf:ident : $rt:ty,)* }
            optional { $($(#[doc = $oq:literal])+ $of:ident : $ot:ty,)* }
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        $(#[$meta])*
        pub struct $name {
            $($(#[doc = $rq])+ pub $rf: $rt,)*
            $(
                $(#[doc = $oq])+
                #[serde(
                    default,
                    deserialize_with = "crate::model::field::Answer::read",
                    skip_serializing_if = "crate::model::field::Answer::is_blank"
                )]
                pub $of: $ot,
            )*
        }
        impl $crate::model::field::Fields for $name {
            const FIELDS: &'static [$crate::model::field::Field] = &[
                $($crate::model::field::Field {
                    name: $crate::model::field::key(stringify!($rf)),
                    question: $crate::model::field::line(&[$($rq),+]),
                    shape: <$rt as $crate::model::field::Value>::SHAPE,
                    required: true,
                },)*
                $($crate::model::field::Field {
                    name: $crate::model::field::key(stringify!($of)),
                    question: $crate::model::field::line(&[$($oq),+]),
                    shape: <$ot as $crate::model::field::Answer>::SHAPE,
                    required: false,
                },)*
            ];

            fn links(&self, key: &str, found: &mut Vec<$crate::model::reference::Link>) {
                use $crate::model::field::{below, key as name};
                $(<$rt as $crate::model::field::Value>::links(&self.$rf, &below(key, name(stringify!($rf))), found);)*
                $(<$ot as $crate::model::field::Answer>::links(&self.$of, &below(key, name(stringify!($of))), found);)*
            }
        }
    };
}

/// A record: a file of its own, with room for `extra` and `allow`; no other unknown key.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            required { $($required:tt)* }
            optional { $($optional:tt)* }
        }
    ) => {
        $crate::model::field::fields! {
            { serde(deny_unknown_fields) }
            $(#[doc = $doc])+
            pub struct $name {
                required { $($required)* }
                optional {
                    $($optional)*
                    /// A free mapping of your own; never interpreted.
                    extra: $crate::model::free::Extra,
                    /// Findings that are fine here, each with its reason.
                    allow: Vec<$crate::model::finding::Allowance>,
                }
            }
        }
    };
}

/// Named fields inside a record; no unknown key.
macro_rules! group {
    ($(#[doc = $doc:literal])+ pub struct $name:ident { required { $($required:tt)* } optional { $($optional:tt)* } }) => {
        $crate::model::field::fields! {
            { serde(deny_unknown_fields) }
            $(#[doc = $doc])+
            pub struct $name { required { $($required)* } optional { $($optional)* } }
        }
        impl $crate::model::field::Value for $name {
            const SHAPE: $crate::model::field::Shape =
                $crate::model::field::Shape::Group(<$name as $crate::model::field::Fields>::FIELDS);

            fn links(&self, key: &str, found: &mut Vec<$crate::model::reference::Link>) {
                $crate::model::field::Fields::links(self, key, found);
            }
        }
    };
}

/// The answers of a step: every key optional; other keys are the entry's common part.
macro_rules! answers {
    ($(#[doc = $doc:literal])+ pub struct $name:ident { $($optional:tt)* }) => {
        $crate::model::field::fields! {
            { derive(Default) }
            $(#[doc = $doc])+
            pub struct $name { required {} optional { $($optional)* } }
        }
    };
}

pub(crate) use {answers, choice, fields, group, record, scalar, scalar_links, scalar_text};

/// A key as files spell it: `r#in` is `in`.
pub(crate) const fn key(ident: &'static str) -> &'static str {
    match ident.as_bytes() {
        [b'r', b'#', ..] => ident.split_at(2).1,
        _ => ident,
    }
}

/// The first line of a doc comment, without the blank it opens with.
pub(crate) const fn line(docs: &[&'static str]) -> &'static str {
    match docs[0].as_bytes() {
        [b' ', ..] => docs[0].split_at(1).1,
        _ => docs[0],
    }
}
