//! The fields of records: one table for every kind of record.
//!
//! `shape` says which values a key allows, `answer` reads them, and the macros of `table` define a
//! struct together with its table. Flags of `add`, the values of `set`, scaffolds, references and
//! messages all follow from the table. Bytes are read and written in the store, not here.

mod answer;
mod shape;
mod table;

pub use answer::{Answer, Fields, Leaf, Leaves, Path, Value, Visit, links};
pub(crate) use answer::{EMPTY, below, read_required, read_scalar};
pub use shape::{Field, Shape, UnknownKey, shape_at, shape_of};
pub(crate) use table::{answers, choice, fact, fields, group, key, line, record, scalar, scalar_links, scalar_written};
