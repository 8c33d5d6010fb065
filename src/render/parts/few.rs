//! A list with room for a few of its items.

use serde::Serialize;

use crate::render::parts::prelude::*;
use crate::render::view::{Key, Placed, ViewShape};

/// The first few items of a list, and a sentence on the others; the sentence is empty if there are none.
#[derive(Debug, Clone, Serialize)]
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
    pub fn of(mut all: Vec<T>, most: usize) -> Self {
        let others = wording::not_shown(all.len().saturating_sub(most));
        all.truncate(most);
        Self { shown: all, others }
    }
}
