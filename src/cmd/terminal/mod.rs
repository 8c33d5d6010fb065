//! The terminal interface: tables, wrapped lines, the editor and the pager.

pub mod editor;
pub mod lines;
pub mod marks;
pub mod pager;
#[expect(clippy::disallowed_types, reason = "starts the editor and the pager")]
mod program;
#[expect(clippy::disallowed_methods, reason = "writes to stderr while a command runs")]
pub mod progress;
#[expect(clippy::disallowed_methods, reason = "asks and reads the answer")]
pub mod prompt;
pub mod style;
pub mod table;
pub mod wrap;
