//! Views: structs that a template can use. The doc comment of a field is its meaning, printed by `engage template
//! help`; unknown names are found before a template runs.

/// The type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewShape {
    /// Text; may be empty.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// A list of one type.
    List(&'static Self),
    /// Named fields.
    Group(&'static [Key]),
}

impl ViewShape {
    /// Its name in help.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Flag => "yes or no",
            Self::List(_) => "list",
            Self::Group(_) => "group",
        }
    }
}

/// A field of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name in a template.
    pub name: &'static str,
    /// Its meaning, a sentence.
    pub meaning: &'static str,
    /// The value.
    pub shape: ViewShape,
}

/// A type that a field can have.
pub trait Placed {
    /// Its type in a template.
    const SHAPE: ViewShape;
}

macro_rules! placed {
    ($($type:ty = $shape:ident),+) => {$(impl Placed for $type { const SHAPE: ViewShape = ViewShape::$shape; })+};
}

placed!(String = Text, &'static str = Text, Date = Text, Amount = Text, Step = Text);
placed!(u32 = Number, usize = Number, bool = Flag);

impl<T: Placed> Placed for Vec<T> {
    const SHAPE: ViewShape = ViewShape::List(&T::SHAPE);
}

impl<T: Placed> Placed for Option<T> {
    const SHAPE: ViewShape = T::SHAPE;
}

/// Defines a struct that a template can use, with its fields as `KEYS`.
///
/// Each field has a doc comment, whose first line is its meaning. Attributes other than the struct's doc comment come
/// after it: `#[derive(Default)]`.
macro_rules! view {
    ($(
        $(#[$meta:meta])*
        $visible:vis struct $name:ident { $($(#[doc = $meaning:literal])+ $shown:vis $field:ident : $type:ty,)+ }
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, serde::Serialize)]
        $visible struct $name { $($(#[doc = $meaning])+ $shown $field: $type,)+ }

        impl $name {
            /// Its fields, in order.
            pub const KEYS: &'static [$crate::render::view::Key] = &[$($crate::render::view::Key {
                name: $crate::model::field::key(stringify!($field)),
                meaning: $crate::model::field::line(&[$($meaning),+]),
                shape: <$type as $crate::render::view::Placed>::SHAPE,
            },)+];
        }

        impl $crate::render::view::Placed for $name {
            const SHAPE: $crate::render::view::ViewShape = $crate::render::view::ViewShape::Group(Self::KEYS);
        }
    )+};
}

pub(super) use view;

use crate::render::prelude::*;
