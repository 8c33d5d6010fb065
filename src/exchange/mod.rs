//! Other forms of the record, floor 3: text in, text out.
//!
//! One format per file or folder, and none of them knows another. Nothing here touches a file, the
//! clock or the terminal: a verb hands in text, or what was loaded, and is handed back facts with the
//! lines they stand on, or text to write.

pub mod csv;
pub mod debrief;
pub mod ndjson;
