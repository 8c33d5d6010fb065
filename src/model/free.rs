//! The free mapping `extra`: kept, shown, never interpreted.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::field::{Answer, Shape};

/// Whatever a person put under `extra`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extra(Option<Free>);

/// One value of any form; what JSON would write otherwise than it is written is text.
#[derive(Debug, Clone, PartialEq)]
enum Free {
    Empty,
    Flag(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Free>),
    Map(Vec<(String, Free)>),
}

impl Answer for Extra {
    const SHAPE: Shape = Shape::Free;

    fn is_blank(&self) -> bool {
        self.0.is_none()
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Option::<Own>::deserialize(from)?.map(|own| own.0)))
    }
}

/// Keys and values, and nothing else.
struct Own(Free);

impl<'de> Deserialize<'de> for Own {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Own;
            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("keys and values of your own, indented below `extra:`")
            }
            fn visit_map<A: MapAccess<'de>>(self, pairs: A) -> Result<Own, A::Error> {
                Anything.visit_map(pairs).map(Own)
            }
        }
        from.deserialize_map(Pairs)
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl Serialize for Free {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => to.serialize_unit(),
            Self::Flag(flag) => to.serialize_bool(*flag),
            Self::Whole(number) => to.serialize_i64(*number),
            Self::Number(number) => to.serialize_f64(*number),
            Self::Text(text) => to.serialize_str(text),
            Self::List(items) => {
                let mut list = to.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Map(pairs) => {
                let mut map = to.serialize_map(Some(pairs.len()))?;
                pairs.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Free {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Free;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("any value")
    }
    fn visit_unit<E>(self) -> Result<Free, E> {
        Ok(Free::Empty)
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Free, E> {
        Ok(Free::Flag(flag))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Free, E> {
        Ok(Free::Whole(number))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Free, E> {
        Ok(i64::try_from(number).map_or_else(|_| Free::Text(number.to_string()), Free::Whole))
    }
    fn visit_i128<E>(self, number: i128) -> Result<Free, E> {
        Ok(Free::Text(number.to_string()))
    }
    fn visit_u128<E>(self, number: u128) -> Result<Free, E> {
        Ok(Free::Text(number.to_string()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Free, E> {
        Ok(Free::Number(number))
    }
    fn visit_str<E>(self, text: &str) -> Result<Free, E> {
        Ok(Free::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Free, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Free::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Free, A::Error> {
        let mut map = Vec::new();
        while let Some(pair) = pairs.next_entry()? {
            map.push(pair);
        }
        Ok(Free::Map(map))
    }
}
