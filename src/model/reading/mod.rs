//! Reads what people type, the same at every entrance: flags, `set`, `debrief`, `edit`.

pub mod fold;
pub mod people;
