//! A list with room for a few of its items.

use serde::Serialize;

use crate::render::view::{Key, Placed, ViewShape};
use crate::render::wording;

/// The first few items of a list, and a sentence on the others; the sentence is empty if there are none.
#[derive(Debug, Serialize)]
pub struct Few<T> {
    shown: Vec<T>,
    others: String,
}

impl<T: Placed> Placed for Few<T> {
    const SHAPE: ViewShape = ViewShape::Group(&[
        Key { name: "shown", meaning: "The first few of them.", shape: Vec::<T>::SHAPE },
        Key { name: "others", meaning: "How many more there are, in words.", shape: ViewShape::Text },
    ]);
}

impl<T> Few<T> {
    /// At most this many items.
    pub fn of(all: Vec<T>, most: usize) -> Self {
        Self::first(all, most, wording::others)
    }

    /// The same, with a sentence of its own on the others.
    pub fn first(mut all: Vec<T>, most: usize, others: fn(usize) -> String) -> Self {
        let others = others(all.len().saturating_sub(most));
        all.truncate(most);
        Self { shown: all, others }
    }
}
