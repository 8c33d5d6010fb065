//! Reads what people type, the same at every entrance: flags, `set`, `debrief`, `edit`.

pub mod days;
pub mod fold;
pub mod lists;
pub mod money;
pub mod names;
pub mod people;
