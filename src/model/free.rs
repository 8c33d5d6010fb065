//! The free mapping `extra`: kept and shown, not interpreted.

use serde::Serialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::field::{Answer, Leaf, Path, Shape, Visit};

/// Whatever a person put under `extra`; values that JSON would write differently are kept as text.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Extra(Option<Map<String, Value>>);

impl Answer for Extra {
    const SHAPE: Shape = Shape::Free;

    fn is_blank(&self) -> bool {
        self.0.is_none()
    }

    fn leaves(&self, key: Path, visit: Visit) {
        for (name, value) in self.0.iter().flatten() {
            leaves(Path::Key(&key, name), value, visit);
        }
    }
}

fn leaves(key: Path, value: &Value, visit: Visit) {
    match value {
        Value::String(words) => visit(key, Leaf::Words(words)),
        Value::Array(items) => (1..).zip(items).for_each(|(at, item)| leaves(Path::Item(&key, at), item, visit)),
        Value::Object(pairs) => pairs.iter().for_each(|(name, value)| leaves(Path::Key(&key, name), value, visit)),
        _ => {}
    }
}

/// Only keys and values.
impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Extra;
            fn expecting(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
                out.write_str("keys and values of your own, indented below `extra:`")
            }
            fn visit_map<A: MapAccess<'de>>(self, pairs: A) -> Result<Extra, A::Error> {
                Map::deserialize(MapAccessDeserializer::new(pairs)).map(|own| Extra(Some(own)))
            }
        }
        from.deserialize_map(Pairs)
    }
}
