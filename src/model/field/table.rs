//! The macros that make a struct, or an enum of words, together with its table.

/// Makes a `FromStr + Display` type a scalar of files: read as written, rejected when empty.
///
/// `text` writes it as its words, `plain` as the number, flag or text in it, `shown` shows what is in it; `links` says that
/// it names a record, by `reference()`; `read` parses it by `Self::read`.
macro_rules! scalar {
    ($type:ty, $shape:expr $(, $how:ident)*) => {
        impl $crate::model::field::Value for $type {
            const SHAPE: $crate::model::field::Shape = $shape;
            fn read_answer<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
                $crate::model::field::read_scalar(from, $shape)
            }
            fn leaves(&self, key: $crate::model::field::Path, visit: $crate::model::field::Visit) {
                $($crate::model::field::scalar_links!($how, self, key, visit);)*
                if !matches!($shape, $crate::model::field::Shape::Rating | $crate::model::field::Shape::Count | $crate::model::field::Shape::Flag) {
                    visit(key, $crate::model::field::Leaf::Words(self));
                }
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::model::field::read_required(from, $shape)
            }
        }
        $($crate::model::field::scalar_written!($how, $type);)*
    };
}

macro_rules! scalar_links {
    (links, $this:tt, $key:ident, $visit:ident) => {
        $visit($key, $crate::model::field::Leaf::Link($this.reference()))
    };
    ($how:ident, $this:tt, $key:ident, $visit:ident) => {};
}

macro_rules! scalar_written {
    (links, $type:ty) => {};
    (read, $type:ty) => {
        impl std::str::FromStr for $type {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                Self::read(text)
            }
        }
    };
    (text, $type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
    };
    (plain, $type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(to)
            }
        }
    };
    (shown, $type:ty) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }
    };
}

/// Makes an enum of words: parsed with the valid answers named, written as the word. Those after
/// `read only` are read in files and offered nowhere.
macro_rules! choice {
    (
        $(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }
        $(read only { $($(#[$ometa:meta])* $old:ident = $oldword:literal),+ $(,)? })?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ $($($(#[$ometa])* $old),+)? }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+ $($(Self::$old),+)?];
            /// The words to choose from, in order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// Its word in files and on the command line.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ $($(Self::$old => $oldword),+)? }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
                out.pad(self.word())
            }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    $($($oldword => Ok(Self::$old),)+)?
                    _ => Err($crate::model::words::none_of(text, Self::WORDS)),
                }
            }
        }
        $crate::model::field::scalar!($name, $crate::model::field::Shape::Choice($name::WORDS));
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.word())
            }
        }
    };
}

/// A struct with its table: required keys first, then optional ones.
macro_rules! fields {
    (
        { $($meta:meta),* }
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            $(required { $($(#[doc = $rq:literal])+ $rf:ident : $rt:ty,)* })?
            $($(#[doc = $oq:literal])+ $of:ident : $ot:ty,)*
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        $(#[$meta])*
        pub struct $name {
            $($($(#[doc = $rq])+ pub $rf: $rt,)*)?
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
                $($($crate::model::field::Field {
                    name: $crate::model::field::key(stringify!($rf)),
                    question: $crate::model::field::line(&[$($rq),+]),
                    shape: <$rt as $crate::model::field::Value>::SHAPE,
                    required: true,
                },)*)?
                $($crate::model::field::Field {
                    name: $crate::model::field::key(stringify!($of)),
                    question: $crate::model::field::line(&[$($oq),+]),
                    shape: <$ot as $crate::model::field::Answer>::SHAPE,
                    required: false,
                },)*
            ];

            fn leaves(&self, key: $crate::model::field::Path, visit: $crate::model::field::Visit) {
                use $crate::model::field::{Path, key as name};
                $($(<$rt as $crate::model::field::Value>::leaves(&self.$rf, Path::Key(&key, name(stringify!($rf))), visit);)*)?
                $(<$ot as $crate::model::field::Answer>::leaves(&self.$of, Path::Key(&key, name(stringify!($of))), visit);)*
            }
        }
    };
}

/// A record: a file of its own, with room for `extra` and `allow`; no other unknown key.
macro_rules! record {
    ($(#[doc = $doc:literal])+ pub struct $name:ident { $($fields:tt)* }) => {
        $crate::model::field::fields! {
            { serde(deny_unknown_fields) }
            $(#[doc = $doc])+
            pub struct $name {
                $($fields)*
                /// Source: an e-mail, a transcript, an agent.
                source: Option<$crate::model::text::Text>,
                /// Your own keys and values; never interpreted.
                extra: $crate::model::free::Extra,
                /// Accepted exceptions, each with its reason.
                allow: Vec<$crate::model::allowance::Allowance>,
            }
        }
    };
}

/// A record that belongs to a step.
macro_rules! fact {
    ($(#[doc = $doc:literal])+ pub struct $name:ident { $($fields:tt)* }) => {
        $crate::model::field::record! {
            $(#[doc = $doc])+
            pub struct $name {
                $($fields)*
                /// Step it belongs to, such as cycle-1/06-demo.
                during: Option<$crate::model::reference::EntryId>,
            }
        }
    };
}

/// Named fields inside a record; no unknown key.
macro_rules! group {
    ($(#[doc = $doc:literal])+ pub struct $name:ident { $($fields:tt)* }) => {
        $crate::model::field::fields! {
            { serde(deny_unknown_fields) }
            $(#[doc = $doc])+
            pub struct $name { $($fields)* }
        }
        impl $crate::model::field::Value for $name {
            const SHAPE: $crate::model::field::Shape =
                $crate::model::field::Shape::Group(<$name as $crate::model::field::Fields>::FIELDS);

            fn leaves(&self, key: $crate::model::field::Path, visit: $crate::model::field::Visit) {
                $crate::model::field::Fields::leaves(self, key, visit);
            }
        }
    };
}

/// The answers of a step: every key optional; other keys are the entry's common part.
macro_rules! answers {
    ($(#[doc = $doc:literal])+ pub struct $name:ident { $($fields:tt)* }) => {
        $crate::model::field::fields! {
            { derive(Default) }
            $(#[doc = $doc])+
            pub struct $name { $($fields)* }
        }
    };
}

pub(crate) use {answers, choice, fact, fields, group, record, scalar, scalar_links, scalar_written};

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
