//! Collects the texts of a record while it is serialized, without building a value first.

use std::fmt::{self, Display, Error};

use serde::Serialize;
use serde::ser::{self, Impossible, Serializer};

use super::KeyText;

/// The texts so far, and the path of the current key.
#[derive(Debug, Default)]
pub struct Collector {
    key: String,
    pub texts: Vec<KeyText>,
}

impl Collector {
    fn text(&mut self, text: String) {
        self.texts.push(KeyText { key: self.key.clone(), text });
    }

    /// Collects a value at a key inside the current one.
    fn inside(&mut self, key: &str, value: &(impl Serialize + ?Sized)) -> fmt::Result {
        let outer = self.key.len();
        if outer > 0 {
            self.key.push('.');
        }
        self.key.push_str(key);
        let found = value.serialize(&mut *self);
        self.key.truncate(outer);
        found
    }
}

/// Values that are not text.
macro_rules! skipped {
    ($($method:ident: $type:ty),+) => { $(fn $method(self, _: $type) -> fmt::Result { Ok(()) })+ };
}

impl<'c> Serializer for &'c mut Collector {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Inside<'c>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Inside<'c>;
    type SerializeStruct = Inside<'c>;
    type SerializeStructVariant = Impossible<(), Error>;

    skipped!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_bytes: &[u8], serialize_unit_struct: &'static str
    );

    fn serialize_str(self, text: &str) -> fmt::Result {
        self.text(text.to_owned());
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, text: &T) -> fmt::Result {
        self.text(text.to_string());
        Ok(())
    }

    fn serialize_char(self, letter: char) -> fmt::Result {
        self.text(letter.to_string());
        Ok(())
    }

    fn serialize_none(self) -> fmt::Result {
        Ok(())
    }

    fn serialize_unit(self) -> fmt::Result {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> fmt::Result {
        self.serialize_str(variant)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> fmt::Result {
        self.inside(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Inside<'c>, Error> {
        Ok(Inside { of: self, next: String::new(), items: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Inside<'c>, Error> {
        self.serialize_seq(None)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inside<'c>, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(Error)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(Error)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(Error)
    }
}

/// The items of a list, or the values of a mapping.
#[derive(Debug)]
pub struct Inside<'c> {
    of: &'c mut Collector,
    /// The key of the next value of a mapping.
    next: String,
    items: usize,
}

impl ser::SerializeSeq for Inside<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> fmt::Result {
        self.items += 1;
        self.of.inside(&self.items.to_string(), item)
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

impl ser::SerializeMap for Inside<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        // a key is text or is written as text
        let mut words = Collector::default();
        key.serialize(&mut words)?;
        self.next = words.texts.pop().ok_or(Error)?.text;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.of.inside(&self.next, value)
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

impl ser::SerializeStruct for Inside<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
        self.of.inside(key, value)
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}
