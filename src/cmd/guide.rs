//! The guide for agents.

/// How an agent works with the program: at most 2,048 bytes, in Markdown.
pub const GUIDE: &str = include_str!("guide.md");
