//! The terminal interface: tables, lines and the editor.

#[expect(clippy::disallowed_types, reason = "starts the editor")]
pub mod editor;
pub mod lines;
pub mod style;
pub mod table;
pub mod wrap;
