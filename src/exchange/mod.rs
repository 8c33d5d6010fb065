//! Other forms of the record, floor 3: text in, text out.
//!
//! One format per file or folder, independent of the others. Nothing here touches a file, the
//! clock or the terminal: a command passes in text, or loaded records, and gets back facts with their
//! line numbers, or text to write.

pub mod csv;
pub mod debrief;
pub mod ics;
pub mod import;
pub mod json_schema;
pub mod ndjson;
