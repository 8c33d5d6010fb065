//! Charts as inline SVG, one module each.

/// A chart of a page, and the text for who cannot see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its title.
    pub title: String,
    /// What it shows, in words.
    pub description: String,
    /// The `<svg>` element.
    pub svg: String,
}
