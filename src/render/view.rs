//! Views: structs that a template can place. The doc comment of a field is what it means: `engage template help` prints
//! it, and a name that no view has is found before a template runs.

use crate::model::date::Date;
use crate::model::number::Amount;
use crate::model::step::Step;

/// What stands at a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewShape {
    /// Words; empty where there are none.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// Several of one shape.
    List(&'static Self),
    /// Named fields.
    Group(&'static [Key]),
}

impl ViewShape {
    /// Its word in help.
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
    /// What it means, a sentence.
    pub meaning: &'static str,
    /// The value.
    pub shape: ViewShape,
}

/// What a field can hold.
pub trait Placed {
    /// What a template finds there.
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

/// Makes a struct that a template can place, with its fields as `KEYS`.
///
/// Each field has a doc comment, whose first line is what it means. Attributes other than the struct's doc comment come
/// after it: `#[derive(Default)]`.
macro_rules! view {
    ($(
        $(#[$meta:meta])*
        $visible:vis struct $name:ident { $($(#[doc = $meaning:literal])+ $shown:vis $field:ident : $type:ty,)+ }
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, serde::Serialize)]
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
