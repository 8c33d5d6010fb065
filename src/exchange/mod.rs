//! The borders to other programs, floor 3: one format per file, text out.
//!
//! A format only spells what the model lays out; where the text goes is for `cmd` and `store`.

pub mod csv;
pub mod ndjson;
