//! What a person sees and types: tables and the editor.

pub mod editor;
pub mod table;
